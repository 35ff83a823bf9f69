import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, LATENCY_BOUNDS_MS, mergeLatency, percentileOf } from '../../src/store/observations/latency.ts'
import type { LatencySummary } from '../../src/store/store.ts'

const durations = fc.array(
  fc.integer({ min: 0, max: 150_000 }).map((tenths) => tenths / 10),
  { minLength: 1 },
)

function summaryOf(list: readonly number[]): LatencySummary {
  const histogram = Array.from({ length: LATENCY_BOUNDS_MS.length + 1 }, () => 0)
  for (const ms of list) histogram[bucketOf(ms)]! += 1
  const sumMs = list.reduce((sum, ms) => sum + ms * 10, 0) / 10
  return { sumMs, minMs: Math.min(...list), maxMs: Math.max(...list), histogram }
}

test('a percentile lies in the bucket of the true one, and between the least and the greatest', () => {
  fc.assert(
    fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (list, p) => {
      const sorted = list.toSorted((a, b) => a - b)
      const truth = sorted[Math.max(Math.ceil(p * sorted.length), 1) - 1]!
      const summary = summaryOf(list)
      const found = percentileOf(summary, p)
      expect(found).toBeGreaterThanOrEqual(Math.max(LATENCY_BOUNDS_MS[bucketOf(truth) - 1] ?? 0, summary.minMs))
      expect(found).toBeLessThanOrEqual(Math.min(LATENCY_BOUNDS_MS[bucketOf(truth)] ?? summary.maxMs, summary.maxMs))
    }),
  )
})

test('summaries put together are the summary of all', () => {
  fc.assert(
    fc.property(fc.array(durations, { minLength: 1, maxLength: 5 }), (lists) => {
      const whole = summaryOf(lists.flat())
      const merged = mergeLatency(lists.map(summaryOf))!
      expect({ ...merged, sumMs: 0 }).toEqual({ ...whole, sumMs: 0 })
      expect(merged.sumMs).toBeCloseTo(whole.sumMs, 3)
    }),
  )
  expect(mergeLatency([])).toBeNull()
})
