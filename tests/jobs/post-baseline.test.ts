import fc from 'fast-check'
import { expect, test } from 'vitest'
import { noUsualPosts, usualPostsFrom } from '../../src/core/posts/usual-posts.ts'
import { openPostBaseline } from '../../src/jobs/post-baseline.ts'

const HOUR = 3_600_000
const MINUTE = 60_000
const MONDAY = Date.parse('2026-04-13T00:00:00+09:00')
const CALM = { isCalm: true, isListening: true }
const report = (at: number) => ({ at, label: 'report' as const })

function shelf() {
  const kept = new Map<string, string>()
  return {
    kept,
    settings: {
      get: async (name: string) => kept.get(name) ?? null,
      set: async (name: string, value: string) => void kept.set(name, value),
    },
  }
}
const never = (error: unknown) => {
  throw error
}

/** Listens every five minutes to so many hours; `of` says how each minute was. */
async function listen(hours: number, of: (at: number) => { reports: number; isCalm?: boolean; isListening?: boolean }) {
  const place = shelf()
  const baseline = await openPostBaseline(place, never)
  for (let at = MONDAY; at <= MONDAY + hours * HOUR; at += 5 * MINUTE) {
    const { reports, ...how } = of(at)
    await baseline.observe(
      at,
      Array.from({ length: reports }, () => report(at)),
      { ...CALM, ...how },
    )
  }
  return { baseline, learned: usualPostsFrom(JSON.parse(place.kept.get('usual-posts') ?? 'null')), place }
}

test('whole calm hours are learned, and known again after a restart', async () => {
  const isNoon = (at: number) => (at - MONDAY) % (24 * HOUR) === 12 * HOUR
  const { baseline, learned, place } = await listen(24 * 7 * 3, (at) => ({ reports: isNoon(at) ? 6 : 0 }))
  expect(learned.weeks.every((weeks) => weeks === 3)).toBe(true)
  expect(baseline.aMinute(MONDAY + 12 * HOUR)).toBeGreaterThan(2 / 60)
  expect(baseline.aMinute(MONDAY + 3 * HOUR)).toBeLessThan(0.5 / 60)
  const again = await openPostBaseline(place, never)
  expect(again.aMinute(MONDAY + 12 * HOUR)).toBe(baseline.aMinute(MONDAY + 12 * HOUR))
})

test('nothing is learned while something is wrong, or while nobody could listen', async () => {
  for (const how of [{ isCalm: false }, { isListening: false }]) {
    const { learned } = await listen(3, (at) => ({
      reports: 50,
      ...(at % HOUR === 30 * MINUTE ? how : {}),
    }))
    expect(learned).toEqual(noUsualPosts)
  }
})

test('an hour that was heard in part is no hour', async () => {
  const place = shelf()
  const baseline = await openPostBaseline(place, never)
  for (const minute of [25, 30, 35, 40, 45, 50, 55, 60]) await baseline.observe(MONDAY + minute * MINUTE, [], CALM)
  expect(place.kept.size).toBe(0)
  await baseline.observe(MONDAY + 3 * HOUR, [], CALM)
  expect(place.kept.size).toBe(0)
})

test('what was kept by somebody else, or is broken, is no reason to fall over', async () => {
  for (const text of ['', '{', '{"reports":[]}', 'null']) {
    const place = shelf()
    place.kept.set('usual-posts', text)
    expect((await openPostBaseline(place, never)).aMinute(MONDAY)).toBe(3 / 60)
  }
})

test('the usual stays a number that can be lived with, whatever is heard', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(300), { minLength: 13, maxLength: 60 }), async (counts) => {
      const { baseline } = await listen(Math.floor(counts.length / 12), (at) => ({
        reports: counts[Math.floor((at - MONDAY) / (5 * MINUTE))] ?? 0,
      }))
      const usual = baseline.aMinute(MONDAY)
      expect(usual).toBeGreaterThanOrEqual(0.3 / 60)
      expect(usual).toBeLessThan(1)
    }),
    { numRuns: 30 },
  )
})
