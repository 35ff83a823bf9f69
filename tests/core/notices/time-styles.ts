/** How people write an interval. Every style writes the same two instants, to the minute, in Japanese time unless it says otherwise. */

export interface Written {
  readonly text: string
  readonly language: 'ja' | 'en' | 'ko'
  readonly approximate: boolean
}

interface Parts {
  readonly y: number
  readonly m: number
  readonly d: number
  readonly h: number
  readonly mi: number
  readonly weekday: number
  /** Days since 1970-01-01. */
  readonly day: number
}

const HOME_MS = 9 * 3_600_000
const partsOf = (at: number, shift = HOME_MS): Parts => {
  const date = new Date(at + shift)
  return {
    y: date.getUTCFullYear(),
    m: date.getUTCMonth() + 1,
    d: date.getUTCDate(),
    h: date.getUTCHours(),
    mi: date.getUTCMinutes(),
    weekday: date.getUTCDay(),
    day: Math.floor((at + shift) / 86_400_000),
  }
}
const two = (n: number): string => String(n).padStart(2, '0')
const wide = (text: string): string =>
  text.replace(/[0-9:]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const JA = '日月火水木金土'
const KO = '일월화수목금토'
const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const clock = ({ h, mi }: Parts): string => `${h}:${two(mi)}`
const kanjiClock = ({ h, mi }: Parts): string => `${h}時${two(mi)}分`
const halfClock = ({ h, mi }: Parts, am: string, pm: string, write: (h: number, mi: number) => string): string =>
  `${h < 12 ? am : pm}${write(h % 12 === 0 ? (h < 12 ? 0 : 12) : h % 12, mi)}`
const english = ({ h, mi }: Parts): string => `${h % 12 === 0 ? 12 : h % 12}:${two(mi)} ${h < 12 ? 'AM' : 'PM'}`

type Style = (start: Parts, end: Parts, at: readonly [number, number]) => string
const kanjiDate = ({ y, m, d, weekday }: Parts): string => `${y}年${m}月${d}日（${JA[weekday]}）`
const shortDate = ({ m, d, weekday }: Parts): string => `${m}/${d}(${JA[weekday]})`
/** The end in the counting of the first day: 25:00 is one o'clock of the next. */
const late = (start: Parts, end: Parts): string | null =>
  end.day - start.day === 1 && end.h < 6 ? `${end.h + 24}:${two(end.mi)}` : end.day === start.day ? clock(end) : null
const next = (start: Parts, end: Parts, word: string, write: (parts: Parts) => string): string =>
  end.day === start.day
    ? write(end)
    : end.day - start.day === 1
      ? `${word}${write(end)}`
      : `${kanjiDate(end)}${write(end)}`

export const JAPANESE: Readonly<Record<string, Style>> = {
  kanji: (s, e) => `${kanjiDate(s)}${kanjiClock(s)}から${kanjiDate(e)}${kanjiClock(e)}まで`,
  wide: (s, e) => wide(`${s.y}年${s.m}月${s.d}日　${clock(s)}　～　${e.y}年${e.m}月${e.d}日　${clock(e)}`),
  slash: (s, e) => `${s.y}/${two(s.m)}/${two(s.d)} ${clock(s)} – ${e.y}/${two(e.m)}/${two(e.d)} ${clock(e)}`,
  dots: (s, e) =>
    `${s.y}.${two(s.m)}.${two(s.d)}(${JA[s.weekday]}) ${clock(s)} - ${e.y}.${two(e.m)}.${two(e.d)} ${clock(e)} (JST)`,
  era: (s, e) => `令和${s.y - 2018}年${s.m}月${s.d}日 ${clock(s)} 〜 令和${e.y - 2018}年${e.m}月${e.d}日 ${clock(e)}`,
  halves: (s, e) =>
    `${kanjiDate(s)} ${halfClock(s, '午前', '午後', (h, mi) => `${h}時${two(mi)}分`)} より ${kanjiDate(e)} ${halfClock(e, '午前', '午後', (h, mi) => `${h}時${two(mi)}分`)} まで`,
  nextDay: (s, e) => `${kanjiDate(s)} ${clock(s)} ～ ${next(s, e, '翌', clock)}`,
  nextDayLong: (s, e) => `${kanjiDate(s)} ${kanjiClock(s)}から${next(s, e, '翌日', kanjiClock)}にかけて`,
  late: (s, e) => `${s.y}/${s.m}/${s.d} ${clock(s)} ~ ${late(s, e) ?? `${e.y}/${e.m}/${e.d} ${clock(e)}`}`,
  noYear: (s, e) => `${s.m}月${s.d}日 ${clock(s)}～${e.m}月${e.d}日 ${clock(e)}`,
  short: (s, e) => `${shortDate(s)} ${clock(s)}〜${shortDate(e)} ${clock(e)}`,
  marked: (s, e) =>
    `${s.y}/${two(s.m)}/${two(s.d)} ${clock(s)} 〜 ${e.y}/${two(e.m)}/${two(e.d)} ${clock(e)} JST(GMT+9)`,
  around: (s, e) => `${kanjiDate(s)} ${clock(s)}頃 〜 ${kanjiDate(e)} ${clock(e)}頃 (UTC+9)`,
  past: (s, e) => `${kanjiDate(s)} ${kanjiClock(s)}過ぎから${kanjiDate(e)} ${kanjiClock(e)}ごろにかけて`,
  iso: (s, e) =>
    `${s.y}-${two(s.m)}-${two(s.d)}T${two(s.h)}:${two(s.mi)}:00+09:00 ～ ${e.y}-${two(e.m)}-${two(e.d)}T${two(e.h)}:${two(e.mi)}:00+09:00`,
  utc: (_s, _e, at) => {
    const [s, e] = [partsOf(at[0], 0), partsOf(at[1], 0)]
    return `${s.y}/${s.m}/${s.d} ${clock(s)} ～ ${e.y}/${e.m}/${e.d} ${clock(e)}（UTC）`
  },
}

export const ENGLISH: Readonly<Record<string, Style>> = {
  long: (s, e) =>
    `${MONTHS[s.m - 1]} ${s.d}, ${s.y} ${english(s)} – ${MONTHS[e.m - 1]} ${e.d}, ${e.y} ${english(e)} JST`,
  dayFirst: (s, e) =>
    `${s.d} ${MONTHS[s.m - 1]} ${s.y}, ${clock(s)} to ${e.d} ${MONTHS[e.m - 1]} ${e.y}, ${clock(e)} (UTC+9)`,
  short: (s, e) =>
    `${MONTHS[s.m - 1]?.slice(0, 3)} ${s.d}, ${s.y}, ${clock(s)} - ${MONTHS[e.m - 1]?.slice(0, 3)} ${e.d}, ${e.y}, ${clock(e)}`,
  dashed: (s, e) =>
    `${s.y}-${two(s.m)}-${two(s.d)} ${two(s.h)}:${two(s.mi)} until ${e.y}-${two(e.m)}-${two(e.d)} ${two(e.h)}:${two(e.mi)}`,
  around: (s, e) =>
    `${MONTHS[s.m - 1]} ${s.d}, ${s.y} around ${clock(s)} - ${MONTHS[e.m - 1]} ${e.d}, ${e.y} around ${clock(e)} (GMT+9)`,
  between: (s, e) =>
    s.day === e.day
      ? `between ${clock(s)} and ${clock(e)} JST on ${MONTHS[s.m - 1]} ${s.d}, ${s.y}`
      : `between ${english(s)} on ${MONTHS[s.m - 1]} ${s.d}, ${s.y} and ${english(e)} on ${MONTHS[e.m - 1]} ${e.d}, ${e.y}`,
  utc: (_s, _e, at) => {
    const [s, e] = [partsOf(at[0], 0), partsOf(at[1], 0)]
    return `${MONTHS[s.m - 1]} ${s.d}, ${s.y} ${clock(s)} - ${MONTHS[e.m - 1]} ${e.d}, ${e.y} ${clock(e)} UTC`
  },
}

export const KOREAN: Readonly<Record<string, Style>> = {
  dots: (s, e) =>
    `${s.y}.${two(s.m)}.${two(s.d)}. ${two(s.h)}:${two(s.mi)} ~ ${e.y}.${two(e.m)}.${two(e.d)}. ${two(e.h)}:${two(e.mi)} (UTC +09:00)`,
  spaced: (s, e) =>
    `${s.y}. ${s.m}. ${s.d}.(${KO[s.weekday]}) ${two(s.h)}:${two(s.mi)} ~ ${e.y}. ${e.m}. ${e.d}.(${KO[e.weekday]}) ${two(e.h)}:${two(e.mi)}`,
  words: (s, e) =>
    `${s.y}년 ${s.m}월 ${s.d}일 ${halfClock(s, '오전 ', '오후 ', (h, mi) => `${h}시 ${mi}분`)}부터 ${e.y}년 ${e.m}월 ${e.d}일 ${halfClock(e, '오전 ', '오후 ', (h, mi) => `${h}시 ${mi}분`)}까지`,
  around: (s, e) =>
    `${s.y}년 ${s.m}월 ${s.d}일 ${s.h}시 ${s.mi}분께부터 ${e.y}년 ${e.m}월 ${e.d}일 ${e.h}시 ${e.mi}분경까지`,
}

const APPROXIMATE = new Set(['around', 'past'])

/** Writes an interval in one of the styles. */
export function writeInterval(language: Written['language'], style: string, startAt: number, endAt: number): Written {
  const styles = { ja: JAPANESE, en: ENGLISH, ko: KOREAN }[language]
  const write = styles[style]
  if (!write) throw new Error(`no style "${style}" in ${language}`)
  return {
    language,
    text: write(partsOf(startAt), partsOf(endAt), [startAt, endAt]),
    approximate: APPROXIMATE.has(style),
  }
}

export const STYLES: readonly (readonly [Written['language'], string])[] = [
  ...Object.keys(JAPANESE).map((style) => ['ja', style] as const),
  ...Object.keys(ENGLISH).map((style) => ['en', style] as const),
  ...Object.keys(KOREAN).map((style) => ['ko', style] as const),
]
