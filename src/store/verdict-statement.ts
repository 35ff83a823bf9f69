import type { Component, ViewerCondition } from '../core/condition.ts'
import type { Verdict } from '../core/verdict.ts'
import type { VerdictSubject } from './store.ts'

/**
 * Everything a verdict tells people, apart from numbers that drift with each look (confidence, ages). Two verdicts with
 * the same statement are one answer given twice.
 */
export function statementOf({ service, viewers, evidence }: Verdict): string {
  return JSON.stringify([
    [service.condition, service.raw, service.since],
    service.components.map(({ component, condition, since }) => [component, condition, since]),
    viewers.map(({ vantage, condition, raw, culprit, since, chain, advice }) => [
      [vantage, condition, raw, culprit, since],
      chain.map(({ link, state }) => [link, state]),
      advice,
    ]),
    evidence.map(({ code, culprit, vantage, component }) => [code, culprit, vantage, component].join(' ')).sort(),
  ])
}

interface Standing {
  readonly condition: ViewerCondition
  readonly since: number | null
}

/** The condition of each subject, under the name it has in the database. */
export function conditionsOf(verdict: Verdict | null): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>()
  if (!verdict) return standings
  const { service, viewers } = verdict
  standings.set('service', service)
  for (const component of service.components) standings.set(`component:${component.component}`, component)
  for (const viewer of viewers) standings.set(`viewer:${viewer.vantage}`, viewer)
  return standings
}

/** The subject behind its name in the database. */
export function subjectOf(name: string): VerdictSubject {
  const [kind, ...rest] = name.split(':')
  const key = rest.join(':')
  if (kind === 'component') return { kind, component: key as Component }
  return kind === 'viewer' ? { kind, vantage: key } : { kind: 'service' }
}
