import { expect, test } from 'vitest'
import { createAnswer } from '../../src/http/answer.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { createPress } from '../../src/http/press.ts'
import { createWorld } from './deps.ts'
import { verdictOf } from './verdicts.ts'

const answer = () => createAnswer({ type: 'text/plain', body: 'x', headers: {} })

test('the same bytes are handed out until the verdict changes', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }) })
  const press = createPress(world.deps.published, world.clock)
  const first = press.answer('a', answer)
  expect(press.answer('a', answer)).toBe(first)
  expect(press.answer('b', answer)).not.toBe(first)

  world.verdict = verdictOf({ tokyo: 'outage' })
  expect(press.answer('a', answer)).not.toBe(first)
  expect(press.edition().verdict?.service.condition).toBe('outage')
  expect(press.size()).toBe(1)
})

test('a copy of the same verdict is the same verdict', () => {
  const world = createWorld()
  const verdict = verdictOf({ tokyo: 'operational' })
  const press = createPress({ verdict: () => ({ ...verdict }), latest: () => [] }, world.clock)
  expect(press.answer('a', answer)).toBe(press.answer('a', answer))
})

test('ages move on in steps, and the verdict goes stale on the millisecond', async () => {
  const verdict = verdictOf({ tokyo: 'outage' })
  const world = createWorld({ verdict })
  const press = createPress(world.deps.published, world.clock)
  const first = press.edition()
  expect(first.freshness).toBe('fresh')
  await world.clock.advance(1000)
  expect(press.edition()).toBe(first)
  await world.clock.advance(10_000)
  expect(press.edition()).not.toBe(first)

  await world.clock.advance(verdict.freshUntil - world.clock.now())
  expect(press.edition().freshness).toBe('fresh')
  await world.clock.advance(1)
  const stale = press.edition()
  expect(stale.freshness).toBe('stale')
  expect(stale.verdict?.service).toMatchObject({ condition: 'unknown', raw: 'unknown', confidence: 0 })
  expect(stale.verdict?.viewers.map(({ condition, culprit }) => ({ condition, culprit }))).toEqual([
    { condition: 'unknown', culprit: 'unknown' },
  ])
  expect(stale.verdict?.service.components.every(({ condition }) => condition === 'unknown')).toBe(true)
  expect(stale.judged).toBe(verdict)
})

test('a clock that was set back makes a new edition', async () => {
  let now = 1_000_000
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }) })
  const press = createPress(world.deps.published, { ...world.clock, now: () => now })
  const first = press.edition()
  now -= 500_000
  expect(press.edition()).not.toBe(first)
})

test('nobody outside can fill the memory: the answers kept are bounded by what may be chosen', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage', osaka: 'operational' }) })
  let rendered = 0
  const published = {
    ...world.deps.published,
    latest: () => {
      rendered++
      return []
    },
  }
  const { hono } = createHttpApp({ ...world.deps, published })
  const bodies = new Set<string>()
  for (let i = 0; i < 500; i++) {
    const response = await hono.request(`/badge.svg?style=s${i}&cache=${i}&lang=l${i}`)
    bodies.add(await response.text())
    bodies.add(await (await hono.request(`/badge.svg?site=nowhere${i}`)).text())
  }
  expect(bodies.size).toBe(2)
  expect(rendered).toBe(1)
})
