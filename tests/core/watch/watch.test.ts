import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SIGHTS, type Sight, UNWATCHED, type Watch, type WatchNews, watchAfter } from '../../../src/core/watch/watch.ts'
import { watchMessageOf } from '../../../src/core/watch/watch-message.ts'

const SECOND = 1_000
const EVERY = 30 * SECOND
const PATIENCE = 120 * SECOND

/** Looks again and again; gives what was told, with its time. */
function told(sights: readonly Sight[]): (WatchNews & { readonly at: number })[] {
  let watch: Watch = UNWATCHED
  return sights.flatMap((sight, index) => {
    const at = index * EVERY
    const { watch: next, news } = watchAfter(watch, sight, at, PATIENCE)
    watch = next
    return news ? [{ ...news, at }] : []
  })
}

test('silence is told once it holds, and its end once', () => {
  const sights: Sight[] = [...Array(3).fill('well'), ...Array(10).fill('silent'), ...Array(4).fill('well')]
  expect(told(sights)).toEqual([
    { sight: 'silent', sinceAt: 3 * EVERY, beganAt: null, at: 7 * EVERY },
    { sight: 'well', sinceAt: 13 * EVERY, beganAt: 3 * EVERY, at: 14 * EVERY },
  ])
})

test('a lost packet is no news, and one good answer between bad ones is no recovery', () => {
  expect(told(['well', 'silent', 'well', 'silent', 'well', 'well'])).toEqual([])
  const flapping: Sight[] = Array.from({ length: 30 }, (_, i) => (i % 6 === 5 ? 'well' : 'silent'))
  expect(told(flapping).map(({ sight }) => sight)).toEqual(['silent'])
})

test('trouble that changes its face is one trouble', () => {
  const sights: Sight[] = ['silent', 'silent', 'stale', 'stale', 'mute', 'mute', 'silent', 'well', 'well']
  expect(told(sights).map(({ sight, sinceAt }) => [sight, sinceAt])).toEqual([
    ['mute', 0],
    ['well', 7 * EVERY],
  ])
})

test('whatever is seen, beginnings and ends take turns, each after its patience', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...SIGHTS), { maxLength: 80 }), (sights) => {
      const news = told(sights)
      expect(news.map(({ sight }, index) => (sight === 'well') === (index % 2 === 1))).not.toContain(false)
      for (const { sight, sinceAt, beganAt, at } of news) {
        if (sight !== 'well') expect(at - sinceAt).toBeGreaterThanOrEqual(PATIENCE)
        else expect(beganAt).toBeLessThan(sinceAt)
      }
    }),
  )
})

test('the message says which one, since when, and what that means, in one line for a lock screen', () => {
  const at = Date.UTC(2026, 3, 6, 0, 10)
  const parts = { name: 'dotchi-1:8787', url: 'http://dotchi-1:8787/', at, zone: 'Asia/Tokyo' }
  const begin = watchMessageOf({ sight: 'silent', sinceAt: at - 5 * 60 * SECOND, beganAt: null }, parts)
  expect(begin.headline).toEqual({
    ja: '【警告】Dotchi（dotchi-1:8787）: 応答がありません（9:05から）',
    en: 'Dotchi at dotchi-1:8787 does not answer (since 9:05)',
  })
  expect(begin).toMatchObject({ phase: 'begin', severity: 'critical', thread: 'watch:dotchi-1:8787' })
  const end = watchMessageOf({ sight: 'well', sinceAt: at, beganAt: at - 5 * 60 * SECOND }, parts)
  expect(end).toMatchObject({ phase: 'end', thread: begin.thread, facts: [{ value: { ja: '5分', en: '5 min' } }] })
  expect(begin.headline.en.length).toBeLessThanOrEqual(60)
})
