import type { Verdict } from '../verdict.ts'
import { healthWithin } from './scope.ts'
import type { KeptWindow, MaintenancePlan } from './window.ts'

/** What a step made of a window; `kept`: nothing that anybody is told. */
export type WindowChangeKind =
  | 'announced'
  | 'changed'
  | 'cancelled'
  | 'reminder'
  | 'started'
  | 'overrun'
  | 'ended'
  | 'kept'

export interface WindowChange {
  readonly kind: WindowChangeKind
  readonly window: KeptWindow
  /** As it was announced before it changed. */
  readonly before: KeptWindow | null
  /** For a reminder: how long before the start it was meant to come. */
  readonly leadMs: number | null
}

export interface WindowTimes {
  readonly reminderMs: readonly number[]
  readonly graceMs: number
}

export interface WindowStep {
  readonly window: KeptWindow
  readonly changes: readonly WindowChange[]
}

const MINUTE_MS = 60_000
/** Work without a stated end is not believed to go on for longer. */
const OPEN_END_MS = 12 * 60 * MINUTE_MS
/** How long past its end a look that confirms it is waited for. */
const WAIT_FOR_LOOK_MS = 30 * MINUTE_MS

const change = (kind: WindowChangeKind, window: KeptWindow, rest: Partial<WindowChange> = {}): WindowChange => ({
  kind,
  window,
  before: null,
  leadMs: null,
  ...rest,
})
const quietly = (window: KeptWindow, before: KeptWindow): WindowStep => ({
  window,
  changes: window === before ? [] : [change('kept', window)],
})

/** A window that Dotchi just learnt of; null where there is nothing left to keep of it. */
export function newWindow(plan: MaintenancePlan, at: number, { reminderMs }: WindowTimes): WindowStep | null {
  if (plan.said === 'cancelled' || plan.said === 'completed') return null
  if (plan.endAt !== null && plan.endAt <= at && plan.said !== 'in_progress') return null
  if (plan.endAt === null && plan.startAt + OPEN_END_MS <= at) return null
  const window: KeptWindow = {
    id: plan.id,
    plan,
    state: 'announced',
    knownAt: at,
    startedAt: null,
    endedAt: null,
    endConfirmed: false,
    overrunAt: null,
    calledOverAt: null,
    failingFrom: null,
    failingTo: null,
    reminded: pastReminders(plan, at, reminderMs),
    changedAt: at,
  }
  // That it recurs is no news; that it comes is, and of that people are reminded.
  if (hasBegun(plan, at)) return { window, changes: [] }
  return { window, changes: [change(plan.origin === 'recurring' ? 'kept' : 'announced', window)] }
}

const hasBegun = ({ startAt, said }: MaintenancePlan, at: number): boolean => startAt <= at || said === 'in_progress'

/** Reminders whose time has gone by: nobody is reminded of what lies behind. */
const pastReminders = ({ startAt }: MaintenancePlan, at: number, reminderMs: readonly number[]): readonly number[] =>
  reminderMs.filter((leadMs) => startAt - leadMs <= at)

/** The window as it is announced now. */
export function replanned(
  before: KeptWindow,
  plan: MaintenancePlan,
  at: number,
  { reminderMs }: WindowTimes,
): WindowStep {
  if (JSON.stringify(plan) === JSON.stringify(before.plan)) return { window: before, changes: [] }
  const calledOverAt = before.calledOverAt ?? (plan.said === 'completed' ? at : null)
  const window = { ...before, plan, calledOverAt, changedAt: at }
  if (plan.said === 'cancelled') {
    const cancelled: KeptWindow = { ...window, state: 'cancelled', endedAt: at }
    return { window: cancelled, changes: [change('cancelled', cancelled)] }
  }
  if (!isOtherTime(before.plan, plan)) return quietly(window, before)
  const isLonger = before.state !== 'announced' && (plan.endAt === null || plan.endAt > at) && plan.said !== 'completed'
  const again: KeptWindow = {
    ...window,
    state: isLonger ? 'running' : before.state,
    overrunAt: isLonger ? null : before.overrunAt,
    reminded: pastReminders(plan, at, reminderMs),
  }
  return { window: again, changes: [change('changed', again, { before })] }
}

/** Whether people would have to plan anew. */
const isOtherTime = (before: MaintenancePlan, after: MaintenancePlan): boolean =>
  before.startAt !== after.startAt ||
  before.endAt !== after.endAt ||
  before.affectsLogin !== after.affectsLogin ||
  [...before.components].sort().join() !== [...after.components].sort().join()

/** The window after time went by and a verdict came. Its end is what our probes say, not what the clock says. */
export function stepWindow(before: KeptWindow, verdict: Verdict | null, at: number, times: WindowTimes): WindowStep {
  if (before.state === 'ended' || before.state === 'cancelled') return { window: before, changes: [] }
  if (before.state === 'announced') {
    if (!hasBegun(before.plan, at)) return remind(before, at, times)
    return begin(before, verdict, at, times)
  }
  return proceed(before, verdict, at, times)
}

function begin(before: KeptWindow, verdict: Verdict | null, at: number, times: WindowTimes): WindowStep {
  const startedAt = Math.min(at, before.plan.startAt)
  const running: KeptWindow = { ...before, state: 'running', startedAt, changedAt: at }
  const next = proceed(running, verdict, at, times)
  // What began and ended while nobody looked is not told as beginning first.
  const isOver = next.window.state !== 'running'
  const started = isOver ? [] : [change('started', next.window)]
  return { window: next.window, changes: [...started, ...next.changes.filter(({ kind }) => isOver || kind !== 'kept')] }
}

/** Of several reminders that are due only the last one is given. */
function remind(before: KeptWindow, at: number, { reminderMs }: WindowTimes): WindowStep {
  const due = pastReminders(before.plan, at, reminderMs).filter((leadMs) => !before.reminded.includes(leadMs))
  if (due.length === 0) return { window: before, changes: [] }
  const window: KeptWindow = { ...before, reminded: [...before.reminded, ...due], changedAt: at }
  return { window, changes: [change('reminder', window, { leadMs: Math.min(...due) })] }
}

/** When it should be over: by its stated end, or when the operator called it over. */
export const dueEndOf = ({ plan, calledOverAt }: KeptWindow): number =>
  Math.min(plan.endAt ?? plan.startAt + OPEN_END_MS, calledOverAt ?? Number.POSITIVE_INFINITY)

function proceed(before: KeptWindow, verdict: Verdict | null, at: number, { graceMs }: WindowTimes): WindowStep {
  const health = healthWithin(before.plan, verdict)
  const now = felt(before, health, at)
  const overMs = at - dueEndOf(now)
  if (overMs < 0) return quietly(now, before)
  if (health === 'well') return end(now, at, true)
  if (health === 'failing') {
    // The newest looks may pass before the verdict dares to say so: then it is about to end, no longer overrunning
    const isEasing = verdict?.service.raw === 'operational'
    if (now.state === 'overrun' || overMs < graceMs || isEasing) return quietly(now, before)
    const overrun: KeptWindow = { ...now, state: 'overrun', overrunAt: at, changedAt: at }
    return { window: overrun, changes: [change('overrun', overrun)] }
  }
  if (now.state === 'overrun') return quietly(now, before)
  if (overMs >= WAIT_FOR_LOOK_MS) return end(now, at, false)
  return now.state === 'unconfirmed' || overMs < graceMs
    ? quietly(now, before)
    : quietly({ ...now, state: 'unconfirmed', changedAt: at }, before)
}

function felt(window: KeptWindow, health: 'failing' | 'well' | 'unknown', at: number): KeptWindow {
  if (health === 'failing' && window.failingFrom === null) return { ...window, failingFrom: at, changedAt: at }
  if (health === 'failing' && window.failingTo !== null) return { ...window, failingTo: null, changedAt: at }
  if (health === 'well' && window.failingFrom !== null && window.failingTo === null)
    return { ...window, failingTo: at, changedAt: at }
  return window
}

function end(window: KeptWindow, at: number, endConfirmed: boolean): WindowStep {
  const ended: KeptWindow = { ...window, state: 'ended', endedAt: at, endConfirmed, changedAt: at }
  return { window: ended, changes: [change('ended', ended)] }
}
