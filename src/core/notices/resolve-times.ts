import type { Moment, Span } from './time-spans.ts'
import type { Half } from './time-tokens.ts'
import {
  DAY_MS,
  type DateSpec,
  dayNear,
  dayNumberOf,
  dayOfMonthNear,
  HOME_ZONE_MINUTES,
  homeDayOf,
  MINUTE_MS,
  yearOfDay,
} from './time-values.ts'

/** What a date or an hour without a date is read against. */
export interface DayContext {
  /** The day "today" means. */
  readonly base: number
  /** The day that a year left out is near to. */
  readonly fetched: number
  /** The day that the text named last, if any. */
  last: number | null
  /** Minutes east of UTC where no zone is written. */
  readonly zone: number
}

/** A span tied to the calendar. An end that the text does not give is null. */
export interface Interval {
  readonly startAt: number | null
  readonly endAt: number | null
  readonly approximate: boolean
}

export const dayContextOf = (baseAt: number, fetchedAt: number, zone = HOME_ZONE_MINUTES): DayContext => ({
  base: homeDayOf(baseAt),
  fetched: homeDayOf(fetchedAt),
  last: null,
  zone,
})

const dayOf = (date: DateSpec, context: DayContext, previous: number): number => {
  if (date.kind === 'base') return context.base + date.shift
  if (date.kind === 'previous') return previous + date.shift
  if (date.kind === 'day') return dayOfMonthNear(date.day, previous)
  return date.year === null
    ? dayNear(date.month, date.day, context.fetched)
    : dayNumberOf(date.year, date.month, date.day)
}

/** The day of an end: a year or month that is left out follows the start. */
const endDayOf = (date: DateSpec, context: DayContext, start: number): number => {
  if (date.kind === 'calendar' && date.year === null) {
    const same = dayNumberOf(yearOfDay(start), date.month, date.day)
    return same >= start ? same : dayNumberOf(yearOfDay(start) + 1, date.month, date.day)
  }
  if (date.kind === 'day') {
    const near = dayOfMonthNear(date.day, start)
    return near >= start ? near : dayOfMonthNear(date.day, start + 25)
  }
  return dayOf(date, context, start)
}

const hourOf = (hour: number, half: Half | null): number => {
  if (half === 'am') return hour === 12 ? 0 : hour
  if (half === 'pm') return hour < 12 ? hour + 12 : hour
  if (half === 'evening') return hour >= 4 && hour < 12 ? hour + 12 : hour
  if (half === 'noonish') return hour <= 4 ? hour + 12 : hour
  return hour
}

const minutesInto = (moment: Moment, half: Half | null): number =>
  moment.time ? hourOf(moment.time.hour, half) * 60 + moment.time.minute : 0

const at = (day: number, minutes: number, zone: number): number => day * DAY_MS + (minutes - zone) * MINUTE_MS

/** "11:00 - 1:00 PM" and "午後1時～3時": the half of the day that is written once. */
function halvesOf(start: Moment, end: Moment): [Half | null, Half | null] {
  const [first, second] = [start.half, end.half]
  if (!start.time || !end.time) return [first, second]
  if (!first && second && end.halfBehind && start.time.hour <= 12) {
    const same =
      hourOf(start.time.hour, second) * 60 + start.time.minute <= hourOf(end.time.hour, second) * 60 + end.time.minute
    return [same ? second : second === 'am' ? 'pm' : 'am', second]
  }
  if (first === 'pm' && !second && !end.date && end.time.hour < 12) {
    const later =
      hourOf(end.time.hour, 'pm') * 60 + end.time.minute > hourOf(start.time.hour, 'pm') * 60 + start.time.minute
    return [first, later ? 'pm' : null]
  }
  return [first, second]
}

/** Ties one moment to the calendar and remembers its day. */
export function resolveMoment(moment: Moment, context: DayContext): number {
  const previous = context.last ?? context.base
  const day = moment.date ? dayOf(moment.date, context, previous) : previous
  if (moment.date) context.last = day
  return at(day, minutesInto(moment, moment.half), moment.zone ?? context.zone)
}

/** Ties a span to the calendar and remembers its day for what follows. */
export function resolveSpan(span: Span, context: DayContext): Interval {
  const { start, end } = span
  const approximate = Boolean(start?.approximate || end?.approximate)
  if (!start || !end) {
    const only = start ?? end
    const instant = only ? resolveMoment(only, context) : null
    const endAt = start
      ? span.minutes !== null && instant !== null
        ? instant + span.minutes * MINUTE_MS
        : null
      : instant
    return { startAt: start ? instant : null, endAt, approximate }
  }
  const zone = start.zone ?? end.zone ?? context.zone
  const previous = context.last ?? context.base
  const borrowed = !start.date && end.date && end.dateFollows ? end.date : null
  const startDate = start.date ?? borrowed
  const startDay = startDate ? dayOf(startDate, context, previous) : previous
  const [firstHalf, secondHalf] = halvesOf(start, end)
  const startMinutes = minutesInto(start, firstHalf)
  const endMinutes = minutesInto(end, secondHalf)
  const late = end.time !== null && end.time.hour >= 24
  const endDay =
    end.date && !borrowed && !(late && end.date.kind === 'previous') ? endDayOf(end.date, context, startDay) : startDay
  const implied = (!end.date || borrowed) && endMinutes < startMinutes ? 1 : 0
  context.last = end.date && end.date.kind === 'calendar' ? endDay : startDay
  return {
    startAt: at(startDay, startMinutes, start.zone ?? zone),
    endAt: at(endDay + implied, endMinutes, end.zone ?? zone),
    approximate,
  }
}
