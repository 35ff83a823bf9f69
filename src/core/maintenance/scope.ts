import type { Component, ServiceCondition } from '../condition.ts'
import { failingComponents } from '../incident/sight.ts'
import type { Verdict } from '../verdict.ts'
import { isWindowOpen, type KeptWindow, type MaintenancePlan } from './window.ts'

/** How far before its start announced work may begin to be felt. */
const EARLY_MS = 30 * 60_000

/**
 * Whether trouble in these parts is what was announced. Where the announcement names nothing, only what LINE WORKS itself
 * shows as maintenance is; where nobody knows which parts fail, it is when login is announced.
 */
export function isCovered(
  { components, affectsLogin }: Pick<MaintenancePlan, 'components' | 'affectsLogin'>,
  failing: readonly Component[],
  condition: ServiceCondition,
): boolean {
  if (components.includes('all')) return true
  if (components.length === 0) return condition === 'maintenance'
  if (failing.length === 0) return affectsLogin
  return failing.every((part) => components.includes(part) || (part === 'login' && affectsLogin))
}

/** Whether some announced work that goes on (or is about to) covers the trouble. Work that overran too far excuses nothing. */
export const isExcusedBy =
  (windows: readonly KeptWindow[], at: number) =>
  (failing: readonly Component[], condition: ServiceCondition): boolean =>
    windows.some(
      (window) =>
        (isWindowOpen(window) ||
          (window.state === 'announced' && condition === 'maintenance' && window.plan.startAt - EARLY_MS <= at)) &&
        isCovered(window.plan, failing, condition),
    )

/** How the announced parts are, by the verdict. */
export function healthWithin(plan: MaintenancePlan, verdict: Verdict | null): 'failing' | 'well' | 'unknown' {
  if (verdict === null || verdict.service.condition === 'unknown') return 'unknown'
  const { condition } = verdict.service
  if (condition === 'operational') return 'well'
  const failing = failingComponents(verdict)
  if (condition === 'maintenance' || failing.length === 0 || plan.components.includes('all')) return 'failing'
  // Trouble beyond the announced parts says nothing against them.
  return failing.some((part) => isCovered(plan, [part], condition)) ? 'failing' : 'well'
}
