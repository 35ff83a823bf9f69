import { schedule } from 'node-cron'
import type { Clock } from '../platform/clock.ts'
import type { Store } from '../store/store.ts'

export interface PruningOptions {
  readonly store: Store
  readonly clock: Clock
  readonly retention: { readonly rawMs: number; readonly minuteMs: number; readonly hourMs: number }
  readonly onError: (error: unknown) => void
}

/** Employees' words are needed for what is usual at an hour of the week, and no longer. */
const REPORTS_MS = 7 * 7 * 86_400_000
/** Who looked at which account can be looked up for so long. */
const ACCOUNT_RECORD_MS = 90 * 86_400_000
/** Who was told what by which way: long enough to look into the last complaint. */
const DELIVERIES_MS = 90 * 86_400_000

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
    await store.reports.pruneBefore(now - REPORTS_MS)
    await store.accountChecks.pruneBefore(now - ACCOUNT_RECORD_MS)
    await store.outbox.pruneBefore(now - DELIVERIES_MS)
    // Incidents are looked back on for as long as the figures per hour.
    await store.decisions.pruneBefore(now - retention.hourMs)
    await store.subscriptions.pruneExpired(now)
  }
  return { stop: () => void task.stop() }
}
