import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { observationOf } from '../../src/core/observation.ts'
import { startPruning } from '../../src/jobs/prune.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { openStore } from '../../src/store/open.ts'

const DAY = 86_400_000
const NOW = Date.parse('2026-11-23T09:16:30Z')
const lookAt = (at: number) =>
  observationOf({ target: 'login-page', role: 'service', kind: 'login-page', vantage: 'here' }, { at, tookMs: 120 })
const RETENTION = { rawMs: 14 * DAY, minuteMs: 90 * DAY, hourMs: 730 * DAY }

// The schedule lives on the timers of the machine; the database does not need any.
beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('old looks go in the 17th minute of the hour, those within the time stay', async () => {
  const store = await openStore({ url: ':memory:', clock: systemClock })
  const errors: unknown[] = []
  const pruning = startPruning({ store, clock: systemClock, retention: RETENTION, onError: (e) => errors.push(e) })
  try {
    for (const days of [800, 15, 13]) {
      await store.observations.appendRound([lookAt(NOW - days * DAY)], { inconclusive: false })
    }
    const check = { by: 'desk', address: '', account: 'hash', outcome: 'active' }
    for (const days of [91, 89]) await store.accountChecks.append({ at: NOW - days * DAY, ...check })
    const kept = async () => (await store.observations.range({ fromAt: 0, toAt: NOW })).observations.length
    expect(await kept()).toBe(3)
    await vi.advanceTimersByTimeAsync(60_000)
    await expect.poll(kept).toBe(1)
    const checks = async () => (await store.accountChecks.range({ fromAt: 0, toAt: NOW })).length
    await expect.poll(checks).toBe(1)
    expect(errors).toEqual([])
  } finally {
    pruning.stop()
    await store.close()
  }
})
