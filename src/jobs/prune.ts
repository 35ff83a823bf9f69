import { schedule } from 'node-cron'
import type { Clock } from '../platform/clock.ts'
import type { Store } from '../store/store.ts'

export interface PruningOptions {
  readonly store: Store
  readonly clock: Clock
  readonly retention: { readonly rawMs: number; readonly minuteMs: number; readonly hourMs: number }
  readonly onError: (error: unknown) => void
}

/** Removes what is older than the configuration wants, at minute 17 of each hour; transitions and days stay. */
export function startPruning({ store, clock, retention, onError }: PruningOptions): { stop(): void } {
  const task = schedule('17 * * * *', () => prune().catch(onError), { noOverlap: true })
  const prune = async () => {
    const now = clock.now()
    await store.observations.pruneBefore({
      rawAt: now - retention.rawMs,
      minuteAt: now - retention.minuteMs,
      hourAt: now - retention.hourMs,
    })
    await store.verdicts.pruneBefore(now - retention.rawMs)
  }
  return { stop: () => void task.stop() }
}
