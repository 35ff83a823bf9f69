import { adviceOf } from '../advice.ts'
import type { Calendar } from '../calendar.ts'
import type { Component, Culprit, ServiceCondition, ViewerCondition } from '../condition.ts'
import { isIncidentOver } from '../incident/incident.ts'
import { isWindowOver } from '../maintenance/window.ts'
import type { Notice } from '../notice.ts'
import type { Verdict } from '../verdict.ts'
import type { Decision } from './decision.ts'
import type { Dispatch } from './dispatch.ts'
import { type AlertMemory, emptyAlertMemory } from './memory.ts'
import { type AlertPolicy, MINUTE_MS, type SiteTitles } from './policy.ts'
import { stepAlerts } from './step-alerts.ts'

/** Where a condition changed, as the history keeps it. */
export interface PastChange {
  readonly at: number
  readonly since: number | null
  readonly subject:
    | { readonly kind: 'service' }
    | { readonly kind: 'component'; readonly component: Component }
    | { readonly kind: 'viewer'; readonly vantage: string }
  readonly to: ServiceCondition | ViewerCondition
}

export interface AlertHistory {
  readonly fromAt: number
  readonly toAt: number
  /** What was so when it begins has to be among them, at or before `fromAt`. */
  readonly changes: readonly PastChange[]
  /** Every form of every notice that is kept; each counts from its `updatedAt` on. */
  readonly notices: readonly Notice[]
  readonly sites: SiteTitles
}

export interface Replayed {
  readonly outgoing: readonly Dispatch[]
  readonly decisions: readonly Decision[]
}

/** While something goes on every minute counts; otherwise little can be missed. */
const BUSY_STEP_MS = 30_000
const IDLE_STEP_MS = 30 * MINUTE_MS

/**
 * What these rules would have told in the past. Whose fault it was at an office, how sure it was and what people did then is not kept,
 * so nothing counts as acknowledged.
 */
export function replay(history: AlertHistory, policy: AlertPolicy, calendar: Calendar): Replayed {
  const changes = [...history.changes].sort((a, b) => a.at - b.at)
  const notices = [...history.notices].sort((a, b) => a.updatedAt - b.updatedAt)
  const now = emptyPicture()
  const known = new Map<string, Notice>()
  const outgoing: Dispatch[] = []
  const decisions: Decision[] = []
  let memory = emptyAlertMemory()
  let [change, notice] = [0, 0]
  for (let at = history.fromAt; at <= history.toAt; ) {
    for (; change < changes.length && changes[change]!.at <= at; change++) now.take(changes[change]!)
    for (; notice < notices.length && notices[notice]!.updatedAt <= at; notice++)
      known.set(notices[notice]!.id, notices[notice]!)
    const step = stepAlerts(
      memory,
      {
        at,
        verdict: now.verdictAt(at),
        notices: [...known.values()],
        ailments: [],
        certificates: [],
        acts: [],
        sites: history.sites,
        awayMs: null,
      },
      policy,
      calendar,
    )
    memory = step.memory
    outgoing.push(...step.outgoing)
    decisions.push(...step.decisions)
    const next = Math.min(
      changes[change]?.at ?? Number.POSITIVE_INFINITY,
      notices[notice]?.updatedAt ?? Number.POSITIVE_INFINITY,
      ...duesOf(memory, policy).filter((due) => due > at),
    )
    at = Math.max(at + 1, Math.min(at + (isBusy(memory) ? BUSY_STEP_MS : IDLE_STEP_MS), next))
  }
  return { outgoing, decisions }
}

/** When something is to be told by the clock alone. */
const duesOf = ({ windows, held }: AlertMemory, { maintenance }: AlertPolicy): readonly number[] => [
  ...held.flatMap(({ untilAt }) => untilAt ?? []),
  ...windows
    .filter(({ state }) => state === 'announced')
    .flatMap(({ plan }) => [0, ...maintenance.reminderMs].map((leadMs) => plan.startAt - leadMs)),
]

const isBusy = ({ incidents, windows, held }: AlertMemory): boolean =>
  held.some(({ reason }) => reason !== 'hours') ||
  incidents.some((one) => !isIncidentOver(one)) ||
  windows.some((one) => !isWindowOver(one) && one.state !== 'announced')

interface Said<Condition extends string> {
  readonly condition: Condition
  readonly since: number | null
}

/** What was said last about everything. */
function emptyPicture() {
  let service: Said<ServiceCondition> | null = null
  const components = new Map<Component, Said<ServiceCondition>>()
  const viewers = new Map<string, Said<ViewerCondition>>()
  const take = ({ subject, to, since, at }: PastChange): void => {
    const said = { condition: to, since: since ?? at }
    if (subject.kind === 'viewer') viewers.set(subject.vantage, said)
    // Only people at one place can have a trouble of their own.
    else if (to === 'company_network' || to === 'account_or_device') return
    else if (subject.kind === 'service') service = { ...said, condition: to }
    else components.set(subject.component, { ...said, condition: to })
  }
  const verdictAt = (at: number): Verdict | null =>
    service && {
      id: `past-${at.toString(36)}`,
      at,
      freshUntil: at + MINUTE_MS,
      service: {
        ...service,
        raw: service.condition,
        confidence: 0,
        pDown: 0,
        components: [...components].map(([component, said]) => ({ component, ...said })),
      },
      viewers: [...viewers].map(([vantage, { condition, since }]) => ({
        vantage,
        condition,
        since,
        raw: condition,
        culprit: CULPRIT[condition],
        confidence: 0,
        pDown: 0,
        lastSeenAt: at,
        chain: [],
        advice: adviceOf({ condition, culprit: CULPRIT[condition], evidence: [] }),
      })),
      evidence: [],
    }
  return { take, verdictAt }
}

const CULPRIT: Readonly<Record<ViewerCondition, Culprit>> = {
  operational: 'none',
  degraded: 'service',
  outage: 'service',
  maintenance: 'maintenance',
  company_network: 'company-network',
  account_or_device: 'account-or-device',
  unknown: 'unknown',
}
