/** What comes from outside, cut and cleaned before anybody keeps it. */

const MOST_TITLE = 500
const MOST_BODY = 60_000
export const MOST_ITEMS = 200

const CONTROL = /[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** One line without control characters, at most 500 signs. */
export const titleOf = (text: unknown): string =>
  typeof text === 'string'
    ? cut(
        text
          .slice(0, 4 * MOST_TITLE)
          .replace(CONTROL, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
        MOST_TITLE,
      )
    : ''

export const bodyOf = (text: unknown): string => (typeof text === 'string' ? cut(text, MOST_BODY) : '')

/** An address that a browser opens as a page; null for everything else. */
export function linkOf(text: unknown, base: string): string | null {
  if (typeof text !== 'string' || text.trim() === '' || text.length > 2_000) return null
  const url = URL.parse(text.trim(), base)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  url.hash = ''
  return url.href
}

const JAPAN_MS = 9 * 3_600_000
const DATED = /(20\d\d)\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})/
const CLOCK = /^\s*日?\s*(?:[(（].[)）])?[T\s]*(\d{1,2})\s*[:時]\s*(\d{2})/

/** Whether a text carries a whole date. */
export const hasDate = (text: string): boolean => DATED.test(text.normalize('NFKC'))

/** The instant of an ISO date, or of a date as lists show it, read as time in Japan; null where there is none. */
export function instantOf(text: unknown): number | null {
  if (typeof text !== 'string') return null
  const shown = text.slice(0, 200).normalize('NFKC')
  if (/^\s*\d{4}-\d\d-\d\dT|GMT|[+-]\d{4}\s*$/.test(shown)) {
    const at = Date.parse(shown.trim())
    if (Number.isFinite(at)) return at
  }
  const date = DATED.exec(shown)
  if (!date) return null
  const [year, month, day] = [Number(date[1]), Number(date[2]), Number(date[3])]
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  const time = CLOCK.exec(shown.slice(date.index + date[0].length))
  return Date.UTC(year, month - 1, day, Number(time?.[1] ?? 0), Number(time?.[2] ?? 0)) - JAPAN_MS
}

/** At most `most` UTF-16 units, never half a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, /[\ud800-\udbff]/.test(text[most - 1]!) ? most - 1 : most)
}
