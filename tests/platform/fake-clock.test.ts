import { expect, test } from 'vitest'
import { createFakeClock } from '../support/fake-clock.ts'

test('what falls due runs in order, each at its own instant', async () => {
  const clock = createFakeClock(1_000)
  const seen: [string, number][] = []
  clock.after(30, () => seen.push(['c', clock.now()]))
  clock.after(10, () => {
    seen.push(['a', clock.now()])
    clock.after(10, () => seen.push(['b', clock.now()]))
  })
  clock.after(20, () => seen.push(['never', 0]))()
  await clock.advance(29)
  expect(seen).toEqual([
    ['a', 1_010],
    ['b', 1_020],
  ])
  expect(clock.now()).toBe(1_029)
  await clock.advance(1)
  expect(seen.at(-1)).toEqual(['c', 1_030])
  expect(clock.waiting).toBe(0)
})

test('a sleeper loops through its days, and an aborted one rejects with the reason', async () => {
  const clock = createFakeClock()
  let rounds = 0
  void (async () => {
    for (;;) {
      await clock.sleep(1_000)
      rounds += 1
    }
  })()
  await clock.advance(5_500)
  expect(rounds).toBe(5)

  const stop = new AbortController()
  const asleep = clock.sleep(1_000, stop.signal)
  stop.abort('enough')
  await expect(asleep).rejects.toBe('enough')
  await expect(clock.sleep(1, stop.signal)).rejects.toBe('enough')
})
