import { adviceOf } from '../advice.ts'
import type { Component, Culprit, ServiceCondition, ViewerCondition } from '../condition.ts'
import type { Advice, Verdict, ViewerVerdict } from '../verdict.ts'
import type { Incident, IncidentCondition, IncidentScope } from './incident.ts'

/** `unknown` neither opens nor ends anything; `gone`: that office is looked at no more. */
export type Health = 'trouble' | 'well' | 'unknown' | 'gone'

/** What one verdict says about one scope. */
export interface Sight {
  readonly scope: IncidentScope
  readonly health: Health
  /** What the newest looks alone say. */
  readonly raw: Incident['raw']
  /** As bad as it is; null where it is not known to be bad. */
  readonly condition: IncidentCondition | null
  readonly culprit: Culprit
  /** Start of the condition, set back to the first failed look. */
  readonly since: number | null
  readonly components: readonly Component[]
  readonly sites: readonly string[]
  readonly confidence: number
  readonly advice: readonly Advice[]
}

/** Tells whether trouble in these parts is announced work. No parts: nobody knows which. */
export type IsExcused = (components: readonly Component[], condition: ServiceCondition) => boolean

export const scopeKeyOf = (scope: IncidentScope): string =>
  scope.kind === 'service' ? 'service' : `site-${scope.vantage}`

const BAD: readonly ServiceCondition[] = ['degraded', 'outage', 'maintenance']
const isBad = (condition: ServiceCondition | ViewerCondition): boolean => BAD.some((bad) => bad === condition)

/** The parts of LINE WORKS that do not work, by the verdict. */
export const failingComponents = ({ service }: Verdict): readonly Component[] =>
  service.components.flatMap(({ component, condition }) => (isBad(condition) ? [component] : []))

/** What a verdict says about the service and about each office; null where nothing is known now (none, or a stale one). */
export function sightsOf(verdict: Verdict | null, isExcused: IsExcused): readonly Sight[] | null {
  if (verdict === null) return null
  return [serviceSightOf(verdict, isExcused), ...verdict.viewers.map(siteSightOf)]
}

function serviceSightOf(verdict: Verdict, isExcused: IsExcused): Sight {
  const { service, viewers } = verdict
  const components = failingComponents(verdict)
  const touched = viewers.filter(({ condition }) => isBad(condition))
  const excused = isBad(service.condition) && isExcused(components, service.condition)
  const health = excused ? 'unknown' : healthOf(service.condition)
  return {
    scope: { kind: 'service' },
    health,
    raw: excused || (isBad(service.raw) && isExcused(components, service.raw)) ? 'unknown' : healthOf(service.raw),
    condition: health === 'trouble' ? (service.condition as IncidentCondition) : null,
    culprit: 'service',
    since: service.since,
    components,
    sites: touched.map(({ vantage }) => vantage),
    confidence: service.confidence,
    advice: touched.length > 0 ? [...new Set(touched.flatMap(({ advice }) => advice))] : generalAdvice(verdict),
  }
}

/** Where no office sees it for itself. */
const generalAdvice = ({ service: { condition }, evidence }: Verdict): readonly Advice[] =>
  adviceOf({ condition, culprit: 'service', evidence })

const healthOf = (condition: ServiceCondition): 'trouble' | 'well' | 'unknown' =>
  isBad(condition) ? 'trouble' : condition === 'operational' ? 'well' : 'unknown'

/** An office's own trouble: when LINE WORKS fails for it as for everybody, its network is well. */
function siteSightOf({ vantage, condition, raw, culprit, since, confidence, advice }: ViewerVerdict): Sight {
  const own = (one: ViewerCondition) => (one === 'company_network' ? 'trouble' : one === 'unknown' ? 'unknown' : 'well')
  const health = own(condition)
  return {
    scope: { kind: 'site', vantage },
    health,
    raw: own(raw),
    condition: health === 'trouble' ? 'company_network' : null,
    culprit: health === 'trouble' ? culprit : 'company-network',
    since,
    components: [],
    sites: [vantage],
    confidence,
    advice,
  }
}

/** A scope of which nothing can be said now, or which is looked at no more. */
export const blindSight = (scope: IncidentScope, health: 'unknown' | 'gone'): Sight => ({
  scope,
  health,
  raw: 'unknown',
  condition: null,
  culprit: 'unknown',
  since: null,
  components: [],
  sites: [],
  confidence: 0,
  advice: [],
})
