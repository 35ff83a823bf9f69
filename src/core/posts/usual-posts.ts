/** How many reports are usual in each hour of the week, learned from what was heard. Plain data. */
export interface UsualPosts {
  /** Reports heard in each of the 168 hours of the week, Monday 00:00 in Japan first. */
  readonly reports: readonly number[]
  /** How many times each of these hours was listened to. */
  readonly weeks: readonly number[]
}

const HOUR = 3_600_000
const HOURS_A_WEEK = 168
const JAPAN = 9 * HOUR
/** 1970-01-01 was a Thursday: three days after the Monday on which that week began. */
const THURSDAY = 3 * 24 * HOUR
/** No hour is ever taken to be quieter than this (reports an hour): silence proves little. */
const LEAST_AN_HOUR = 0.3
/** The average of the week counts as so many weeks of listening, until an hour is known by itself. */
const PRIOR_WEEKS = 3
/** Before anything is known, so many reports an hour are taken to be usual; a day of listening outweighs it. */
const GUESS_AN_HOUR = 3
const GUESS_HOURS = 24
/** One hour of an outage must not make the next one look usual: an hour adds at most this over three times the usual. */
const MOST_OVER_USUAL = 2

export const noUsualPosts: UsualPosts = {
  reports: Array.from({ length: HOURS_A_WEEK }, () => 0),
  weeks: Array.from({ length: HOURS_A_WEEK }, () => 0),
}

/** 0 for the hour that begins on Monday 00:00 in Japan, which has no daylight saving; 167 for the last of Sunday. */
export const hourOfWeek = (at: number): number => {
  const hour = Math.floor((at + JAPAN + THURSDAY) / HOUR) % HOURS_A_WEEK
  return (hour + HOURS_A_WEEK) % HOURS_A_WEEK
}

/** Usual reports an hour at an instant. */
export function usualAnHour({ reports, weeks }: UsualPosts, at: number): number {
  const hour = hourOfWeek(at)
  const listened = sum(weeks)
  const average = (sum(reports) + GUESS_AN_HOUR * GUESS_HOURS) / (listened + GUESS_HOURS)
  const usual = (reports[hour]! + PRIOR_WEEKS * average) / (weeks[hour]! + PRIOR_WEEKS)
  return Math.max(LEAST_AN_HOUR, usual)
}

/** What was kept, where it still is what it was. */
export function usualPostsFrom(stored: unknown): UsualPosts {
  const { reports, weeks } = (stored ?? {}) as Partial<UsualPosts>
  return isWeek(reports) && isWeek(weeks) ? { reports, weeks } : noUsualPosts
}

const isWeek = (list: unknown): list is readonly number[] =>
  Array.isArray(list) && list.length === HOURS_A_WEEK && list.every((n) => Number.isFinite(n) && n >= 0)

/** Learns from an hour that was listened to from beginning to end. `reports` are voices, each counted once. */
export function learnHour(usual: UsualPosts, at: number, reports: number): UsualPosts {
  const hour = hourOfWeek(at)
  const counted = Math.min(reports, 3 * usualAnHour(usual, at) + MOST_OVER_USUAL)
  return {
    reports: usual.reports.with(hour, usual.reports[hour]! + counted),
    weeks: usual.weeks.with(hour, usual.weeks[hour]! + 1),
  }
}

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
