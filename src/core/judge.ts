import { adviceOf } from './advice.ts'
import { chainOf } from './chain.ts'
import type { Culprit, ServiceCondition, ViewerCondition } from './condition.ts'
import type { Evidence } from './evidence.ts'
import { locate } from './locate.ts'
import type { Notice } from './notice.ts'
import type { Observation } from './observation.ts'
import type { PostSignal, Report } from './report.ts'
import type { ServiceVerdict, Verdict, ViewerVerdict } from './verdict.ts'

/** How a judge is set up. */
export interface JudgeOptions {
  /** Every vantage that is expected to report; others are added as they are seen. */
  readonly vantages: readonly string[]
  /** How often each target is looked at, milliseconds. */
  readonly intervalMs: number
}

/** What happened since the last tick; the order inside it does not matter. */
export interface Tick {
  readonly at: number
  readonly observations: readonly Observation[]
  /** New or changed notices; giving one again changes nothing. */
  readonly notices: readonly Notice[]
  readonly posts: readonly PostSignal[]
  readonly reports: readonly Report[]
  /** The monitor itself just started, woke up, or found its clock wrong: it must look afresh first. */
  readonly impaired?: 'started' | 'slept' | 'clock' | null
}

/** What the judge remembers between ticks: plain data, to be stored as JSON. */
export interface JudgeMemory {
  readonly options: JudgeOptions
  readonly looks: readonly Observation[]
  readonly service: { readonly condition: ServiceCondition; readonly since: number | null }
  readonly viewers: Readonly<Record<string, { readonly condition: ViewerCondition; readonly since: number | null }>>
}

export const emptyMemory = (options: JudgeOptions): JudgeMemory => ({
  options,
  looks: [],
  service: { condition: 'unknown', since: null },
  viewers: {},
})

/** A verdict older than this many intervals, and never one younger than `LEAST_FRESH_MS`, is stale. */
const FRESH_INTERVALS = 3
const LEAST_FRESH_MS = 90_000
export const freshForMs = (intervalMs: number): number => Math.max(LEAST_FRESH_MS, FRESH_INTERVALS * intervalMs)

/** Nobody may show a stale verdict as current. */
export const isStale = (verdict: Verdict, now: number): boolean => now > verdict.freshUntil

const keyOf = (o: Observation) => `${o.vantage}|${o.target}|${o.via}|${o.family}|${o.resolver}`

/** Weighs what is new and says how it is now. Pure: the same memory and tick give the same answer. */
export function judge(memory: JudgeMemory, tick: Tick): { memory: JudgeMemory; verdict: Verdict } {
  const newest = new Map<string, Observation>()
  const oldest = tick.at - freshForMs(memory.options.intervalMs)
  for (const look of [...memory.looks, ...tick.observations]) {
    const known = newest.get(keyOf(look))
    if (look.at >= oldest && (!known || known.at <= look.at)) newest.set(keyOf(look), look)
  }
  const looks = [...newest.values()]
  const fresh = verdictOf(looks, tick.at, memory.options, memory)
  const viewers = Object.fromEntries(fresh.viewers.map((v) => [v.vantage, { condition: v.condition, since: v.since }]))
  return { memory: { options: memory.options, looks, service: fresh.service, viewers }, verdict: fresh }
}

/** A whole verdict from one round without history. */
export const verdictOfRound = (observations: readonly Observation[], at: number, intervalMs = 60_000): Verdict => {
  const options = { vantages: [], intervalMs }
  return verdictOf(observations, at, options, emptyMemory(options))
}

function verdictOf(looks: readonly Observation[], at: number, options: JudgeOptions, before: JudgeMemory): Verdict {
  const all = locate(looks)
  const service = serviceOf(all.culprit, all.confidence, all.evidence, before.service, at)
  const vantages = [...new Set([...options.vantages, ...looks.map(({ vantage }) => vantage)])].sort()
  const viewers = vantages.map((vantage) =>
    viewerOf(
      vantage,
      looks.filter((look) => look.vantage === vantage),
      service,
      before,
      at,
    ),
  )
  return {
    id: `v-${at.toString(36)}`,
    at,
    freshUntil: at + freshForMs(options.intervalMs),
    service,
    viewers,
    evidence: all.evidence,
  }
}

const SERVICE_CONDITION: Readonly<Record<Culprit, ServiceCondition>> = {
  service: 'outage',
  maintenance: 'maintenance',
  none: 'operational',
  'account-or-device': 'operational',
  'company-network': 'unknown',
  proxy: 'unknown',
  unknown: 'unknown',
}

function serviceOf(
  culprit: Culprit,
  confidence: number,
  evidence: readonly Evidence[],
  before: JudgeMemory['service'],
  at: number,
): ServiceVerdict {
  const blamed = evidence.filter((e) => e.culprit === 'service')
  const isPartly = blamed.every(({ component, code }) => component !== 'login' || code === 'slow-service')
  const condition = culprit === 'service' && isPartly ? 'degraded' : SERVICE_CONDITION[culprit]
  const since = condition === before.condition ? before.since : condition === 'unknown' ? null : at
  const pDown = culprit === 'service' ? confidence : culprit === 'none' ? 1 - confidence : 0.2
  return { condition, raw: condition, since, confidence, pDown, components: [] }
}

function viewerOf(
  vantage: string,
  looks: readonly Observation[],
  service: ServiceVerdict,
  before: JudgeMemory,
  at: number,
): ViewerVerdict {
  const own = locate(looks)
  const mine: Readonly<Record<Culprit, ViewerCondition>> = {
    ...SERVICE_CONDITION,
    service: service.condition === 'degraded' ? 'degraded' : 'outage',
    'company-network': 'company_network',
    proxy: 'company_network',
    'account-or-device': 'account_or_device',
    unknown: looks.length === 0 ? 'unknown' : service.condition,
  }
  const condition = mine[own.culprit]
  const known = before.viewers[vantage]
  return {
    vantage,
    condition,
    raw: condition,
    culprit: own.culprit,
    since: known?.condition === condition ? known.since : condition === 'unknown' ? null : at,
    confidence: own.confidence,
    pDown: service.pDown,
    lastSeenAt: looks.length === 0 ? null : Math.max(...looks.map((look) => look.at)),
    chain: chainOf(looks),
    advice: adviceOf({ condition, culprit: own.culprit, evidence: own.evidence }),
  }
}
