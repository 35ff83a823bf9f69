import type { Calendar, DaySpan, Hours, TellingHours } from '../../core/calendar.ts'
import { type Day, dayAt, daysBetween, instantOf, isHoliday, weekdayOf } from './days.ts'
import { nextOccurrences } from './occurrences.ts'
import { createUpcoming } from './upcoming.ts'

interface Interval {
  readonly fromAt: number
  readonly toAt: number
}

const MINUTES_A_DAY = 24 * 60
/** How far ahead an hour to tell something is looked for: longer than any run of days off. */
const LOOK_AHEAD_DAYS = 40

/** A calendar of one zone and its hours. The zone must be known to this machine: otherwise it throws a RangeError. */
export function createCalendar(zone: string, hours: Hours): Calendar {
  dayAt(0, zone)
  const isWorkday = (day: Day) => hours.business.days.includes(weekdayOf(day)) && !(hours.holidays && isHoliday(day))
  /** A span over midnight belongs to the day it begins on. */
  const intervalOf = (day: Day, { fromMinute, toMinute }: DaySpan): Interval => ({
    fromAt: instantOf(day, fromMinute, zone),
    toAt: instantOf(day, toMinute > fromMinute ? toMinute : toMinute + MINUTES_A_DAY, zone),
  })
  const businessOf = (from: Day, to: Day): Interval[] =>
    [...daysBetween(from, to)].filter(isWorkday).map((day) => intervalOf(day, hours.business))
  const quietAt = (at: number): Interval | null => {
    const { quiet } = hours
    if (quiet === null) return null
    const today = dayAt(at, zone)
    const near = [today.subtract({ days: 1 }), today].map((day) => intervalOf(day, quiet))
    return near.find((interval) => isIn(interval, at)) ?? null
  }

  const findWithin = (wanted: TellingHours, at: number): number | null => {
    if (wanted === 'always') return at
    if (wanted === 'not-quiet') return quietAt(at)?.toAt ?? at
    const today = dayAt(at, zone)
    for (const day of daysBetween(today.subtract({ days: 1 }), today.add({ days: LOOK_AHEAD_DAYS }))) {
      if (!isWorkday(day)) continue
      const { fromAt, toAt } = intervalOf(day, hours.business)
      if (toAt > at) return Math.max(at, fromAt)
    }
    return null
  }

  // Thousands may be told of one event: the same instant is asked for again and again.
  const found = new Map<TellingHours, { readonly at: number; readonly next: number | null }>()
  const nextWithin = (wanted: TellingHours, at: number): number | null => {
    const known = found.get(wanted)
    if (known?.at === at) return known.next
    const next = findWithin(wanted, at)
    found.set(wanted, { at, next })
    return next
  }
  const upcoming = createUpcoming(hours.business.days)

  return {
    zone,
    isWithin: (wanted, at) => nextWithin(wanted, at) === at,
    nextWithin,
    businessMsBetween: (fromAt, toAt) =>
      toAt <= fromAt
        ? 0
        : businessOf(dayAt(fromAt, zone).subtract({ days: 1 }), dayAt(toAt, zone)).reduce(
            (sum, one) => sum + Math.max(0, Math.min(toAt, one.toAt) - Math.max(fromAt, one.fromAt)),
            0,
          ),
    nextOccurrences: (recurrence, at, count) =>
      count === 1 ? upcoming.next(recurrence, at) : nextOccurrences(recurrence, hours.business.days, at, count),
    occurrenceAt: upcoming.now,
  }
}

const isIn = ({ fromAt, toAt }: Interval, at: number): boolean => fromAt <= at && at < toAt
