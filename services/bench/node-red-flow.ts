/**
 * The Node-RED flow that is measured: an event comes in over HTTP, is answered at once, counted, and its number shown as a text
 * on a page of Dashboard 2. Nothing is stored. And the settings: loopback, no editor, no telemetry, no look for updates. Pure.
 */
export const COUNT_SELECTOR = '.nrdb-ui-text-value'
export const PAGE_PATH = '/dashboard/wall'

const common = { z: 'flow' } as const
const ui = { d: false, visible: true } as const

export const flows = (): readonly object[] => [
  { id: 'flow', type: 'tab', label: 'events', disabled: false, info: '' },
  { id: 'base', type: 'ui-base', name: 'Wall', path: '/dashboard', includeClientData: true, acceptsClientConfig: ['ui-notification', 'ui-control'], showPathInSidebar: false, navigationStyle: 'default' },
  {
    id: 'theme', type: 'ui-theme', name: 'Theme',
    colors: { surface: '#ffffff', primary: '#0094ce', bgPage: '#eeeeee', groupBg: '#ffffff', groupOutline: '#cccccc' },
    sizes: { pagePadding: '12px', groupGap: '12px', groupBorderRadius: '4px', widgetGap: '12px' },
  },
  { id: 'page', type: 'ui-page', name: 'Wall', ui: 'base', path: '/wall', icon: 'home', layout: 'grid', theme: 'theme', order: 1, className: '', visible: 'true', disabled: 'false' },
  { id: 'group', type: 'ui-group', name: 'Waiting', page: 'page', width: '6', height: '1', order: 1, showTitle: true, className: '', visible: 'true', disabled: 'false' },
  { ...common, id: 'in', type: 'http in', name: '', url: '/events', method: 'post', upload: false, swaggerDoc: '', x: 100, y: 100, wires: [['count', 'answer']] },
  { ...common, id: 'answer', type: 'function', name: 'answer', func: "return { req: msg.req, res: msg.res, statusCode: 202, payload: {} };", outputs: 1, initialize: '', finalize: '', libs: [], x: 300, y: 160, wires: [['out']] },
  { ...common, id: 'out', type: 'http response', name: '', statusCode: '', headers: {}, x: 500, y: 160, wires: [] },
  {
    ...common, id: 'count', type: 'function', name: 'count', outputs: 1, initialize: '', finalize: '', libs: [], x: 300, y: 100, wires: [['text']],
    func: "const waiting = (context.get('waiting') || 0) + 1; context.set('waiting', waiting); return { payload: waiting };",
  },
  { ...common, ...ui, id: 'text', type: 'ui-text', group: 'group', order: 1, width: 0, height: 0, name: '', label: 'Waiting', format: '{{msg.payload}}', layout: 'row-spread', style: false, x: 500, y: 100, wires: [] },
]

export const settings = (port: number): string => `module.exports = ${JSON.stringify({
  uiHost: '127.0.0.1', uiPort: port, httpAdminRoot: false, flowFile: 'flows.json', credentialSecret: false, flowFilePretty: false,
  telemetry: { enabled: false, updateNotification: false }, externalModules: { autoInstall: false, palette: { allowInstall: false } },
  editorTheme: { palette: { catalogues: [] }, tours: false }, logging: { console: { level: 'info', metrics: false, audit: false } }, diagnostics: { enabled: false },
}, null, 2)}\n`
