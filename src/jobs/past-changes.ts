import type { ConditionChange } from '../core/outlook.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Clock } from '../platform/clock.ts'

/** Where conditions changed before: read from the store when one changes, and kept, so that a page can ask at any time. */
export interface PastChanges {
  changes(): readonly ConditionChange[]
  /** After each verdict. Cheap while it says the same as the one before; what cannot be read is tried again with the next. */
  follow(verdict: Verdict | null): Promise<void>
}

/** How far back troubles are looked for. */
const BACK_MS = 366 * 86_400_000

export function createPastChanges({
  store,
  clock,
  onStoreError,
}: {
  readonly store: {
    readonly verdicts: {
      transitions(span: { readonly fromAt: number; readonly toAt: number }): Promise<readonly ConditionChange[]>
    }
  }
  readonly clock: Pick<Clock, 'now'>
  readonly onStoreError: (error: unknown) => void
}): PastChanges {
  let changes: readonly ConditionChange[] = []
  let said = ''
  return {
    changes: () => changes,
    async follow(verdict) {
      const says = conditionsOf(verdict)
      if (says === said) return
      const now = clock.now()
      try {
        changes = await store.verdicts.transitions({ fromAt: now - BACK_MS, toAt: now + 1 })
        said = says
      } catch (error) {
        onStoreError(error)
      }
    },
  }
}

const conditionsOf = (verdict: Verdict | null): string =>
  verdict === null
    ? ''
    : [verdict.service.condition, ...verdict.viewers.map((viewer) => `${viewer.vantage}:${viewer.condition}`)].join(' ')
