import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chanceOf } from '../../src/simulator/chance.ts'
import { postsOf } from '../../src/simulator/posts.ts'
import { type Spell, spellsAfter } from '../../src/simulator/spell.ts'
import { WEATHER_NAMES, type WeatherName } from '../../src/simulator/weathers.ts'

const MINUTE = 60_000
const BEGIN = Date.UTC(2026, 3, 6, 1, 5)
const historyOf = (...changes: readonly (readonly [minute: number, weather: WeatherName])[]) =>
  changes.reduce<readonly Spell[]>(
    (spells, [minute, weather]) => spellsAfter(spells, weather, BEGIN + minute * MINUTE),
    [],
  )
const topicsAt = (spells: readonly Spell[], minute: number, seed = 1) =>
  Map.groupBy(postsOf(spells, BEGIN + minute * MINUTE, MINUTE, seed, 1000), (post) => post.topic)

describe('what people write', () => {
  it('is a trickle on a good day', () => {
    const topics = topicsAt(historyOf([0, 'healthy']), 60)
    expect([...topics.keys()]).toEqual(['everyday'])
    expect(topics.get('everyday')!.length).toBeLessThan(25)
  })

  it('bursts a minute after an outage began, and turns to relief when it is over', () => {
    const spells = historyOf([0, 'healthy'], [10, 'login-500'], [30, 'healthy'])
    expect(topicsAt(spells.slice(0, 2), 11).get('works-down') ?? []).toEqual([])
    const during = topicsAt(spells.slice(0, 2), 20).get('works-down')!
    expect(during.length).toBeGreaterThan(25)
    expect(Math.min(...during.map((post) => post.at))).toBeGreaterThanOrEqual(BEGIN + 11 * MINUTE)
    const after = topicsAt(spells, 40)
    expect(after.get('recovered')!.length).toBeGreaterThan(4)
    expect(Math.max(...after.get('works-down')!.map((post) => post.at))).toBeLessThanOrEqual(BEGIN + 30 * MINUTE)
  })

  it('names consumer LINE alone when only that is down', () => {
    const posts = topicsAt(historyOf([0, 'line-down']), 10).get('line-down')!
    expect(posts.length).toBeGreaterThan(50)
    for (const { text } of posts) expect(text).not.toMatch(/works|ワークス/i)
  })

  it('depends on nothing but its arguments; another seed is another crowd', () => {
    const spells = historyOf([0, 'login-500'])
    const at = BEGIN + 30 * MINUTE
    expect(postsOf(spells, at, MINUTE, 7)).toEqual(postsOf(spells, at, MINUTE, 7))
    expect(postsOf(spells, at, MINUTE, 8)).not.toEqual(postsOf(spells, at, MINUTE, 7))
  })

  it('is never from the future, newest first, and has no number twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WEATHER_NAMES),
        fc.integer({ min: 0, max: 7_200 }),
        fc.nat(),
        (name, second, seed) => {
          const at = BEGIN + second * 1000
          const posts = postsOf(historyOf([0, 'healthy'], [3, name]), at, MINUTE, seed, 200)
          expect(posts).toEqual(posts.toSorted((a, b) => b.at - a.at))
          for (const post of posts) expect(post.at).toBeLessThanOrEqual(at)
          expect(new Set(posts.map((post) => post.id)).size).toBe(posts.length)
        },
      ),
    )
  })
})

describe('chance', () => {
  it('lies from 0 up to 1, and is spread evenly', () => {
    const values = Array.from({ length: 4000 }, (_, index) => chanceOf(1, 'login', index))
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThan(1)
    const tenths = Map.groupBy(values, (value) => Math.floor(value * 10))
    expect(tenths.size).toBe(10)
    for (const [, part] of tenths) expect(Math.abs(part.length - 400)).toBeLessThan(120)
  })
})
