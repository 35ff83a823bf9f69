const JST_OFFSET_MS = 9 * 3_600_000
const WEEKDAYS = '日月火水木金土'
const two = (value: number) => String(value).padStart(2, '0')
const fieldsOf = (at: number) => new Date(at + JST_OFFSET_MS)

/** 2026年7月1日(水) */
export function dayInJapan(at: number): string {
  const day = fieldsOf(at)
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日(${WEEKDAYS[day.getUTCDay()]})`
}

/** 9:05 */
export function timeInJapan(at: number): string {
  const time = fieldsOf(at)
  return `${time.getUTCHours()}:${two(time.getUTCMinutes())}`
}

/** 2026年7月1日(水) 9:05 */
export const momentInJapan = (at: number) => `${dayInJapan(at)} ${timeInJapan(at)}`

/** 2026.07.01, as notice lists print it. */
export const shortDayInJapan = (at: number) => isoInJapan(at).slice(0, 10).replaceAll('-', '.')

/** 2026-07-01T09:05:00+09:00 */
export const isoInJapan = (at: number) => `${localInJapan(at)}+09:00`

/** 2026-07-01T09:05:00, as WordPress prints local time. */
export const localInJapan = (at: number) => fieldsOf(at).toISOString().slice(0, 19)
