import type { LatencySummary } from '../store.ts'

/** Upper bounds of the buckets; each is about 1.7 times the one before. The last bucket holds all that is slower. */
export const LATENCY_BOUNDS_MS = [5, 10, 20, 35, 60, 100, 160, 250, 400, 700, 1200, 2000, 3500, 6000, 10_000] as const

/** The bucket of a duration, 0 to 15. A duration equal to a bound belongs to the bucket below it. */
export function bucketOf(tookMs: number): number {
  const index = LATENCY_BOUNDS_MS.findIndex((bound) => tookMs <= bound)
  return index === -1 ? LATENCY_BOUNDS_MS.length : index
}

/** Several summaries as one; null where there is none. */
export function mergeLatency(summaries: readonly LatencySummary[]): LatencySummary | null {
  const [first, ...rest] = summaries
  if (!first) return null
  return rest.reduce(
    (a, b) => ({
      sumMs: a.sumMs + b.sumMs,
      minMs: Math.min(a.minMs, b.minMs),
      maxMs: Math.max(a.maxMs, b.maxMs),
      histogram: a.histogram.map((count, index) => count + (b.histogram[index] ?? 0)),
    }),
    first,
  )
}

/**
 * The duration that the share `p` (0 to 1) of the looks did not exceed, in milliseconds: within its bucket, so at most
 * some 1.7 times too high or too low.
 */
export function percentileOf(summary: LatencySummary, p: number): number {
  const total = summary.histogram.reduce((sum, count) => sum + count, 0)
  const rank = Math.max(p * total, 1)
  let below = 0
  for (const [index, count] of summary.histogram.entries()) {
    if (count > 0 && below + count >= rank) {
      const low = Math.max(LATENCY_BOUNDS_MS[index - 1] ?? 0, summary.minMs)
      const high = Math.min(LATENCY_BOUNDS_MS[index] ?? summary.maxMs, summary.maxMs)
      return low + ((high - low) * (rank - below)) / count
    }
    below += count
  }
  return summary.maxMs
}
