import type { Report } from '../core/report.ts'

/** What employees say now, beside what they usually say. */
export interface CrowdPicture {
  /** Of the last quarter of an hour. */
  readonly failing: number
  readonly working: number
  /** How many usually say that it fails, in a quarter of this hour of the week. */
  readonly usual: number
  /** More than chance would bring, by far; several people, not one. A reason to look, never a proof. */
  readonly isUnusual: boolean
}

const QUARTER_MS = 15 * 60_000
const HOUR_MS = 4 * QUARTER_MS
const WEEK_HOURS = 7 * 24
const LEAST_VOICES = 3
/** So often would chance alone bring as many, in a quarter of an hour: once in a hundred weeks. */
const CHANCE = 1 / (100 * WEEK_HOURS * 4)
/** Before there is any past: somebody presses the button by mistake now and then. */
const LEAST_USUAL = 0.05

const isFailing = ({ symptom }: Report): boolean => symptom !== 'works'

/** Hours since some Monday: the same number for the same hour of any week. */
export const hourOfWeek = (at: number): number => Math.floor(at / HOUR_MS) % WEEK_HOURS

/** The usual number of complaints in a quarter of this hour of the week, from those of past weeks. */
export function usualPerQuarter(past: readonly Report[], at: number): number {
  const failing = past.filter(isFailing)
  if (failing.length === 0) return LEAST_USUAL
  const weeks = Math.max(1, Math.ceil((at - Math.min(...failing.map((report) => report.at))) / (WEEK_HOURS * HOUR_MS)))
  const hour = hourOfWeek(at)
  // An outage of one week must not become the usual of that hour: the median of the weeks, not their mean.
  const counts = Array.from({ length: weeks }, (_, week) => {
    const from = Math.floor(at / HOUR_MS) * HOUR_MS - (week + 1) * WEEK_HOURS * HOUR_MS
    return failing.filter((report) => report.at >= from && report.at < from + HOUR_MS && hourOfWeek(report.at) === hour)
      .length
  }).sort((a, b) => a - b)
  return Math.max(LEAST_USUAL, counts[Math.floor((counts.length - 1) / 2)]! / 4)
}

/** The usual number of complaints a minute at each site that ever complained, at this hour of the week. */
export function usualByMinute(past: readonly Report[], at: number): Readonly<Record<string, number>> {
  const sites = Map.groupBy(past, ({ site }) => site)
  return Object.fromEntries([...sites].map(([site, reports]) => [site, usualPerQuarter(reports, at) / 15]))
}

/** The chance of `count` or more where `mean` are usual (Poisson). */
export function chanceOfAsMany(count: number, mean: number): number {
  let term = Math.exp(-mean)
  let below = 0
  for (let k = 0; k < count; k++) {
    below += term
    term = (term * mean) / (k + 1)
  }
  return Math.max(0, 1 - below)
}

/** What employees said in the last quarter of an hour, beside those of past weeks at this hour. */
export function crowdPictureOf(recent: readonly Report[], past: readonly Report[], now: number): CrowdPicture {
  const lately = recent.filter(({ at }) => at > now - QUARTER_MS && at <= now)
  const failing = lately.filter(isFailing).length
  const usual = usualPerQuarter(past, now)
  const isUnusual = failing >= LEAST_VOICES && chanceOfAsMany(failing, usual) < CHANCE
  return { failing, working: lately.length - failing, usual, isUnusual }
}
