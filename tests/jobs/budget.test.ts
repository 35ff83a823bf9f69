import { expect, test } from 'vitest'
import { createBudget } from '../../src/jobs/budget.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { openStore } from '../../src/store/open.ts'
import { sourceOf } from '../sources/rig.ts'
import { createFakeClock } from '../support/fake-clock.ts'

/** Ten posts a reading are five cents: 50 thousandths of a dollar. */
const paid = (monthlyUsd: number) => sourceOf('x-api', { bearerToken: 'k', monthlyUsd })

async function rig() {
  const clock = createFakeClock()
  const store = await openStore({
    url: 'sqlite::memory:',
    clock,
    logger: createLogger({ level: 'silent', format: 'json' }),
  })
  return { clock, store, mayAsk: createBudget({ store, now: clock.now }) }
}

test('never allows more than the month may cost, also to many at once', async () => {
  const { store, mayAsk } = await rig()
  const answers = await Promise.all(Array.from({ length: 30 }, () => mayAsk(paid(1))))
  expect(answers.filter(Boolean)).toHaveLength(20)
  expect(await store.settings.get('budget:x-api')).toBe('2026-04 1000')
  await store.close()
})

test('a new process does not begin anew, a new month does', async () => {
  const { clock, store, mayAsk } = await rig()
  expect(await mayAsk(paid(0.05))).toBe(true)
  expect(await createBudget({ store, now: clock.now })(paid(0.05))).toBe(false)
  await clock.advance(31 * 86_400_000)
  expect(await mayAsk(paid(0.05))).toBe(true)
  await store.close()
})

test('a note that cannot be read, or is from the future, allows nothing', async () => {
  const { store, mayAsk } = await rig()
  for (const note of ['', 'x', '2026-04', '2026-04 -5', '2026-05 0', '2026-04 1e9']) {
    await store.settings.set('budget:x-api', note)
    expect(await mayAsk(paid(100)), note).toBe(false)
  }
  await store.close()
})

test('no money, no question; what is free needs none', async () => {
  const { store, mayAsk } = await rig()
  expect(await mayAsk(paid(0))).toBe(false)
  expect(await mayAsk(sourceOf('feed', { url: 'https://example.com/feed' }))).toBe(true)
  expect(await store.settings.get('budget:feed')).toBeNull()
  await store.close()
})
