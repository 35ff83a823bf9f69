export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS
/** Notices of LINE WORKS and NAVER WORKS state Japanese or Korean time, both nine hours ahead of UTC, unless they say otherwise. */
export const HOME_ZONE_MINUTES = 9 * 60

/** A day as a text names it. `base` counts from the day of writing, `previous` from the day named last. */
export type DateSpec =
  | { readonly kind: 'calendar'; readonly year: number | null; readonly month: number; readonly day: number }
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'base'; readonly shift: number }
  | { readonly kind: 'previous'; readonly shift: number }

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Readonly<Record<string, number>> = {
  utc: 0,
  gmt: 0,
  協定世界時: 0,
  pst: -480,
  pdt: -420,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  cet: 60,
  cest: 120,
  bst: 60,
  sgt: 480,
}

export const inRange = (value: number, low: number, high: number): boolean => value >= low && value <= high

/** A calendar day from the pieces of a text; two-digit years are of this century; null where there is no such day. */
export const dateTokenOf = (
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): DateSpec | null => {
  const y = year === undefined ? null : year.length === 2 ? 2000 + Number(year) : Number(year)
  const m = /^\d/.test(month ?? '') ? Number(month) : MONTHS.indexOf(month ?? '') + 1
  const d = Number(day)
  if (!inRange(m, 1, 12) || !inRange(d, 1, 31)) return null
  return new Date(Date.UTC(y ?? 2024, m - 1, d)).getUTCDate() === d
    ? { kind: 'calendar', year: y, month: m, day: d }
    : null
}

/** Minutes east of UTC for a zone name, or for the offset written after it. */
export const zoneMinutesOf = (name: string, offset: string | undefined): number => {
  if (!offset) return ZONES[name] ?? HOME_ZONE_MINUTES
  const [, sign, hours, minutes] = /([+-])\s?(\d{1,2}):?(\d\d)?/.exec(offset) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0))
}

/** Days since 1970-01-01: the arithmetic of this folder needs no zone. */
export const dayNumberOf = (year: number, month: number, day: number): number =>
  Math.floor(Date.UTC(year, month - 1, day) / DAY_MS)

/** The day number of an instant, as calendars in the home zone show it. */
export const homeDayOf = (at: number): number => Math.floor((at + HOME_ZONE_MINUTES * MINUTE_MS) / DAY_MS)

const calendarOf = (dayNumber: number) => new Date(dayNumber * DAY_MS)
export const yearOfDay = (dayNumber: number): number => calendarOf(dayNumber).getUTCFullYear()

/** The year for a month and day without one: that of `anchor`, or a neighbour where the day would else lie most of a year away. */
export const dayNear = (month: number, day: number, anchor: number): number => {
  const same = dayNumberOf(yearOfDay(anchor), month, day)
  if (same - anchor < -300) return dayNumberOf(yearOfDay(anchor) + 1, month, day)
  if (same - anchor > 270) return dayNumberOf(yearOfDay(anchor) - 1, month, day)
  return same
}

/** The first such day of a month on or after `anchor`, or (where that is far) the nearest one. */
export const dayOfMonthNear = (day: number, anchor: number): number => {
  const at = calendarOf(anchor)
  const months = [-1, 0, 1].map((shift) => {
    const first = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + shift, 1))
    return dayNumberOf(first.getUTCFullYear(), first.getUTCMonth() + 1, day)
  })
  return months.reduce((best, one) => (Math.abs(one - anchor) < Math.abs(best - anchor) ? one : best))
}
