import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

const gateway = process.env['WEIR_GATEWAY_URL'] ?? 'http://127.0.0.1:7300'

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      inlineStyleThreshold: 60_000, // the first picture waits for one answer, not for a dozen small sheets
      version: { pollInterval: 0 }, // the gateway's welcome says when the release is another
      csp: {
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-inline'], // a tile's place in the grid is a custom property on the element
          'img-src': ['self', 'data:'],
          'connect-src': ['self', 'ws:', 'wss:'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['self'],
        },
      },
    }),
  ],
  ssr: { noExternal: ['@weir/shared'] }, // bundled, so that the built wall stands alone
  server: { proxy: { '/api': gateway, '/socket.io': { target: gateway, ws: true } } },
})
