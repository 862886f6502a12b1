import type { PackView } from '@weir/shared/contract/pack-view'

/** Two made councils: one as wide as a city (23 localities, 17 queues), one as deep as a county's social care (3, of 6 journeys). */

const id = (name: string) => name.toLowerCase().replace(/[^a-z]+/g, '-')

const NEIGHBOURHOODS = [
  'Allston',
  'Allston / Brighton',
  'Back Bay',
  'Beacon Hill',
  'Boston',
  'Brighton',
  'Charlestown',
  'Chestnut Hill',
  'Dorchester',
  'Downtown / Financial District',
  'East Boston',
  'Fenway / Kenmore / Audubon Circle / Longwood',
  'Greater Mattapan',
  'Hyde Park',
  'Jamaica Plain',
  'Mattapan',
  'Mission Hill',
  'Roslindale',
  'Roxbury',
  'South Boston',
  'South Boston / South Boston Waterfront',
  'South End',
  'West Roxbury',
]
const DEPARTMENTS = [
  'Public Works',
  'Inspectional Services',
  'Transportation',
  "Mayor's 24 Hour Hotline",
  'Parks & Recreation',
  'Property Management',
  'Civil Rights',
  'Water & Sewer Commission',
  'Disability Department',
  'Animal Control',
  'Youthline',
  'Needle Pickup',
  'City Hall Truck',
  'Veterans',
  'Transportation Officers (BPS)',
  'Disabilities Architecture',
  'No queue',
]

export const boston: PackView = {
  id: 'boston-311',
  name: { en: 'City of Boston', cy: 'Dinas Boston' },
  timeZone: 'America/New_York',
  localityWord: { one: { en: 'neighbourhood', cy: 'cymdogaeth' }, many: { en: 'neighbourhoods', cy: 'cymdogaethau' } },
  notice: {
    en: "These are the City of Boston's service requests of 2015, standing in for a council's cases. Five large types are missing from this copy, the city's plain snow-plowing requests among them.",
    cy: "Ceisiadau am wasanaeth i Ddinas Boston yn 2015 yw'r rhain, yn sefyll yn lle achosion cyngor. Mae pum math mawr o gais ar goll o'r copi hwn, gan gynnwys ceisiadau cyffredin am glirio eira.",
  },
  localities: NEIGHBOURHOODS.map((name) => ({ id: id(name), name: { en: name }, kind: 'locality' })),
  pathways: DEPARTMENTS.map((name) => ({
    id: id(name),
    service: 'all',
    name: { en: name },
    stages: [{ id: 'open', kind: 'queue', name: { en: 'Open requests' } }],
  })),
  sources: [{ id: '/boston/311', name: { en: 'Boston 311', cy: '311 Boston' } }],
  reasons: [],
  duties: [],
  pressure: { words: 'weir', actions: [] },
}

type Kind = 'queue' | 'work' | 'service'
type Named = readonly [id: string, kind: Kind, en: string, cy: string]
const journey = (code: string, service: string, en: string, cy: string, stages: readonly Named[]): PackView['pathways'][number] => ({
  id: code,
  service,
  name: { en, cy },
  stages: stages.map(([stage, kind, stageEn, stageCy]) => ({ id: stage, kind, name: { en: stageEn, cy: stageCy } })),
})

const action = (code: string, en: string, cy: string, whoEn: string, whoCy: string): PackView['pressure']['actions'][number] => ({
  id: code,
  text: { en, cy },
  who: { en: whoEn, cy: whoCy },
})

export const care: PackView = {
  id: 'sir-gar',
  name: { en: 'Carmarthenshire', cy: 'Sir Gaerfyrddin' },
  timeZone: 'Europe/London',
  localityWord: { one: { en: 'area', cy: 'ardal' }, many: { en: 'areas', cy: 'ardaloedd' } },
  notice: null,
  localities: [
    { id: 'llanelli', name: { en: 'Llanelli', cy: 'Llanelli' }, kind: 'locality' },
    { id: 'aman/gwendraeth', name: { en: 'Amman Gwendraeth', cy: 'Aman Gwendraeth' }, kind: 'locality' },
    { id: '3T', name: { en: 'Tywi, Taf and Teifi', cy: 'Tywi, Taf a Theifi' }, kind: 'locality' },
    { id: 'glangwili', name: { en: 'Glangwili', cy: 'Glangwili' }, kind: 'hospital' },
    { id: 'county', name: { en: 'County-wide teams', cy: 'Timau sirol' }, kind: 'county' },
  ],
  pathways: [
    journey('adult', 'adults', 'Adult assessment', 'Asesu oedolion', [
      ['contact', 'queue', 'Contact', 'Cyswllt'],
      ['triage', 'queue', 'Triage', 'Brysbennu'],
      ['allocation', 'queue', 'Allocation', 'Dyrannu'],
      ['assessment', 'work', 'Assessment', 'Asesu'],
      ['panel', 'queue', 'Panel', 'Panel'],
    ]),
    journey('discharge', 'discharge', 'Hospital discharge', "Rhyddhau o'r ysbyty", [
      ['referral', 'queue', 'Referral', 'Atgyfeirio'],
      ['route', 'queue', 'Route agreed', "Llwybr wedi'i gytuno"],
      ['assessed', 'work', 'Assessment', 'Asesu'],
      ['optimised', 'queue', 'Clinically optimised', 'Wedi optimeiddio yn glinigol'],
      ['arranging', 'work', 'Arranging care', 'Trefnu gofal'],
    ]),
    journey('reablement', 'adults', 'Reablement', 'Ailalluogi', [
      ['referred', 'queue', 'Referred', 'Wedi atgyfeirio'],
      ['accepted', 'queue', 'Accepted', 'Wedi derbyn'],
      ['receiving', 'service', 'Reablement', 'Ailalluogi'],
      ['review', 'work', 'Review', 'Adolygu'],
      ['onward', 'queue', 'Awaiting home care', 'Aros am ofal cartref'],
    ]),
    journey('brokerage', 'adults', 'Home care', 'Gofal cartref', [
      ['request', 'queue', 'Request complete', 'Cais yn gyflawn'],
      ['out', 'queue', 'Out to providers', 'Gyda darparwyr'],
      ['offer', 'work', 'Offer', 'Cynnig'],
      ['agreed', 'queue', 'Start agreed', "Dechrau wedi'i gytuno"],
      ['started', 'service', 'Care started', 'Gofal wedi dechrau'],
    ]),
    journey('front-door', 'children', "Children's front door", 'Drws ffrynt plant', [
      ['contact', 'queue', 'Contact', 'Cyswllt'],
      ['decision', 'queue', 'Decision', 'Penderfyniad'],
      ['assessment', 'work', 'Assessment', 'Asesu'],
      ['strategy', 'queue', 'Strategy discussion', 'Trafodaeth strategaeth'],
      ['conference', 'queue', 'Conference', 'Cynhadledd'],
    ]),
    journey('looked-after', 'children', 'Looked-after children', 'Plant sy’n derbyn gofal', [
      ['edge', 'work', 'Edge of care', 'Ymylon gofal'],
      ['gateway', 'queue', 'Legal gateway', 'Porth cyfreithiol'],
      ['placed', 'service', 'Placed', "Wedi'u lleoli"],
      ['plan', 'work', 'Plan', 'Cynllun'],
      ['permanence', 'queue', 'Permanence', 'Sefydlogrwydd'],
    ]),
  ],
  sources: [
    { id: '/sir-gar/mosaic', name: { en: 'Mosaic', cy: 'Mosaic' } },
    { id: '/sir-gar/eclipse', name: { en: 'Eclipse', cy: 'Eclipse' } },
    { id: '/sir-gar/ward-board', name: { en: 'Ward boards', cy: 'Byrddau wardiau' } },
  ],
  reasons: [
    { id: 'no-run', name: { en: 'No care run', cy: 'Dim rownd gofal' } },
    { id: 'equipment', name: { en: 'Equipment', cy: 'Cyfarpar' } },
    { id: 'choice', name: { en: "Person's choice", cy: 'Dewis y person' } },
  ],
  duties: [
    { id: 'review', name: { en: 'Reviews', cy: 'Adolygiadau' } },
    { id: 'statutory-visit', name: { en: 'Statutory visits', cy: 'Ymweliadau statudol' } },
  ],
  pressure: {
    words: 'weir',
    actions: [
      action('duty', 'Put a second worker on duty', 'Rhoi ail weithiwr ar ddyletswydd', 'Team manager', 'Rheolwr tîm'),
      action(
        'waiting-well',
        'Ring those who wait without care, urgent ones first',
        "Ffonio'r rhai sy'n aros heb ofal, y rhai brys yn gyntaf",
        'Duty worker',
        'Gweithiwr dyletswydd',
      ),
      action(
        'allocations',
        'Send new allocations to the team with most room',
        "Anfon dyraniadau newydd at y tîm sydd â'r mwyaf o le",
        'Locality manager',
        'Rheolwr ardal',
      ),
      action('panel', 'Hold an extra panel within two working days', 'Cynnal panel ychwanegol o fewn dau ddiwrnod gwaith', 'Panel chair', 'Cadeirydd y panel'),
      action(
        'lend',
        'Borrow a day of duty cover from a steady locality',
        'Benthyg gweithiwr dyletswydd am ddiwrnod gan ardal sefydlog',
        'Head of adult services',
        'Pennaeth gwasanaethau oedolion',
      ),
    ],
  },
}
