import type { Notice } from '../notice.ts'
import type { Verdict } from '../verdict.ts'
import { newWindow, replanned, stepWindow, type WindowChange, type WindowTimes } from './lifecycle.ts'
import { isSameWork } from './plans.ts'
import { isWindowOver, type KeptWindow, type MaintenancePlan } from './window.ts'

export interface WindowsStep {
  /** Those that go on or are to come, and those that ended lately. */
  readonly windows: readonly KeptWindow[]
  readonly changes: readonly WindowChange[]
}

/** How long a window that is over is remembered: the notice that announced it is still read for a while. */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000

/** All windows after one step. `plans`: all that is announced now, by these notices and by what recurs. */
export function stepWindows(
  known: readonly KeptWindow[],
  announced: { readonly plans: readonly MaintenancePlan[]; readonly notices: readonly Notice[] },
  verdict: Verdict | null,
  at: number,
  times: WindowTimes,
): WindowsStep {
  const changes: WindowChange[] = []
  const windows = new Map(known.map((window) => [window.id, window]))
  const taken = new Set<string>()
  const plans = [...announced.plans, ...lastWords(known, announced)]
  for (const plan of plans) {
    const before = ownerOf(plan, [...windows.values()], taken, plans)
    if (before !== null && isWindowOver(before)) {
      taken.add(before.id)
      // What was called off and is announced again comes into being anew.
      if (before.state !== 'cancelled' || plan.said !== 'scheduled' || plan.startAt <= at) continue
      windows.delete(before.id)
    }
    const fresh = before === null || isWindowOver(before)
    const step = fresh ? newWindow(plan, at, times) : replanned(before, plan, at, times)
    if (step === null) continue
    taken.add(step.window.id)
    windows.set(step.window.id, step.window)
    changes.push(...step.changes)
  }
  for (const window of windows.values()) {
    const step =
      taken.has(window.id) || !isWithdrawn(window, plans, at)
        ? stepWindow(window, verdict, at, times)
        : withdrawn(window, at)
    windows.set(step.window.id, step.window)
    changes.push(...step.changes)
  }
  return {
    windows: [...windows.values()].filter(
      (one) => !isWindowOver(one) || (one.endedAt ?? one.changedAt) > at - REMEMBERED_MS,
    ),
    changes: latestOf(changes, windows),
  }
}

/** The window that a plan is about: by name, else the same work announced elsewhere. */
function ownerOf(
  plan: MaintenancePlan,
  windows: readonly KeptWindow[],
  taken: ReadonlySet<string>,
  plans: readonly MaintenancePlan[],
): KeptWindow | null {
  const named = windows.find(({ id, plan: own }) => own.id === plan.id || id === plan.id)
  if (named) return named
  const isFree = (one: KeptWindow) => !taken.has(one.id) && !plans.some(({ id }) => id === one.plan.id)
  return windows.find((one) => !isWindowOver(one) && isFree(one) && isSameWork(one.plan, plan)) ?? null
}

/** Nobody announces it any more although its place is read: the notice names other times, or the recurrence was changed. */
function isWithdrawn({ plan, state }: KeptWindow, plans: readonly MaintenancePlan[], at: number): boolean {
  if (state !== 'announced' || plan.startAt <= at) return false
  if (plan.origin === 'recurring') return true
  return plans.some((one) => one.notice === plan.notice)
}

function withdrawn(window: KeptWindow, at: number) {
  const cancelled: KeptWindow = { ...window, state: 'cancelled', endedAt: at, changedAt: at }
  return { window: cancelled, changes: [{ kind: 'cancelled', window: cancelled, before: null, leadMs: null } as const] }
}

/** A notice that calls its work off, or over, may name its times no more. */
function lastWords(
  known: readonly KeptWindow[],
  { plans, notices }: { readonly plans: readonly MaintenancePlan[]; readonly notices: readonly Notice[] },
): readonly MaintenancePlan[] {
  return known.flatMap(({ plan, state }) => {
    const status = notices.find(({ id }) => id === plan.notice)?.status
    if (isWindowOver({ state }) || (status !== 'cancelled' && status !== 'completed')) return []
    return plans.some(({ notice }) => notice === plan.notice) ? [] : [{ ...plan, said: status }]
  })
}

/** Each change with the window as it is after the step; quiet ones once. */
function latestOf(changes: readonly WindowChange[], windows: ReadonlyMap<string, KeptWindow>): readonly WindowChange[] {
  const told = new Set(changes.filter(({ kind }) => kind !== 'kept').map(({ window }) => window.id))
  return changes
    .filter(({ kind, window }) => kind !== 'kept' || !told.has(window.id))
    .map((one) => ({ ...one, window: windows.get(one.window.id) ?? one.window }))
}
