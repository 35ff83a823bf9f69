import { adviceOf } from '../advice.ts'
import { chainOf } from '../chain.ts'
import type { Culprit, ServiceCondition, ViewerCondition } from '../condition.ts'
import type { Evidence } from '../evidence.ts'
import { locate } from '../locate.ts'
import type { Observation } from '../observation.ts'
import type { ServiceVerdict, Verdict, ViewerVerdict } from '../verdict.ts'
import { componentsOf } from './components.ts'
import { byWeight, verdictIdOf } from './describe.ts'
import { follow, isLoginLook, isLoginPage, type Track } from './track.ts'

/** One look may be a straggler, and nobody looked twice: a single round is believed this much. */
const SINGLE_ROUND = 0.95
const FRESH_MS = 90_000

const SERVICE_CONDITION: Readonly<Record<Culprit, ServiceCondition>> = {
  service: 'outage',
  maintenance: 'maintenance',
  none: 'operational',
  'account-or-device': 'operational',
  'company-network': 'unknown',
  proxy: 'unknown',
  unknown: 'unknown',
}

/** A whole verdict from one round of looks without history, for who looks only once. */
export function verdictOfRound(observations: readonly Observation[], at: number): Verdict {
  const tracks = observations.flatMap((look) => follow(undefined, look) ?? [])
  const all = locate(observations)
  const condition =
    all.culprit === 'service' && !isForAll(all.evidence, tracks) ? 'degraded' : SERVICE_CONDITION[all.culprit]
  const seen = observations.reduce((first, look) => Math.min(first, look.at), at)
  const components = componentsOf(tracks, condition, seen)
  const confidence = all.confidence * SINGLE_ROUND
  const service: ServiceVerdict = {
    condition,
    raw: condition,
    since: condition === 'unknown' ? null : seen,
    confidence: condition === 'unknown' ? 0 : confidence,
    pDown: pDownOf(all.culprit, confidence),
    components,
  }
  const vantages = [...new Set(observations.map(({ vantage }) => vantage))].sort()
  return {
    id: verdictIdOf(at),
    at,
    freshUntil: at + FRESH_MS,
    service,
    viewers: vantages.map((v) =>
      viewerOf(
        v,
        observations.filter(({ vantage }) => vantage === v),
        service,
      ),
    ),
    evidence: [...all.evidence].sort(byWeight),
  }
}

/** Login fails over the way that people use first: then it fails for all. Slow, IPv6 only or other parts: for some. */
function isForAll(evidence: readonly Evidence[], tracks: readonly Track[]): boolean {
  const login = tracks.filter((t) => isLoginLook(t) && t.look.family !== 6)
  const pages = login.filter(isLoginPage)
  const people = pages.length > 0 ? pages : login
  const failing = people.filter((t) => t.run > 0)
  return (
    evidence.some((e) => e.culprit === 'service' && e.code !== 'slow-service') && failing.length * 2 > people.length
  )
}

/** Where the looks do not tell, LINE WORKS is down now and then. */
function pDownOf(culprit: Culprit, confidence: number): number {
  if (culprit === 'service' || culprit === 'maintenance') return confidence
  if (culprit === 'none' || culprit === 'account-or-device') return (1 - confidence) / 2
  return culprit === 'unknown' ? 0.4 : 0.05
}

function viewerOf(vantage: string, looks: readonly Observation[], service: ServiceVerdict): ViewerVerdict {
  const own = locate(looks)
  const condition = conditionOf(own.culprit, service.condition)
  const login = service.components.find(({ component }) => component === 'login')?.condition
  return {
    vantage,
    condition,
    raw: condition,
    culprit: own.culprit,
    since: condition === 'unknown' ? null : Math.min(...looks.map(({ at }) => at)),
    confidence: condition === 'unknown' ? 0 : own.confidence * SINGLE_ROUND,
    pDown: service.pDown,
    lastSeenAt: Math.max(...looks.map(({ at }) => at)),
    chain: chainOf(looks),
    advice: adviceOf({
      condition,
      culprit: own.culprit,
      evidence: own.evidence,
      loginWorks: login === 'outage' ? false : null,
    }),
  }
}

function conditionOf(culprit: Culprit, service: ServiceCondition): ViewerCondition {
  if (culprit === 'company-network' || culprit === 'proxy') return 'company_network'
  if (culprit === 'account-or-device') return 'account_or_device'
  if (culprit === 'service') return service === 'degraded' ? 'degraded' : 'outage'
  return SERVICE_CONDITION[culprit]
}
