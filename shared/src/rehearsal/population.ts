/**
 * Residents of Carmarthenshire's 51 wards of 2022 by age: under 18, 18 to 64, 65 and over. Mid-2020 estimates of the Office for
 * National Statistics for small areas (Open Government Licence v3.0), apportioned to wards by postcodes: close enough to draw
 * homes from, and not the Office's own figures. See the NOTICE of the pack.
 */
export interface Residents {
  readonly child: number
  readonly adult: number
  readonly older: number
}

type Row = readonly [child: number, adult: number, older: number]

const ROWS: Readonly<Record<string, Row>> = {
  W05001177: [413, 1304, 624], // Abergwili
  W05001178: [1050, 3047, 1298], // Ammanford
  W05001179: [526, 1384, 582], // Betws
  W05001180: [1510, 4206, 1356], // Bigyn
  W05001181: [668, 2140, 1348], // Burry Port
  W05001182: [1016, 2743, 746], // Bynea
  W05001183: [1927, 5491, 2138], // Carmarthen Town North and South
  W05001184: [1272, 3100, 730], // Carmarthen Town West
  W05001185: [919, 2790, 1549], // Cenarth and Llangeler
  W05001186: [440, 1406, 839], // Cilycwm
  W05001187: [595, 1590, 669], // Cwarter Bach
  W05001188: [390, 1282, 635], // Cynwyl Elfed
  W05001189: [1259, 3053, 1127], // Dafen and Felinfoel
  W05001190: [158, 546, 256], // Elli
  W05001191: [493, 1260, 426], // Garnant
  W05001192: [483, 1396, 534], // Glanamman
  W05001193: [1557, 4266, 1175], // Glanymor
  W05001194: [415, 1279, 483], // Glyn
  W05001195: [972, 2784, 1168], // Gorslas
  W05001196: [661, 1915, 680], // Hendy
  W05001197: [891, 2625, 1135], // Hengoed
  W05001198: [977, 2695, 1360], // Kidwelly and St Ishmael
  W05001199: [452, 1477, 744], // Laugharne Township
  W05001200: [388, 1184, 563], // Llanboidy
  W05001201: [329, 1095, 610], // Llanddarog
  W05001202: [528, 1598, 824], // Llandeilo
  W05001203: [399, 1414, 779], // Llandovery
  W05001204: [871, 2330, 1156], // Llandybie
  W05001205: [421, 1357, 707], // Llanegwad
  W05001206: [328, 1014, 544], // Llanfihangel Aberbythych
  W05001207: [582, 1531, 748], // Llanfihangel-ar-Arth
  W05001208: [312, 1094, 562], // Llangadog
  W05001209: [1124, 2845, 1193], // Llangennech
  W05001210: [506, 1292, 872], // Llangunnor
  W05001211: [907, 2757, 1357], // Llangyndeyrn
  W05001212: [1069, 3169, 1244], // Llannon
  W05001213: [530, 1443, 736], // Llanybydder
  W05001214: [1268, 3261, 1218], // Lliedi
  W05001215: [1112, 2566, 746], // Llwynhendy
  W05001216: [415, 1429, 750], // Manordeilo and Salem
  W05001217: [749, 2319, 1127], // Pembrey
  W05001218: [572, 1783, 657], // Penygroes
  W05001219: [562, 1628, 676], // Pontyberem
  W05001220: [789, 2340, 1142], // Saron
  W05001221: [984, 2888, 1398], // St Clears and Llansteffan
  W05001222: [388, 1396, 829], // Swiss Valley
  W05001223: [402, 1537, 824], // Trelech
  W05001224: [513, 1391, 538], // Trimsaran
  W05001225: [548, 1668, 649], // Tycroes
  W05001226: [1024, 3240, 858], // Tyisha
  W05001227: [472, 1407, 591], // Whitland
}

const SOMEWHERE: Row = [800, 2200, 900]

/** Of a ward that is not in the table, those of an ordinary one. */
export function residentsOf(ward: string): Residents {
  const [child, adult, older] = ROWS[ward] ?? SOMEWHERE
  return { child, adult, older }
}
