import { type Burst, hearSignals, silentBurst, strengthOf, type UsualRate } from '../posts/burst.ts'
import type { PostSignal, Report } from '../report.ts'

/**
 * What people say, weighed against what they usually say at that hour of the week (see `Burst`): worth minutes, not seconds,
 * easy to fake, and so never enough to confirm anything.
 */
export interface Crowd {
  readonly at: number
  readonly posts: Burst
  /** site → what its people report. */
  readonly reports: Readonly<Record<string, Burst>>
}

/** What is usual, a minute, at the time of a tick. */
export interface UsualCrowd {
  readonly posts: number
  /** site → reports; a site that is not named has the usual one below. */
  readonly reports: Readonly<Record<string, number>>
}

/** Until the usual is known. */
const USUAL_POSTS = 0.15
const USUAL_REPORTS = 0.05

export const silentCrowd = (at: number): Crowd => ({ at, posts: silentBurst(at), reports: {} })

/** What was remembered, where it still has this shape. */
export const crowdFrom = (stored: Crowd | null | undefined): Crowd | null =>
  typeof stored?.posts === 'object' && Object.values(stored.reports).every((burst) => typeof burst === 'object')
    ? stored
    : null

export function listen(
  before: Crowd,
  posts: readonly PostSignal[],
  reports: readonly Report[],
  at: number,
  usual: UsualCrowd = { posts: USUAL_POSTS, reports: {} },
): Crowd {
  const saying = Map.groupBy(reports, ({ site }) => site)
  const sites = new Set([...Object.keys(before.reports), ...saying.keys()])
  const heardAt = (site: string): Burst => {
    const signals = (saying.get(site) ?? []).map(signalOf)
    return hearSignals(before.reports[site] ?? silentBurst(at), signals, rate(usual.reports[site] ?? USUAL_REPORTS), at)
  }
  return {
    at,
    posts: hearSignals(before.posts, posts, rate(usual.posts), at),
    reports: Object.fromEntries([...sites].sort().map((site) => [site, heardAt(site)])),
  }
}

const rate =
  (aMinute: number): UsualRate =>
  () =>
    aMinute
const signalOf = ({ at, symptom }: Report): PostSignal => ({ at, label: symptom === 'works' ? 'recovery' : 'report' })

/** No crowd, however loud, weighs more than this (nats). */
export const POSTS_CAP = 2
export const REPORTS_CAP = 1.5
export const postsWeight = ({ posts }: Crowd): number => POSTS_CAP * strengthOf(posts)
export const reportsWeight = ({ reports }: Crowd, site: string): number => {
  const burst = reports[site]
  return burst ? REPORTS_CAP * strengthOf(burst) : 0
}
