import { dateOf, isoOf } from './time-text.ts'

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/
const LOCAL = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})[ T])?(\d{1,2}):(\d{2})(?::(\d{2}))?$/

/**
 * An instant as people write it: `2026-11-23T09:05:00+09:00`, or in the zone `2026-11-23 09:05`, or `9:05` (the last time
 * that the clock showed it). Null where it is none of these.
 */
export function parseInstant(text: string, now: number, zone: string): number | null {
  // In an address a plus sign means a blank; before an offset nothing else can be meant.
  const trimmed = text.trim().replace(/ (?=\d{2}:\d{2}$)(?<=T\S+ )/, '+')
  if (ISO.test(trimmed)) return finite(Date.parse(trimmed))
  const parts = LOCAL.exec(trimmed)
  if (!parts) return null
  const [, year, month, day, hour, minute, second = '0'] = parts
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const [y, m, d] = year ? [year, month, day].map(Number) : dateOf(now, zone).split('-').map(Number)
  const wall = Date.UTC(y!, m! - 1, d!, Number(hour), Number(minute), Number(second))
  if (!Number.isFinite(wall) || (year && dateOf(wall, 'UTC') !== isoDate(y!, m!, d!))) return null
  const at = wall - offsetOf(wall - offsetOf(wall, zone), zone)
  return year || at <= now ? at : at - 86_400_000
}

const finite = (at: number): number | null => (Number.isFinite(at) ? at : null)
const isoDate = (y: number, m: number, d: number) =>
  `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`

/** How far the zone's clocks are ahead of UTC at an instant, milliseconds. */
const offsetOf = (at: number, zone: string): number => Date.parse(`${isoOf(at, zone).slice(0, 19)}Z`) - at
