import { connect } from 'node:tls'
import { reasonOf } from '../edge/trouble.ts'
import { type Finding, note, report, unwell, well } from './finding.ts'
import { helloOverSocket } from './socket-hello.ts'

/**
 * `weir doctor --screen URL`, run on the computer behind a display: whether what a wall needs comes through from here. A wall
 * also lives on polling, so a proxy that eats websockets is a note; a clock that is wrong is not, because it makes a screen
 * say the wrong age of things and a certificate look invalid.
 */
const SKEW_MS = 2000
const SCRIPT_BYTES = 100_000
const PICTURE_MS = 1000
const PATIENCE_MS = 10_000
const DAY_MS = 24 * 60 * 60_000
const EXPIRES_SOON_DAYS = 14

export async function doctorOfScreen(url: string, release: string, print: (text: string) => void): Promise<number> {
  const base = rootOf(url)
  if (base === null) return report([unwell(`${url} is no address: it should look like https://wall.example`)], print)
  const reached = await reach(base)
  if (!reached.health) return report([unwell(reached.says), ...(await certificate(base))], print)
  const { health, tookMs, localNow } = reached
  return report(
    [
      well(`${base.href} answers in ${Math.round(tookMs)} ms`),
      ...(await certificate(base)),
      clock(health.now - localNow, tookMs),
      releases(health.release, release),
      await sockets(base),
      await pairing(base),
      ...(await page(base)),
    ],
    print,
  )
}

function rootOf(url: string): URL | null {
  try {
    const { protocol, origin } = new URL(url)
    return protocol === 'http:' || protocol === 'https:' ? new URL('/', origin) : null
  } catch {
    return null
  }
}

const get = (base: URL, path: string): Promise<Response> => fetch(new URL(path, base), { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'manual' })

interface Health {
  readonly now: number
  readonly release: string
}

type Reached = { readonly health: Health; readonly tookMs: number; readonly localNow: number } | { readonly health: null; readonly says: string }

/** Asked twice: the first answer also makes the connection, and the second one times the way. */
async function reach(base: URL): Promise<Reached> {
  try {
    await (await get(base, '/health')).arrayBuffer()
    const began = performance.now()
    const sentAt = Date.now()
    const response = await get(base, '/health')
    const tookMs = performance.now() - began
    const health = (await response.json()) as Partial<Health>
    if (!response.ok || typeof health.now !== 'number' || typeof health.release !== 'string')
      return { health: null, says: `${base.href} answers ${response.status}, but not as a Weir does` }
    return { health: { now: health.now, release: health.release }, tookMs, localNow: sentAt + tookMs / 2 }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    return { health: null, says: `${base.href} does not answer (${reasonOf(error)}${cause}). Is the name right, the network there, the gateway up?` }
  }
}

async function certificate(base: URL): Promise<readonly Finding[]> {
  const local = /^(localhost|127\.|\[::1\])/.test(base.hostname)
  if (base.protocol === 'http:')
    return local ? [] : [unwell('plain HTTP: the token of a screen crosses the network in the clear. Put a proxy with TLS in front')]
  const socket = connect({ host: base.hostname, port: Number(base.port || 443), servername: base.hostname, rejectUnauthorized: false, timeout: PATIENCE_MS })
  try {
    await new Promise((resolve, reject) =>
      socket
        .once('secureConnect', resolve)
        .once('error', reject)
        .once('timeout', () => reject(new Error('it takes too long'))),
    )
    const days = Math.floor((Date.parse(socket.getPeerCertificate().valid_to) - Date.now()) / DAY_MS)
    if (!socket.authorized) return [unwell(`the certificate is not trusted here: ${String(socket.authorizationError)}`)]
    return [days < EXPIRES_SOON_DAYS ? unwell(`the certificate expires in ${days} days`) : well(`the certificate is trusted, for ${days} more days`)]
  } catch (error) {
    return [unwell(`no TLS connection: ${reasonOf(error)}`)]
  } finally {
    socket.destroy()
  }
}

function clock(aheadMs: number, tookMs: number): Finding {
  const seconds = (Math.abs(aheadMs) / 1000).toFixed(1)
  if (Math.abs(aheadMs) <= SKEW_MS + tookMs / 2) return well(`this computer's clock is within ${seconds} s of the server's`)
  return unwell(`this computer's clock is ${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} the server's: timedatectl set-ntp true`)
}

const releases = (theirs: string, ours: string): Finding =>
  theirs === ours ? well(`release ${theirs}`) : note(`the server runs release ${theirs}, and this doctor is of ${ours}: screens follow the server`)

async function sockets(base: URL): Promise<Finding> {
  const answer = await helloOverSocket(base, PATIENCE_MS)
  return answer.kind === 'answered'
    ? well('websockets come through: figures arrive within a frame or two')
    : note(`websockets do not come through (${answer.reason}): the wall polls every few seconds instead`)
}

async function pairing(base: URL): Promise<Finding> {
  const { status } = await get(base, '/api/documents/council')
  if (status === 200) return note('boards are open here: a display shows them without being enrolled (WEIR_BOARDS=enrolled changes that)')
  if (status === 401) return well(`boards are for enrolled screens: the display opens ${new URL('/screen', base).href} and shows its code once`)
  return unwell(`the boards answer ${status}: the gateway is there and has no figures`)
}

/** The page that a display opens, as it comes over this network, and the scripts that it names. */
async function page(base: URL): Promise<readonly Finding[]> {
  const began = performance.now()
  const open = await get(base, '/')
  const path = open.status === 200 ? '/' : '/screen'
  const html = await (open.status === 200 ? open : await get(base, '/screen')).text()
  const tookMs = performance.now() - began
  const scripts = [...new Set([...html.matchAll(/(?:href|import\()\s*=?\s*"([^"]+\.js)"/g)].map(([, script = '']) => new URL(script, new URL(path, base))))]
  const sizes = await Promise.all([...new Set(scripts.map(({ href }) => href))].map((script) => sizeOf(new URL(script))))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return [
    tookMs <= PICTURE_MS
      ? well(`the first page with its figures takes ${Math.round(tookMs)} ms`)
      : unwell(`the first page takes ${Math.round(tookMs)} ms: over a second`),
    bytes <= SCRIPT_BYTES
      ? well(`its script is ${Math.round(bytes / 1000)} kB compressed`)
      : unwell(`its script is ${Math.round(bytes / 1000)} kB: does a proxy undo the compression?`),
  ]
}

/** As it comes over the wire, where the server says; otherwise what it unpacks to. */
async function sizeOf(script: URL): Promise<number> {
  const response = await fetch(script, { signal: AbortSignal.timeout(PATIENCE_MS) })
  const body = await response.arrayBuffer()
  return Number(response.headers.get('content-length') ?? body.byteLength)
}
