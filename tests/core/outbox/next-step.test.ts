import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ATTEMPT_RESULTS, type Attempt, type AttemptResult } from '../../../src/core/outbox/item.ts'
import { deadlineOf, nextStep, type Step } from '../../../src/core/outbox/next-step.ts'
import { KEPT_MS, PATIENCE, retryAtOf } from '../../../src/core/outbox/patience.ts'
import { anyItem, itemOf, NOON } from './made-item.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const never = () => false
const attempt = (way: number, result: AttemptResult, at = NOON, retryAt = at): Attempt => ({ way, result, at, retryAt })

test('the preferred way is tried first', () => {
  expect(nextStep(itemOf(), [], never, NOON)).toEqual({ kind: 'try', way: 0 })
})

test('a way that needs what is down is passed over at once, and taken all the same where it is the last one', () => {
  const botIsDown = (way: number) => way === 0
  expect(nextStep(itemOf(), [], botIsDown, NOON)).toEqual({ kind: 'try', way: 1 })
  const onlyBot = itemOf({ ways: [{ channel: 'bot', to: null }] })
  expect(nextStep(onlyBot, [], botIsDown, NOON)).toEqual({ kind: 'try', way: 0 })
  const mailRefused = [attempt(1, 'rejected')]
  expect(nextStep(itemOf(), mailRefused, botIsDown, NOON)).toEqual({ kind: 'try', way: 0 })
})

test('a way that refuses is left for good; when all have, it is a dead letter', () => {
  const first = [attempt(0, 'rejected')]
  expect(nextStep(itemOf(), first, never, NOON)).toEqual({ kind: 'try', way: 1 })
  expect(nextStep(itemOf(), [...first, attempt(1, 'rejected')], never, NOON)).toEqual({
    kind: 'dead',
    reason: 'refused',
  })
})

test('a way that fails is waited for as long as it matters, and then the next one is taken', () => {
  const failed = attempt(0, 'retry', NOON, NOON + 5 * SECOND)
  expect(nextStep(itemOf(), [failed], never, NOON)).toEqual({ kind: 'wait', untilAt: NOON + 5 * SECOND })
  const again = attempt(0, 'retry', NOON + 5 * SECOND, NOON + 15 * SECOND)
  expect(nextStep(itemOf(), [failed, again], never, NOON + 5 * SECOND)).toEqual({ kind: 'try', way: 1 })
  // To be told to wait for ten minutes is too long for what is critical.
  const busy = attempt(0, 'retry', NOON, NOON + 10 * MINUTE)
  expect(nextStep(itemOf(), [busy], never, NOON)).toEqual({ kind: 'try', way: 1 })
  const notice = itemOf({}, { severity: 'info' })
  expect(nextStep(notice, [busy], never, NOON)).toEqual({ kind: 'wait', untilAt: NOON + 10 * MINUTE })
})

test('what was told by another way is owed on the preferred one, unless that refused', () => {
  const told = attempt(1, 'sent')
  expect(nextStep(itemOf(), [told], never, NOON)).toEqual({ kind: 'done', way: 1, owes: 0 })
  expect(nextStep(itemOf(), [attempt(0, 'rejected'), told], never, NOON)).toEqual({ kind: 'done', way: 1, owes: null })
  expect(nextStep(itemOf(), [attempt(0, 'sent')], never, NOON)).toEqual({ kind: 'done', way: 0, owes: null })
})

test('what is lost with its process is tried again at once, but not for ever', () => {
  const lost = Array.from({ length: 3 }, () => attempt(0, 'lost'))
  const retry = (before: readonly Attempt[]) =>
    retryAtOf({ result: 'lost', at: NOON, retryAfterMs: null, before, chance: 0.5 })
  expect(retry(lost.slice(1))).toBe(NOON)
  expect(retry(lost)).toBe(NOON + 5 * SECOND)
  expect(retry(Array.from({ length: 30 }, () => attempt(0, 'lost')))).toBe(NOON + 5 * MINUTE)
})

test('waits grow, by chance within a quarter, up to half an hour; Retry-After is never cut short below six hours', () => {
  const failures = fc.integer({ min: 0, max: 40 }).map((n) => Array.from({ length: n }, () => attempt(0, 'retry')))
  const chance = fc.double({ min: 0, max: 1, noNaN: true })
  const asked = fc.option(fc.integer({ min: 0, max: 6 * 60 * MINUTE }))
  fc.assert(
    fc.property(failures, chance, asked, (before, drawn, retryAfterMs) => {
      const at = retryAtOf({ result: 'retry', at: NOON, retryAfterMs, before, chance: drawn })
      const usual = Math.min(30 * MINUTE, 5 * SECOND * 2 ** before.length)
      expect(at).toBeGreaterThanOrEqual(NOON + Math.max(retryAfterMs ?? 0, Math.floor(usual * 0.75)))
      expect(at).toBeLessThanOrEqual(NOON + Math.max(retryAfterMs ?? 0, Math.ceil(usual * 1.25)))
    }),
  )
})

/** Plays an item to its end against a world of chance; gives everything that was tried, and how it ended. */
function played(item: ReturnType<typeof itemOf>, draws: Iterator<Draw>) {
  const attempts: Attempt[] = []
  let at = item.createdAt
  for (let steps = 0; steps < 50_000; steps++) {
    const draw = draws.next().value as Draw
    const step = nextStep(item, attempts, (way) => draw.affected.includes(way), at)
    if (step.kind === 'done' || step.kind === 'dead') return { attempts, end: step, at }
    if (step.kind === 'wait') {
      expect(step.untilAt).toBeGreaterThan(at)
      at = step.untilAt
      continue
    }
    const before = attempts.filter(({ way }) => way === step.way)
    const ready = before.at(-1)?.retryAt ?? at
    expect(at, 'before its time').toBeGreaterThanOrEqual(ready)
    at += draw.tookMs
    const { result, retryAfterMs, chance } = draw
    attempts.push({ way: step.way, at, result, retryAt: retryAtOf({ result, at, retryAfterMs, before, chance }) })
  }
  throw new Error('it never ends')
}

interface Draw {
  readonly result: AttemptResult
  readonly affected: readonly number[]
  readonly tookMs: number
  readonly retryAfterMs: number | null
  readonly chance: number
}
const draws = (results: readonly AttemptResult[]) =>
  fc.infiniteStream(
    fc.record({
      result: fc.constantFrom(...results),
      affected: fc.subarray([0, 1, 2, 3]),
      tookMs: fc.integer({ min: 0, max: 30_000 }),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 8 * 3_600_000 })),
      chance: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  )

const isEnd = (step: Step) => step.kind === 'done' || step.kind === 'dead'

test('every item ends: told once, or dead with a reason, in its time', () => {
  fc.assert(
    fc.property(anyItem, draws(ATTEMPT_RESULTS), (item, world) => {
      const { attempts, end, at } = played(item, world)
      const told = attempts.filter(({ result }) => result === 'sent')
      expect(told.length).toBe(end.kind === 'done' ? 1 : 0)
      if (end.kind === 'done') expect(attempts.at(-1)).toMatchObject({ result: 'sent', way: end.way })
      if (end.kind === 'dead' && end.reason === 'expired') expect(at).toBeGreaterThanOrEqual(deadlineOf(item))
      if (end.kind === 'dead' && end.reason === 'refused')
        for (const way of item.ways.keys())
          expect(attempts.some((each) => each.way === way && each.result === 'rejected')).toBe(true)
      // A way that refused is not asked again.
      for (const [index, { way, result }] of attempts.entries())
        if (result === 'rejected') expect(attempts.slice(index + 1).some((later) => later.way === way)).toBe(false)
      expect(attempts.every((each) => each.at <= deadlineOf(item) + 30_000)).toBe(true)
      expect(isEnd(nextStep(item, attempts, never, at))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('an item that nobody can tell is given up when its time is over, after not too many attempts', () => {
  fc.assert(
    fc.property(anyItem, draws(['retry', 'lost']), (item, world) => {
      const { attempts, end } = played(item, world)
      expect(end).toEqual({ kind: 'dead', reason: 'expired' })
      expect(attempts.length).toBeLessThan(1_500 * item.ways.length)
    }),
    { numRuns: 15 },
  )
  expect(deadlineOf(itemOf())).toBe(NOON + KEPT_MS)
})

test('with a second way that works, nobody waits longer than patience allows', () => {
  fc.assert(
    fc.property(anyItem, draws(['retry']), (item, world) => {
      const two = { ...item, ways: [...item.ways, ...item.ways].slice(0, 2), expiresAt: null }
      const attempts: Attempt[] = []
      let at = NOON
      for (;;) {
        const step = nextStep(two, attempts, never, at)
        if (step.kind === 'wait') at = step.untilAt
        else if (step.kind !== 'try' || step.way === 1) break
        else {
          const { retryAfterMs, chance } = world.next().value as Draw
          const before = attempts
          attempts.push({
            ...{ way: 0, at, result: 'retry' as const },
            retryAt: retryAtOf({ result: 'retry', at, retryAfterMs, before, chance }),
          })
        }
      }
      expect(at).toBeLessThanOrEqual(NOON + PATIENCE[item.message.severity].ms)
    }),
  )
})
