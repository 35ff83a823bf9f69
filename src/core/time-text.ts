import type { Locale } from './locale.ts'

/** Instants and durations in words. Pure: the zone is handed in, the instant too. */

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string, part: 'date' | 'time'): Intl.DateTimeFormat {
  const key = `${zone}/${part}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(
    'en-CA',
    part === 'date'
      ? { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }
      : { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  )
  formats.set(key, made)
  return made
}

/** `2026-11-23` in the zone. */
export const dateOf = (at: number, zone: string): string => formatOf(zone, 'date').format(at)

/** `09:05:12`, or `09:05` without seconds, in the zone. */
export const timeOf = (at: number, zone: string, seconds = false): string =>
  formatOf(zone, 'time')
    .format(at)
    .slice(0, seconds ? 8 : 5)

/** `9:05` on the same day as `now`, otherwise with the date: `11月23日 9:05` / `23 Nov 9:05`. */
export function whenOf(at: number, now: number, zone: string, locale: Locale): string {
  const time = timeOf(at, zone).replace(/^0/, '')
  const date = dateOf(at, zone)
  if (date === dateOf(now, zone)) return time
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const sameYear = date.slice(0, 4) === dateOf(now, zone).slice(0, 4)
  if (locale === 'ja') return `${sameYear ? '' : `${year}年`}${month}月${day}日 ${time}`
  const name = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[month - 1]
  return `${day} ${name}${sameYear ? '' : ` ${year}`} ${time}`
}

/** ISO 8601 with the zone's offset: `2026-11-23T09:05:12+09:00`. */
export function isoOf(at: number, zone: string): string {
  const local = `${dateOf(at, zone)}T${timeOf(at, zone, true)}`
  const offsetMinutes = Math.round((Date.parse(`${local}Z`) - Math.floor(at / 1000) * 1000) / 60_000)
  const sign = offsetMinutes < 0 ? '-' : '+'
  const size = Math.abs(offsetMinutes)
  return `${local}${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
}

/** `45秒` / `3分` / `2時間5分` / `3日`; `45 s` / `3 min` / `2 h 5 min` / `3 days`. Negative counts as zero. */
export function durationOf(ms: number, locale: Locale): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  const ja = locale === 'ja'
  if (seconds < 60) return ja ? `${seconds}秒` : `${seconds} s`
  if (minutes < 60) return ja ? `${minutes}分` : `${minutes} min`
  if (hours < 24) {
    const rest = minutes % 60
    return ja ? `${hours}時間${rest ? `${rest}分` : ''}` : `${hours} h${rest ? ` ${rest} min` : ''}`
  }
  return ja ? `${days}日` : days === 1 ? '1 day' : `${days} days`
}

/** `3分前` / `3 min ago`; below five seconds `たった今` / `just now`. */
export function agoOf(at: number, now: number, locale: Locale): string {
  if (now - at < 5000) return locale === 'ja' ? 'たった今' : 'just now'
  return locale === 'ja' ? `${durationOf(now - at, locale)}前` : `${durationOf(now - at, locale)} ago`
}
