import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SERVICE_CONDITIONS } from '../../../src/core/condition.ts'
import type { Verdict } from '../../../src/core/verdict.ts'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'
import { verdictAt } from '../made-verdict.ts'

const MINUTE = 60_000
const conditions = fc.constantFrom(...SERVICE_CONDITIONS.slice(0, 3))

/** Every case of a law is later than the one before, because all of them share one database. */
let now = 5000

/** Verdicts one after another, some of them at the same instant. */
const series = (stepMs: fc.Arbitrary<number>): fc.Arbitrary<() => Verdict[]> =>
  fc.array(fc.tuple(stepMs, conditions), { minLength: 1, maxLength: 25 }).map((steps) => () => {
    now += 100 * MINUTE
    let at = now
    return steps.map(([step, condition], index) => {
      at += step
      return verdictAt(at, condition, index)
    })
  })

const lastUntil = (verdicts: readonly Verdict[], instant: number) => verdicts.findLast((v) => v.at <= instant)

export function verdictsContract(database: DatabaseName): void {
  const law = { numRuns: 8 }
  const opened = async () => openedStore({ url: await emptyDatabase(database) })

  test('before the first there is none', async () => {
    const { verdicts } = await opened()
    expect([await verdicts.latest(), await verdicts.at(9e12), await verdicts.judgeMemory()]).toEqual([null, null, null])
    expect(await verdicts.transitions({ fromAt: 0, toAt: 9e12 })).toEqual([])
  })

  test('the verdict at a moment is the last one until then, where they come once a minute', async () => {
    const { verdicts } = await opened()
    await fc.assert(
      fc.asyncProperty(
        series(fc.integer({ min: MINUTE, max: 3 * MINUTE })),
        fc.array(fc.nat({ max: 90 * MINUTE }), { maxLength: 10 }),
        async (make, later) => {
          const given = make()
          for (const verdict of given) await verdicts.append(verdict, null)
          for (const instant of [...later.map((ms) => now + ms), ...given.map(({ at }) => at)]) {
            const then = lastUntil(given, instant)
            if (then) expect(await verdicts.at(instant)).toEqual(then)
          }
        },
      ),
      law,
    )
  })

  test('however often they come, the verdict at a moment says what was said then, and is at most a minute older', async () => {
    const { verdicts } = await opened()
    await fc.assert(
      fc.asyncProperty(series(fc.integer({ min: 0, max: 40_000 })), async (make) => {
        const given = make()
        for (const [index, verdict] of given.entries()) {
          await verdicts.append(verdict, { index })
          expect(await verdicts.latest()).toEqual(verdict)
          expect(await verdicts.judgeMemory()).toEqual({ index })
        }
        for (const instant of given.flatMap(({ at }) => [at, at + 1])) {
          const then = lastUntil(given, instant)!
          const found = (await verdicts.at(instant))!
          expect(found.service.condition).toBe(then.service.condition)
          expect(then.at - found.at).toBeLessThan(MINUTE)
          expect(given).toContainEqual(found)
        }
      }),
      law,
    )
  })

  test('transitions tell every change, and pruning leaves what changed', async () => {
    const store = await opened()
    const given = [
      verdictAt(1 * MINUTE, 'operational'),
      verdictAt(2 * MINUTE, 'operational'),
      verdictAt(3 * MINUTE, 'outage'),
      verdictAt(4 * MINUTE, 'outage'),
      verdictAt(5 * MINUTE, 'operational'),
      verdictAt(6 * MINUTE, 'operational'),
    ]
    for (const verdict of given) await store.verdicts.append(verdict, null)
    const changes = await store.verdicts.transitions({ fromAt: 0, toAt: 5 * MINUTE })
    expect(changes.map(({ at, subject, from, to }) => [at / MINUTE, subject.kind, from, to])).toEqual([
      [1, 'service', null, 'operational'],
      [1, 'component', null, 'operational'],
      [1, 'viewer', null, 'operational'],
      [3, 'service', 'operational', 'outage'],
      [3, 'component', 'operational', 'outage'],
      [3, 'viewer', 'operational', 'outage'],
    ])
    expect(changes[5]).toMatchObject({ since: 1000, verdict: given[2]!.id, subject: { vantage: 'tokyo:hq' } })
    expect(await store.verdicts.pruneBefore(9e12)).toBe(2)
    expect((await store.verdicts.at(2 * MINUTE))?.at).toBe(1 * MINUTE)
    expect((await store.verdicts.latest())?.at).toBe(6 * MINUTE)
  })

  test('nothing is claimed of a time in which nobody judged: it is unknown from when the last verdict went stale', async () => {
    const store = await opened()
    const last = verdictAt(1 * MINUTE, 'operational')
    await store.verdicts.append(last, null)
    await store.verdicts.append(verdictAt(600 * MINUTE, 'operational'), null)
    const changes = await store.verdicts.transitions({ fromAt: 0, toAt: 9e12 })
    const service = changes.filter(({ subject }) => subject.kind === 'service')
    expect(service.map(({ at, since, from, to }) => [at, since, from, to])).toEqual([
      [last.at, 1000, null, 'operational'],
      [last.freshUntil, last.freshUntil, 'operational', 'unknown'],
      [600 * MINUTE, 1000, 'unknown', 'operational'],
    ])
    expect(changes).toHaveLength(9)
  })

  test('a verdict and its memory are kept together or not at all', async () => {
    const store = await opened()
    await store.verdicts.append(verdictAt(MINUTE, 'operational'), { round: 1 })
    const failing = store.transaction(async (inner) => {
      await inner.verdicts.append(verdictAt(2 * MINUTE, 'outage'), { round: 2 })
      throw new Error('the message could not be written')
    })
    await expect(failing).rejects.toThrow('the message could not be written')
    expect((await store.verdicts.latest())?.at).toBe(MINUTE)
    expect(await store.verdicts.judgeMemory()).toEqual({ round: 1 })
    expect(await store.verdicts.transitions({ fromAt: 2 * MINUTE, toAt: 9e12 })).toEqual([])
  })
}
