import type { SourceHealth } from './health.ts'

/** Since when one source cannot be read; what is known of it before anything is known: `UNWATCHED`. */
export interface SourceWatch {
  readonly sinceAt: number | null
  /** Readings since then that failed. */
  readonly failures: number
  /** What it lastingly is; null where one failed reading more or less may change it. */
  readonly lasting: 'readable' | 'unreadable' | null
}

export const UNWATCHED: SourceWatch = { sinceAt: null, failures: 0, lasting: null }

/** A place that fails once or twice is nothing to wake anybody for. */
const FAILURES = 3
const LASTING_MS = 15 * 60_000

/** What is known after one more reading. A single good one ends it: what could be read can be read. */
export function watchAfter(before: SourceWatch, { state }: Pick<SourceHealth, 'state'>, at: number): SourceWatch {
  if (state === 'unread') return before
  if (state !== 'unreadable') return { sinceAt: null, failures: 0, lasting: 'readable' }
  const sinceAt = before.sinceAt ?? at
  const failures = before.failures + 1
  const isLasting = failures >= FAILURES || at - sinceAt >= LASTING_MS
  return { sinceAt, failures, lasting: isLasting ? 'unreadable' : null }
}
