import { adviceOf } from '../advice.ts'
import { chainOf } from '../chain.ts'
import type { Culprit, ServiceCondition, ViewerCondition } from '../condition.ts'
import type { Evidence } from '../evidence.ts'
import type { Verdict, ViewerVerdict } from '../verdict.ts'
import { assured } from './assurance.ts'
import { calibrated } from './calibration.ts'
import { componentsOf } from './components.ts'
import { explainSite } from './explain.ts'
import type { JudgeMemory } from './memory.ts'
import type { ServiceReading, SiteReading } from './reading.ts'
import { crowdStatements, noticeStatements, silentSite } from './statements.ts'
import type { Track } from './track.ts'

export interface Readings {
  readonly service: ServiceReading
  readonly sites: Readonly<Record<string, SiteReading>>
}

export const verdictIdOf = (at: number): string => `v-${at.toString(36)}`

/** The heaviest first; ties in a fixed order. */
export const byWeight = (a: Evidence, b: Evidence): number =>
  Math.abs(b.contribution) - Math.abs(a.contribution) ||
  (a.code < b.code ? -1 : a.code > b.code ? 1 : 0) ||
  ((a.vantage ?? '') < (b.vantage ?? '') ? -1 : 1)

/** Puts what the judge settled on into the one answer that every face shows. */
export function describe(memory: JudgeMemory, readings: Readings, at: number, freshMs: number): Verdict {
  const fresh = Object.values(memory.tracks).filter((t) => t.look.at > at - freshMs)
  const byVantage = Map.groupBy(fresh, ({ look }) => look.vantage)
  const vantages = Object.keys(readings.sites).sort()
  const own = new Map(vantages.map((v) => [v, explainSite(memory.belief!, v, byVantage.get(v) ?? [])]))
  const service = memory.service!
  const trusted = fresh.filter((t) => readings.sites[t.look.vantage]!.pCompany < 0.5)
  const components = componentsOf(trusted, service.condition, service.since)
  const login = components.find(({ component }) => component === 'login')?.condition
  const loginWorks = login === 'operational' ? true : login === 'outage' ? false : null
  const silent = vantages
    .filter((v) => !readings.sites[v]!.isFresh)
    .map((v) => silentSite(v, readings.sites[v]!.lastSeenAt, at))
  return {
    id: verdictIdOf(at),
    at,
    freshUntil: at + freshMs,
    service: {
      condition: service.condition,
      raw: service.leaning,
      since: service.since,
      confidence:
        service.condition === 'unknown'
          ? 0
          : assured(chanceOf(service.condition, readings.service), service.leaning !== service.condition),
      pDown: calibrated(readings.service.pDown),
      components,
    },
    viewers: vantages.map((v) => viewerOf(v, memory, readings, byVantage.get(v) ?? [], own.get(v)!, loginWorks)),
    evidence: [
      ...[...own.values()].flat(),
      ...noticeStatements(memory.announcements, readings.service.expectation, at),
      ...crowdStatements(memory.crowd!),
      ...silent,
    ].sort(byWeight),
  }
}

function viewerOf(
  vantage: string,
  memory: JudgeMemory,
  readings: Readings,
  tracks: readonly Track[],
  evidence: readonly Evidence[],
  loginWorks: boolean | null,
): ViewerVerdict {
  const site = readings.sites[vantage]!
  const { condition, leaning, since } = memory.viewers[vantage]!
  const culprit = culpritOf(condition, site.culprit)
  return {
    vantage,
    condition,
    raw: leaning,
    culprit,
    since,
    confidence: confidenceOf(condition, leaning !== condition, readings.service, site),
    pDown: calibrated(readings.service.pDown),
    lastSeenAt: site.lastSeenAt,
    chain: chainOf(tracks.map(({ look }) => look)),
    advice: adviceOf({ condition, culprit, evidence, loginWorks }),
  }
}

const CULPRIT: Readonly<Record<Exclude<ViewerCondition, 'company_network'>, Culprit>> = {
  operational: 'none',
  degraded: 'service',
  outage: 'service',
  maintenance: 'maintenance',
  account_or_device: 'account-or-device',
  unknown: 'unknown',
}
const culpritOf = (condition: ViewerCondition, company: Culprit) =>
  condition === 'company_network' ? company : CULPRIT[condition]

/** Calibrated chance that LINE WORKS is in this condition. */
function chanceOf(condition: Exclude<ServiceCondition, 'unknown'>, { chances, pDown }: ServiceReading): number {
  const trouble = calibrated(pDown)
  return condition === 'operational' ? 1 - trouble : (trouble * chances[condition]) / Math.max(pDown, Number.EPSILON)
}

/** Who does not know claims nothing, and is sure of nothing. */
function confidenceOf(condition: ViewerCondition, isHeld: boolean, service: ServiceReading, site: SiteReading): number {
  if (condition === 'unknown') return 0
  const sure = condition === 'account_or_device' ? UNSURE_ACCOUNT : 1
  return sure * assured(chanceHere(condition, service, site), isHeld)
}

function chanceHere(
  condition: Exclude<ViewerCondition, 'unknown'>,
  service: ServiceReading,
  site: SiteReading,
): number {
  if (condition === 'company_network') return site.pCompany
  const own = 1 - site.pCompany
  if (condition === 'account_or_device') return chanceOf('operational', service) * own
  return chanceOf(condition, service) * (condition === 'operational' ? own : 1)
}
/** Whose account the probe uses, and whether others' are refused too, nobody knows. */
const UNSURE_ACCOUNT = 0.8
