import holidays from '@holiday-jp/holiday_jp'
import { Temporal } from 'temporal-polyfill'
import { WEEKDAYS, type Weekday } from '../../core/calendar.ts'

/** Days of the wall calendar; instants come from them by a zone only. */
export type Day = Temporal.PlainDate

const MINUTES_A_DAY = 24 * 60

/** The day that a wall clock of the zone shows at an instant, epoch milliseconds. */
export const dayAt = (at: number, zone: string): Day =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()

/** The weekday of a day. */
export const weekdayOf = (day: Day): Weekday => WEEKDAYS[day.dayOfWeek - 1]!

/** A public holiday of Japan. */
export const isHoliday = (day: Day): boolean => Object.hasOwn(holidays.holidays, day.toString())

/**
 * The instant at which a wall clock of the zone shows so many minutes after midnight of that day; minutes beyond 24 hours lie on the
 * next day. A time that the clock skips is the one after the gap; of a time shown twice it is the first.
 */
export function instantOf(day: Day, minute: number, zone: string): number {
  const date = day.add({ days: Math.floor(minute / MINUTES_A_DAY) })
  const rest = minute % MINUTES_A_DAY
  const time = new Temporal.PlainTime(Math.floor(rest / 60), rest % 60)
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds
}

/** Every day from one to another, both included. */
export function* daysBetween(from: Day, to: Day): Generator<Day> {
  for (let day = from; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) yield day
}
