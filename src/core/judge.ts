import type { ServiceCondition, ViewerCondition } from './condition.ts'
import { emptyBelief, learn, newSite, pass } from './judge/belief.ts'
import { crowdFrom, listen, silentCrowd, type UsualCrowd } from './judge/crowd.ts'
import { describe, type Readings } from './judge/describe.ts'
import { concluded, expectationAt, hear } from './judge/expectation.ts'
import { likelihoodOf } from './judge/likelihood.ts'
import { emptyMemory, type JudgeMemory, type JudgeOptions } from './judge/memory.ts'
import { NEAR_MS, nearnessOf } from './judge/nearness.ts'
import {
  isServiceTrouble,
  readService,
  readSite,
  type SiteReading,
  serviceLeaning,
  viewerLeaning,
} from './judge/reading.ts'
import { settle, unsettled } from './judge/settle.ts'
import { type Census, createCensus } from './judge/surroundings.ts'
import { follow, type Track, trackKeyOf } from './judge/track.ts'
import { goingOn, hasChangedWay, leftBehind, otherWayKeyOf } from './judge/way.ts'
import type { Notice } from './notice.ts'
import type { Observation } from './observation.ts'
import type { PostSignal, Report } from './report.ts'
import type { Verdict } from './verdict.ts'

export { verdictOfRound } from './judge/one-round.ts'
export { emptyMemory, type JudgeMemory, type JudgeOptions }

/** What happened since the last tick; the order inside it does not matter. */
export interface Tick {
  readonly at: number
  readonly observations: readonly Observation[]
  /** New or changed notices; giving one again changes nothing. */
  readonly notices: readonly Notice[]
  readonly posts: readonly PostSignal[]
  readonly reports: readonly Report[]
  /** How many posts and reports are usual now; a cautious guess where left out. */
  readonly usual?: UsualCrowd
  /** The monitor itself just started, woke up, or found its clock wrong: it must look afresh first. */
  readonly impaired?: 'started' | 'slept' | 'clock' | null
}

/** A verdict older than this many intervals, and never one younger than `LEAST_FRESH_MS`, is stale. */
const FRESH_INTERVALS = 3
const LEAST_FRESH_MS = 90_000
export const freshForMs = (intervalMs: number): number => Math.max(LEAST_FRESH_MS, FRESH_INTERVALS * intervalMs)

/** Nobody may show a stale verdict as current. */
export const isStale = (verdict: Verdict, now: number): boolean => now > verdict.freshUntil

/** A target that is no longer looked at is forgotten after this. */
const KEPT_MS = 7 * 86_400_000

/** Looks closer together than this are weighed as one step. */
const STEP_MS = 3_000

/** The judge at work: what memory holds, open for writing. */
interface Bench {
  readonly memory: JudgeMemory
  readonly belief: NonNullable<JudgeMemory['belief']>
  readonly tracks: Map<string, Track>
  readonly census: Census
  /** vantage → below how many milliseconds a refusal was made in the house. */
  readonly near: Map<string, number>
  readonly announcements: JudgeMemory['announcements']
  readonly crowd: NonNullable<JudgeMemory['crowd']>
  readonly freshMs: number
  /** Looks older than this say nothing about what else is going on. */
  readonly freshFrom: number
  service: NonNullable<JudgeMemory['service']>
  viewers: Record<string, JudgeMemory['viewers'][string]>
  suspected: number | null
  suspectedSites: Record<string, number>
}

/** Weighs what is new and says how it is now. Pure: the same memory and tick give the same answer. */
export function judge(memory: JudgeMemory, tick: Tick): { memory: JudgeMemory; verdict: Verdict } {
  const taken = tick.observations.filter((look) => look.outcome !== 'skipped')
  const start = taken.reduce((first, look) => Math.min(first, look.at), tick.at)
  const bench = open(memory, tick, start)
  const looks = [...taken].filter((look) => look.at <= tick.at && look.at > tick.at - bench.freshMs).sort(inOrder)
  let step: Observation[] = []
  for (const look of looks) {
    if (step.length > 0 && look.at - step[0]!.at >= STEP_MS) {
      weigh(bench, step, step.at(-1)!.at)
      step = []
    }
    step.push(look)
  }
  if (step.length > 0) weigh(bench, step, step.at(-1)!.at)
  const hasWoken = tick.impaired === 'slept' || tick.impaired === 'clock'
  const readings = weigh(bench, [], tick.at, !hasWoken)
  const after = close(bench, tick.at)
  return { memory: after, verdict: describe(after, readings, tick.at, bench.freshMs) }
}

/** The same looks in any order give the same answer. */
function inOrder(a: Observation, b: Observation): number {
  if (a.at !== b.at) return a.at - b.at
  const [x, y] = [trackKeyOf(a), trackKeyOf(b)]
  if (x === y) return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1
  return x < y ? -1 : 1
}

function open(memory: JudgeMemory, tick: Tick, start: number): Bench {
  const { options } = memory
  const fresh = tick.impaired
    ? { ...emptyMemory(options), announcements: memory.announcements, tracks: baselines(memory) }
    : memory
  const belief = fresh.belief ?? emptyBelief(start)
  const sites = Object.fromEntries(
    Object.entries(belief.sites).map(([site, rows]) => [site, rows.map((row) => [...row])]),
  )
  for (const vantage of options.vantages) sites[vantage] ??= newSite()
  const known = Object.entries(fresh.tracks).filter(([, { look }]) => look.at === 0 || look.at > tick.at - KEPT_MS)
  const tracks = new Map(known)
  const freshMs = freshForMs(options.intervalMs)
  const freshFrom = tick.at - freshMs
  return {
    memory: fresh,
    belief: { at: belief.at, common: [...belief.common], sites },
    tracks,
    near: nearnessByVantage(tracks.values()),
    census: createCensus([...tracks.values()].filter(({ look }) => look.at > freshFrom)),
    announcements: hear(memory.announcements, tick.notices, tick.at),
    crowd: listen(crowdFrom(memory.crowd) ?? silentCrowd(tick.at), tick.posts, tick.reports, tick.at, tick.usual),
    freshMs,
    freshFrom,
    service: fresh.service ?? unsettled<ServiceCondition>('unknown', start),
    viewers: { ...fresh.viewers },
    suspected: fresh.suspectedSince.service,
    suspectedSites: { ...fresh.suspectedSince.sites },
  }
}

const nearnessByVantage = (tracks: Iterable<Track>): Map<string, number> => {
  const byVantage = Map.groupBy(tracks, ({ look }) => look.vantage)
  return new Map([...byVantage].map(([vantage, own]) => [vantage, nearnessOf(own.map(({ look }) => look))]))
}

/** What is usual survives a sleep; what was seen does not. */
const baselines = (memory: JudgeMemory) =>
  Object.fromEntries(
    Object.entries(memory.tracks).map(([key, track]) => [
      key,
      {
        ...track,
        run: 0,
        slowRun: 0,
        failingSince: null,
        passedAt: null,
        hurtAt: null,
        look: { ...track.look, at: 0 },
      },
    ]),
  )

const close = (bench: Bench, at: number): JudgeMemory => ({
  ...bench.memory,
  belief: bench.belief,
  tracks: Object.fromEntries(bench.tracks),
  announcements: concluded(bench.announcements, bench.service.condition === 'operational', at),
  crowd: bench.crowd,
  service: bench.service,
  viewers: bench.viewers,
  suspectedSince: { service: bench.suspected, sites: bench.suspectedSites },
})

/** One step: time passes, looks come in, conditions settle. `isWhole`: a round is complete, and this machine wide awake. */
function weigh(bench: Bench, looks: readonly Observation[], at: number, isWhole = false): Readings {
  const lively = expectationAt(bench.announcements, [], at) === 'expected' ? 50 : 1
  pass(bench.belief, at, lively)
  for (const look of looks) take(bench, look)
  const tracks = [...bench.tracks.values()]
  const service = readService(bench.belief, tracks, bench.announcements, bench.crowd, at, bench.freshMs)
  if (service.pDown < 0.1) bench.suspected = null
  const { since } = bench.service
  const isYoung = since !== null && at - since < 5 * 60_000
  bench.service = settle(
    bench.service,
    serviceLeaning(service, bench.service.condition),
    at,
    (from, to, onsets) => serviceWait(from, to, onsets, service.isProven, isYoung),
    bench.suspected,
    isServiceTrouble,
  )
  const sites: Record<string, SiteReading> = {}
  const byVantage = Map.groupBy(tracks, ({ look }) => look.vantage)
  for (const vantage of Object.keys(bench.belief.sites)) {
    sites[vantage] = readSite(bench.belief, vantage, byVantage.get(vantage) ?? [], at, bench.freshMs)
    settleSite(bench, vantage, sites[vantage], at, isWhole)
  }
  return { service, sites }
}

function take(bench: Bench, look: Observation): void {
  const key = trackKeyOf(look)
  const before = wayOn(bench, look, bench.tracks.get(key))
  if (before && before.look.at >= look.at) return
  const near = Math.min(bench.near.get(look.vantage) ?? NEAR_MS, nearnessOf([look]))
  bench.near.set(look.vantage, near)
  const track = follow(before, look, near)
  if (!track) return
  const counted = before && before.look.at > bench.freshFrom ? before : undefined
  const around = bench.census.around(track, counted)
  bench.census.replace(counted, track)
  bench.tracks.set(key, track)
  const likelihood = likelihoodOf(track, before, around)
  if (!likelihood) return
  learn(bench.belief, look.vantage, likelihood)
  if (look.outcome === 'failed' || track.slow) {
    if (look.role === 'service') bench.suspected ??= look.at
    bench.suspectedSites[look.vantage] ??= look.at
  }
}

/** The track that a look goes on from: where looks changed over to another way, that of the way that was left. */
function wayOn(bench: Bench, look: Observation, own: Track | undefined): Track | undefined {
  const otherKey = otherWayKeyOf(look)
  const other = bench.tracks.get(otherKey)
  if (!other || other.look.at <= bench.freshFrom) return own
  // What comes late by a way that was left tells nothing new.
  if (own && own.look.at <= bench.freshFrom && other.look.at >= look.at) return other
  if (!hasChangedWay(look, own, other, bench.memory.options.intervalMs)) return own
  if (own && own.look.at > bench.freshFrom) bench.census.remove(own)
  bench.tracks.set(otherKey, leftBehind(other, bench.freshFrom))
  return goingOn(own, other)
}

const serviceWait = (
  from: ServiceCondition,
  to: ServiceCondition,
  onsets: number,
  isProven: boolean,
  isYoung: boolean,
): number => {
  if (to === 'unknown') return 0
  // Right after a start a part that fails may be chance, and nothing that passed before speaks against it.
  if (from === 'unknown' && to === 'degraded') return 20_000
  // Silence needs a look at other places first: it may be our own line.
  if (from === 'operational' && !isProven) return 20_000
  if (isServiceTrouble(from) && to === 'operational') return 20_000 + 90_000 * Math.min(3, Math.max(0, onsets - 1))
  if (from === 'maintenance') return 0
  if (isServiceTrouble(from) && isServiceTrouble(to)) return isYoung ? 60_000 : 120_000
  return 0
}

function settleSite(bench: Bench, vantage: string, site: SiteReading, at: number, isWhole: boolean): void {
  const before = bench.viewers[vantage] ?? unsettled<ViewerCondition>('unknown', at)
  if (site.pCompany < 0.1) delete bench.suspectedSites[vantage]
  const leaning = viewerLeaning(site, bench.service.condition, before)
  const startsAt = leaning === 'company_network' ? (bench.suspectedSites[vantage] ?? null) : bench.service.since
  bench.viewers[vantage] = settle(
    before,
    leaning,
    at,
    (from, to) => (from === 'unknown' && isWhole && site.isLost ? 0 : viewerWait(from, to)),
    startsAt,
    (c) => c === 'company_network' || isServiceTrouble(c),
  )
}

const viewerWait = (from: ViewerCondition, to: ViewerCondition): number => {
  if (to === 'company_network') return from === 'unknown' ? 30_000 : 60_000
  if (from === 'company_network' && to !== 'unknown') return 20_000
  return 0
}
