import { type Incident, isIncidentOver } from '../../incident/incident.ts'
import type { IncidentChangeKind } from '../../incident/lifecycle.ts'
import type { IncidentChange } from '../../incident/step-incidents.ts'
import type { AlertEvent, AlertKind, AlertTopic } from '../event.ts'
import type { Severity } from '../message.ts'

export const threadOfIncident = (id: string): string => `incident:${id}`

/** What the trouble is called when it is told. */
export function topicOf({ condition }: Pick<Incident, 'condition'>): 'outage' | 'degraded' | 'company-network' {
  if (condition === 'company_network') return 'company-network'
  return condition === 'degraded' ? 'degraded' : 'outage'
}

const SEVERITY = { outage: 'critical', degraded: 'warning', 'company-network': 'warning' } as const

const kindOf = (change: IncidentChangeKind, incident: Incident): AlertKind | null => {
  switch (change) {
    case 'suspected':
    case 'cleared':
    case 'flapping':
    case 'acknowledged':
      return change
    case 'updated':
    case 'noticed':
      return 'updated'
    case 'opened':
    case 'relapsed':
    case 'worsened':
    case 'eased':
      return topicOf(incident)
    case 'resolved':
      return incident.scope.kind === 'site' ? 'company-network-recovered' : 'recovered'
    case 'changed':
      return null
  }
}

/** Worth knowing, nothing to ring for. */
const QUIET: readonly AlertKind[] = ['updated', 'acknowledged']

const BEGINS: readonly IncidentChangeKind[] = ['suspected', 'opened', 'relapsed']
const ENDS: readonly IncidentChangeKind[] = ['cleared', 'resolved']

/** What became of incidents, as events. `isEverywhere`: every office has a network trouble of its own. */
export function incidentEvents(changes: readonly IncidentChange[], at: number, isEverywhere: boolean): AlertEvent[] {
  return changes.flatMap(({ kind: change, incident }) => {
    const kind = kindOf(change, incident)
    if (kind === null) return []
    // What somebody wrote about an incident that is over is on its page.
    if (kind !== 'cleared' && !ENDS.includes(change) && isIncidentOver(incident)) return []
    const phase = BEGINS.includes(change) ? 'begin' : ENDS.includes(change) ? 'end' : 'change'
    return [incidentEvent(incident, kind, phase, at, isEverywhere)]
  })
}

export function incidentEvent(
  incident: Incident,
  kind: AlertKind,
  phase: AlertEvent['phase'],
  at: number,
  isEverywhere = false,
): AlertEvent {
  const thread = threadOfIncident(incident.id)
  const isSuspicion = kind === 'suspected' || kind === 'cleared'
  const topic: AlertTopic = isSuspicion ? 'suspected' : topicOf(incident)
  return {
    id: `${thread}/${kind}/${at.toString(36)}`,
    kind,
    thread,
    topic,
    phase,
    severity: severityOf(incident, phase, isSuspicion || QUIET.includes(kind), isEverywhere),
    at,
    components: incident.components,
    sites: incident.sites,
    subject: { kind: 'incident', incident },
  }
}

function severityOf(incident: Incident, phase: AlertEvent['phase'], isQuiet: boolean, isEverywhere: boolean): Severity {
  if (phase === 'end' || isQuiet) return 'info'
  return isEverywhere && incident.scope.kind === 'site' ? 'critical' : SEVERITY[topicOf(incident)]
}
