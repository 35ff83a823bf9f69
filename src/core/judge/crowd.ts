import type { PostSignal, Report } from '../report.ts'

/**
 * What people say, as a running excess over the usual (a CUSUM that forgets): worth minutes, not seconds, easy to fake,
 * and so never enough to confirm anything.
 */
export interface Crowd {
  readonly at: number
  readonly posts: number
  /** site → excess of reports from there. */
  readonly reports: Readonly<Record<string, number>>
}

/** Usual, and therefore free of weight, a minute; what is above fades by itself within minutes. */
const USUAL_POSTS = 0.15
const USUAL_REPORTS = 0.05
const FADES_MINUTES = 6
const MOST = 6

export const silentCrowd = (at: number): Crowd => ({ at, posts: 0, reports: {} })

const fade = (excess: number, minutes: number, usual: number) =>
  Math.max(0, excess * Math.exp(-minutes / FADES_MINUTES) - minutes * usual)

export function listen(before: Crowd, posts: readonly PostSignal[], reports: readonly Report[], at: number): Crowd {
  const minutes = Math.max(0, at - before.at) / 60_000
  let excess = fade(before.posts, minutes, USUAL_POSTS)
  const failing = posts.filter(({ label }) => label === 'report').length
  const back = posts.filter(({ label }) => label === 'recovery').length
  excess = Math.min(MOST, Math.max(0, excess + failing - 2 * back))
  const sites: Record<string, number> = {}
  for (const [site, value] of Object.entries(before.reports)) sites[site] = fade(value, minutes, USUAL_REPORTS)
  const saying = Map.groupBy(reports, ({ site }) => site)
  for (const [site, list] of saying) {
    const complaints = list.filter(({ symptom }) => symptom !== 'works').length
    sites[site] = Math.min(MOST, Math.max(0, (sites[site] ?? 0) + complaints - (list.length - complaints)))
  }
  return { at, posts: excess, reports: sites }
}

/** No crowd, however loud, weighs more than this (nats). */
export const POSTS_CAP = 2
export const REPORTS_CAP = 1.5
export const postsWeight = ({ posts }: Crowd): number => Math.min(POSTS_CAP, Math.max(0, posts - 1) * 0.7)
export const reportsWeight = ({ reports }: Crowd, site: string): number =>
  Math.min(REPORTS_CAP, Math.max(0, (reports[site] ?? 0) - 0.5) * 0.5)
