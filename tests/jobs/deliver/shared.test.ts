import { expect, onTestFinished, test, vi } from 'vitest'
import { startDelivering } from '../../../src/jobs/deliver.ts'
import { systemClock } from '../../../src/platform/clock.ts'
import { itemOf } from '../../core/outbox/made-item.ts'
import { emptyDatabase, openedStore } from '../../support/databases.ts'
import { createPretendChannel } from './pretend-channel.ts'

test('two servers on one database share the work, and nothing is told twice or out of order', async () => {
  const url = await emptyDatabase('postgres')
  const bot = createPretendChannel(systemClock)
  bot.tookMs = 2
  const errors: unknown[] = []
  const stores = [await openedStore({ url }), await openedStore({ url })]
  const ids = Array.from({ length: 60 }, (_, i) => [`t${i}-begin`, `t${i}-end`]).flat()
  const createdAt = systemClock.now()
  const ways = [{ channel: 'bot', to: null }]
  await stores[0]!.outbox.put(ids.map((id) => itemOf({ createdAt, ways }, { id, thread: id.split('-')[0]! })))
  for (const [index, store] of stores.entries()) {
    const delivering = startDelivering({
      ...{ store, clock: systemClock, zone: 'Asia/Tokyo', holder: `server-${index}`, isAlone: false },
      channels: new Map([['bot', bot]]),
      chance: () => 0.5,
      isAffected: () => false,
      unsubscribeUrlOf: () => null,
      onAttempt: () => {},
      onError: (error) => errors.push(error),
    })
    onTestFinished(() => delivering.stop())
  }
  await vi.waitFor(() => expect(bot.letters.length).toBeGreaterThanOrEqual(ids.length), {
    timeout: 60_000,
    interval: 50,
  })
  const told = bot.letters.map(({ letter }) => letter.message.id)
  expect([...told].sort()).toEqual([...ids].sort())
  for (let i = 0; i < 60; i++) expect(told.indexOf(`t${i}-begin`)).toBeLessThan(told.indexOf(`t${i}-end`))
  expect(errors).toEqual([])
}, 90_000)
