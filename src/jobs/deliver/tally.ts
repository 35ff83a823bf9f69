import type { AttemptResult } from '../../core/outbox/item.ts'
import type { Settlement } from '../../store/outbox/outbox.ts'

/** A channel by which nothing arrives any more. */
export interface FailingChannel {
  readonly channel: string
  /** The first of the failures. */
  readonly sinceAt: number
  readonly reason: string | null
}

/** Counts attempts for the metrics, and sees when a channel as a whole does not work. */
export interface Tally {
  count(settlement: Settlement): void
  /** Since the process began. */
  attempts(): readonly { readonly channel: string; readonly result: AttemptResult; readonly count: number }[]
  failing(): readonly FailingChannel[]
}

/** So many failures without a success between them, on whatever messages. */
const FAILURES = 3
/** One recipient who is no more says nothing of the channel. */
const OF_THE_RECIPIENT = new Set(['gone', 'refused'])

export function createTally(): Tally {
  const counts = new Map<string, number>()
  const bad = new Map<string, { failures: number; readonly sinceAt: number; reason: string | null }>()
  return {
    count({ attempt }) {
      const key = JSON.stringify([attempt.channel, attempt.result])
      counts.set(key, (counts.get(key) ?? 0) + 1)
      if (attempt.result === 'sent') bad.delete(attempt.channel)
      else if (attempt.result !== 'lost' && !OF_THE_RECIPIENT.has(attempt.reason ?? '')) {
        const known = bad.get(attempt.channel) ?? { failures: 0, sinceAt: attempt.at, reason: null }
        bad.set(attempt.channel, { ...known, failures: known.failures + 1, reason: attempt.reason })
      }
    },
    attempts: () =>
      [...counts].map(([key, count]) => {
        const [channel, result] = JSON.parse(key) as [string, AttemptResult]
        return { channel, result, count }
      }),
    failing: () =>
      [...bad].flatMap(([channel, { failures, sinceAt, reason }]) =>
        failures >= FAILURES ? [{ channel, sinceAt, reason }] : [],
      ),
  }
}
