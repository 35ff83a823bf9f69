import type { WindowChange, WindowChangeKind } from '../../maintenance/lifecycle.ts'
import type { KeptWindow } from '../../maintenance/window.ts'
import type { AlertEvent, AlertKind } from '../event.ts'
import type { Severity } from '../message.ts'

export const threadOfWindow = (id: string): string => `window:${id}`

const PHASE: Readonly<Record<Exclude<WindowChangeKind, 'kept'>, AlertEvent['phase']>> = {
  announced: 'begin',
  changed: 'change',
  reminder: 'change',
  started: 'change',
  overrun: 'change',
  ended: 'end',
  cancelled: 'end',
}

/** What became of announced work, as events. */
export const windowEvents = (changes: readonly WindowChange[], at: number): AlertEvent[] =>
  changes.flatMap(({ kind, window, before, leadMs }) =>
    kind === 'kept' ? [] : [windowEvent(window, `maintenance-${kind}`, PHASE[kind], at, { before, leadMs })],
  )

export function windowEvent(
  window: KeptWindow,
  kind: AlertKind,
  phase: AlertEvent['phase'],
  at: number,
  { before = null, leadMs = null }: { readonly before?: KeptWindow | null; readonly leadMs?: number | null } = {},
): AlertEvent {
  const thread = threadOfWindow(window.id)
  return {
    id: `${thread}/${kind}/${at.toString(36)}`,
    kind,
    thread,
    topic: 'maintenance',
    phase,
    severity: severityOf(window, kind),
    at,
    components: window.plan.components,
    sites: [],
    subject: { kind: 'window', window, before, leadMs },
  }
}

function severityOf({ plan, state }: KeptWindow, kind: AlertKind): Severity {
  if (kind === 'maintenance-overrun' || state === 'overrun') return plan.affectsLogin ? 'critical' : 'warning'
  return kind === 'maintenance-started' && plan.affectsLogin ? 'warning' : 'info'
}
