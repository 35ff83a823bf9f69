import { type DateSpec, dateTokenOf, inRange, zoneMinutesOf } from './time-values.ts'

/** Half of the day named with an hour: `night` and `evening` move small hours past noon, `dawn` and `morning` do not. */
export type Half = 'am' | 'pm' | 'evening' | 'noonish'

export type TimeToken = { readonly from: number; readonly to: number } & (
  | { readonly type: 'date'; readonly date: DateSpec; readonly half?: Half }
  | {
      readonly type: 'stamp'
      readonly date: DateSpec
      readonly hour: number
      readonly minute: number
      readonly zone: number | null
    }
  | { readonly type: 'time'; readonly hour: number; readonly minute: number; readonly half?: Half }
  | { readonly type: 'half'; readonly half: Half }
  | { readonly type: 'weekday' }
  | { readonly type: 'approx'; readonly side: 'before' | 'after' }
  | { readonly type: 'range'; readonly range: 'dash' | 'arrow' | 'from' | 'to' | 'and' }
  | { readonly type: 'zone'; readonly minutes: number }
  | { readonly type: 'duration'; readonly minutes: number }
  | { readonly type: 'open' }
)

type Made = TimeToken extends infer T ? (T extends TimeToken ? Omit<T, 'from' | 'to'> : never) : never
type Rule = readonly [source: string, make: (groups: readonly (string | undefined)[]) => Made | null]

const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}'
const YEAR = '(20\\d\\d)(?![\\d:])'
const num = (text: string | undefined): number => Number(text)
const time = (hour: string | undefined, minute: string | undefined, half?: string): Made | null => {
  const [h, m] = [num(hour), minute === undefined ? 0 : num(minute)]
  if (!inRange(h, 0, 36) || !inRange(m, 0, 59)) return null
  const side = half?.startsWith('a') ? 'am' : half?.startsWith('p') ? 'pm' : undefined
  return side ? { type: 'time', hour: h, minute: m, half: side } : { type: 'time', hour: h, minute: m }
}
const date = (year: string | undefined, month: string | undefined, day: string | undefined): Made | null => {
  const spec = dateTokenOf(year, month, day)
  return spec && { type: 'date', date: spec }
}
const day = (shift: number, from: 'base' | 'previous', half?: Half): Made => {
  const spec: DateSpec = { kind: from, shift }
  return half ? { type: 'date', date: spec, half } : { type: 'date', date: spec }
}
const COUNT = ['', 'one', 'two', 'three', 'four', 'five', 'six']
const countOf = (text: string | undefined): number =>
  /^an?$/.test(text ?? '') ? 1 : /^[a-z]/.test(text ?? '') ? COUNT.indexOf(text ?? '') : num(text)
const minutesOf = (amount: string | undefined, unit: string, half: string | undefined, rest: string | undefined) =>
  countOf(amount) * (/^(?:時|h|시)/.test(unit) ? 60 : 1) + (half ? 30 : 0) + (rest ? num(rest) : 0)

const RELATIVE: readonly Rule[] = [
  ['今夜|今晩|tonight|오늘\\s?밤', () => day(0, 'base', 'evening')],
  ['今朝|this morning|오늘\\s?(?:아침|새벽)', () => day(0, 'base', 'am')],
  ['昨夜|昨晩|last night|어젯밤', () => day(-1, 'base', 'evening')],
  ['明朝', () => day(1, 'base', 'am')],
  ['本日|今日|きょう|(?<![a-z])today|this (?:afternoon|evening)|오늘|금일', () => day(0, 'base')],
  ['昨日|きのう|(?<![a-z])yesterday|어제|작일', () => day(-1, 'base')],
  ['明日|あす|(?<![a-z])tomorrow|내일|명일', () => day(1, 'base')],
  ['翌々日', () => day(2, 'previous')],
  ['翌朝', () => day(1, 'previous', 'am')],
  ['翌日|翌(?![月週年営々])|(?:the )?(?:next|following) day|익일|다음\\s?날|이튿날', () => day(1, 'previous')],
  ['同日|当日|(?:the )?same day|당일|같은\\s?날', () => day(0, 'previous')],
]

const DATES: readonly Rule[] = [
  [
    '(20\\d\\d)-(\\d\\d)-(\\d\\d)t(\\d\\d):(\\d\\d)(?::\\d\\d(?:\\.\\d{1,9})?)?(z|[+-]\\d\\d:?\\d\\d)?',
    ([, y, m, d, h, mi, z]) => {
      const spec = dateTokenOf(y, m, d)
      if (!spec || !inRange(num(h), 0, 24) || !inRange(num(mi), 0, 59)) return null
      return {
        type: 'stamp',
        date: spec,
        hour: num(h),
        minute: num(mi),
        zone: z ? zoneMinutesOf(z === 'z' ? 'utc' : '', z === 'z' ? undefined : z) : null,
      }
    },
  ],
  ['(?<!\\d)(20\\d\\d)\\s?[./-]\\s?(\\d{1,2})\\s?[./-]\\s?(\\d{1,2})(?!\\d)\\.?', ([, y, m, d]) => date(y, m, d)],
  ['(?<!\\d)(20\\d\\d|\\d\\d)\\s?年\\s?(\\d{1,2})\\s?月\\s?(\\d{1,2})\\s?日', ([, y, m, d]) => date(y, m, d)],
  [
    '(?:令和|(?<![a-z])r)\\s?(\\d{1,2}|元)\\s?[年./]\\s?(\\d{1,2})\\s?[月./]\\s?(\\d{1,2})(?!\\d)\\s?日?',
    ([, y, m, d]) => date(y === '元' ? '2019' : `${2018 + num(y)}`, m, d),
  ],
  ['(?<!\\d)(\\d{1,2})\\s?月\\s?(\\d{1,2})\\s?日(?!間)', ([, m, d]) => date(undefined, m, d)],
  ['(?<!\\d)(20\\d\\d|\\d\\d)\\s?년\\s?(\\d{1,2})\\s?월\\s?(\\d{1,2})\\s?일', ([, y, m, d]) => date(y, m, d)],
  ['(?<!\\d)(\\d{1,2})\\s?월\\s?(\\d{1,2})\\s?일(?!간)', ([, m, d]) => date(undefined, m, d)],
  [
    `(?<![a-z])${MONTH}\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:\\s?,?\\s?${YEAR})?`,
    ([, m, d, y]) => date(y, m, d),
  ],
  [
    `(?<![\\d:])(\\d{1,2})(?:st|nd|rd|th)?[\\s-](?:of\\s)?${MONTH}(?![a-z])\\.?(?:\\s?,?[\\s-]${YEAR})?`,
    ([, d, m, y]) => date(y, m, d),
  ],
  ['(?<![\\d/])(\\d{1,2})/(\\d{1,2})/(20\\d\\d)(?!\\d)', ([, m, d, y]) => date(y, m, d)],
  ['(?<![\\d/.])(\\d{1,2})/(\\d{1,2})(?![\\d/])', ([, m, d]) => date(undefined, m, d)],
  [
    '(?<![\\d.])(\\d{1,2})\\.\\s?(\\d{1,2})\\.?(?=\\s?\\([日月火水木金土일월화수목금토])',
    ([, m, d]) => date(undefined, m, d),
  ],
  [
    '(?<![\\d.])(\\d{1,2})\\s?日(?![間以前後目程本])',
    ([, d]) => (inRange(num(d), 1, 31) ? { type: 'date', date: { kind: 'day', day: num(d) } } : null),
  ],
  [
    '(?<![\\d.])(\\d{1,2})\\s?일(?![간이전후째정])',
    ([, d]) => (inRange(num(d), 1, 31) ? { type: 'date', date: { kind: 'day', day: num(d) } } : null),
  ],
]

const CLOCK: readonly Rule[] = [
  [
    '(?<!\\d)(?<!\\d[:.])(\\d{1,2}):(\\d{2})(?::\\d{2})?(?![\\d:])(?:\\s?([ap])\\.?m(?![a-z])\\.?)?',
    ([, h, m, half]) => time(h, m, half),
  ],
  [
    '(?<!\\d)(\\d{1,2})\\s?時(?![間刻期代])(?!点(?!検))(?:\\s?(\\d{1,2})\\s?分(?!間)|\\s?(半)(?!間))?',
    ([, h, m, half]) => time(h, half ? '30' : m),
  ],
  [
    '(?<!\\d)(\\d{1,2})\\s?시(?![간점스])(?:\\s?(\\d{1,2})\\s?분(?!간)|\\s?(반))?',
    ([, h, m, half]) => time(h, half ? '30' : m),
  ],
  ['(?<![\\d:.])(\\d{1,2})(?:\\.(\\d{2}))?\\s?([ap])\\.?m(?![a-z])\\.?', ([, h, m, half]) => time(h, m, half)],
  ['正午|(?<![a-z])noon(?![a-z])|midday|정오', () => ({ type: 'time', hour: 12, minute: 0 })],
  ['(?<![a-z])midnight|자정', () => ({ type: 'time', hour: 0, minute: 0 })],
  ['(?<![\\d:./])(\\d{1,2})(?=\\s?[~-]\\s?\\d{1,2}\\s?(?:時(?![間点])|시(?![간점])))', ([, h]) => time(h, undefined)],
  [
    '(?<![\\d:./])(\\d{1,2})(?=\\s?(?:-|~|to|and|until)\\s?\\d{1,2}(?:[:.]\\d\\d)?\\s?[ap]\\.?m)',
    ([, h]) => time(h, undefined),
  ],
  [
    '(?<![\\d:/.-])([01]\\d|2[0-4])([0-5]\\d)(?=\\s?(?:-|~|to)\\s?[0-2]\\d[0-5]\\d|\\s?(?:hrs?|hours)?\\s?\\(?(?:jst|kst|utc|gmt|hrs))',
    ([, h, m]) => time(h, m),
  ],
  ['(?<=\\d{4}\\s?(?:-|~|to)\\s?)([01]\\d|2[0-4])([0-5]\\d)(?!\\d)', ([, h, m]) => time(h, m)],
  [
    '(?:(?:約|およそ|about|approximately|around|up to|약)\\s?)?(?<!\\d)(\\d{1,3}|(?<![a-z])(?:an?|one|two|three|four|five|six))\\s?(時間|分間?|hours?|hrs?|minutes?|mins?|시간|분)(半)?(?:\\s?(\\d{1,2})\\s?(?:分|minutes?|분))?',
    ([, n, unit, half, rest]) => ({ type: 'duration', minutes: minutesOf(n, unit ?? '', half, rest) }),
  ],
]

const HALVES: readonly Rule[] = [
  ['午前|오전|(?<![a-z])a\\.?m\\.?\\s?(?=\\d{1,2}[:時])', () => ({ type: 'half', half: 'am' })],
  ['午後|오후|(?<![a-z])p\\.?m\\.?\\s?(?=\\d{1,2}[:時])', () => ({ type: 'half', half: 'pm' })],
  ['(?:夕方|夕刻|夜|晩|저녁|밤)(?=\\s?の?\\s?\\d)', () => ({ type: 'half', half: 'evening' })],
  ['(?:お昼|昼|낮)(?=\\s?の?\\s?\\d)', () => ({ type: 'half', half: 'noonish' })],
  ['(?:深夜|早朝|未明|明け方|朝|새벽|아침)(?=\\s?の?\\s?\\d)', () => ({ type: 'half', half: 'am' })],
]

const SIGNS: readonly Rule[] = [
  [
    '\\((?:[日月火水木金土祝](?:曜日?)?(?:[・、,/･]\\s?[祝休]日?)?|[일월화수목금토](?:요일)?|(?:sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}\\.?)\\)|[日月火水木金土]曜日?|[일월화수목금토]요일|(?<![a-z])(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?(?![a-z])[,.]?',
    () => ({ type: 'weekday' }),
  ],
  [
    '頃|ごろ|ころ|過ぎ|すぎ|前後|くらい|ぐらい|(?<=[時分])前(?![日回後])|台(?![風数帳湾])|께|경(?![우로험기])|쯤|무렵|정도|or so(?![a-z])',
    () => ({ type: 'approx', side: 'after' }),
  ],
  [
    '約|およそ|おおよそ|おおむね|概ね|(?<![a-z])(?:around|about|approximately|approx\\.?|circa|roughly|(?:shortly|just|a little) (?:after|before|past))(?![a-z])|약|대략',
    () => ({ type: 'approx', side: 'before' }),
  ],
  [
    '\\(?\\s?(?<![a-z])(jst|kst|日本時間|日本標準時|japan(?: standard)? time|한국\\s?(?:시간|표준시)|utc|gmt|協定世界時|pst|pdt|est|edt|cst|cdt|cet|cest|bst|sgt)(?![a-z])\\s?[,/]?\\s?\\(?(?:utc|gmt)?(\\s?\\+\\s?\\d{1,2}(?::?\\d\\d)?|-\\d{1,2}(?::?\\d\\d)?(?![\\d:]))?(?:\\s?\\)){0,2}|\\((\\+\\d{1,2}:?\\d\\d)\\)',
    ([, name, offset, bare]) => ({ type: 'zone', minutes: zoneMinutesOf(name ?? '', offset ?? bare) }),
  ],
  ['->|=>|→|⇒|➡', () => ({ type: 'range', range: 'arrow' })],
  ['至(?=[\\s\\d同翌令])|~|(?<![a-z])-{1,3}(?![a-z])|ー(?=\\s?[\\d午翌])|−', () => ({ type: 'range', range: 'dash' })],
  ['から|より|부터', () => ({ type: 'range', range: 'from' })],
  [
    'まで|迄|까지|にかけて|(?<![a-z])(?:to|until|till|til|through|thru)(?![a-z])',
    () => ({ type: 'range', range: 'to' }),
  ],
  ['(?<![a-z])and(?![a-z])|&', () => ({ type: 'range', range: 'and' })],
  [
    '未定|継続中|発生中|対応中|調査中|現在|(?<![a-z])(?:ongoing|present|now|tbd|tba|to be (?:determined|announced|confirmed))(?![a-z])|미정|진행\\s?중|현재|계속',
    () => ({ type: 'open' }),
  ],
]

const RULES: readonly Rule[] = [...DATES, ...RELATIVE, ...CLOCK, ...HALVES, ...SIGNS]
const MASTER = new RegExp(
  RULES.map(([source]) => `((?:${source.replace(/\((?!\?)/g, '(?:').replace(/\\\(\?:/g, '\\(')}))`).join('|'),
  'g',
)
const SINGLE = RULES.map(([source]) => new RegExp(`(?:${source})`, 'y'))

/** What in a folded text speaks of time, in order, without overlaps. Linear in the length of the text. */
export const timeTokensOf = (text: string): TimeToken[] => {
  const tokens: TimeToken[] = []
  for (const match of text.matchAll(MASTER)) {
    const index = match.findIndex((group, at) => at > 0 && group !== undefined) - 1
    const single = SINGLE[index]
    const rule = RULES[index]
    if (!single || !rule) continue
    single.lastIndex = match.index
    const groups = single.exec(text)
    const made = groups && rule[1](groups)
    if (made) tokens.push({ ...made, from: match.index, to: match.index + match[0].length } as TimeToken)
  }
  return tokens
}
