import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CELLS, HOUR_MS, hourOf, startOfHour } from '../../../src/http/desk/hour-strips.ts'
import type { Rollup } from '../../../src/store/store.ts'

const NOW = Date.UTC(2026, 3, 6, 0, 2)
const MINUTE = 60_000

const rollup = (facts: Partial<Rollup>): Rollup => ({
  target: 'login-page',
  role: 'service',
  kind: 'http',
  component: 'login',
  vantage: 'tokyo',
  via: 'direct',
  resolver: null,
  family: null,
  at: NOW,
  passed: 0,
  failed: 0,
  skipped: 0,
  inconclusive: 0,
  took: null,
  ...facts,
})

test('each five minutes say what was seen in them', () => {
  const [office] = hourOf(
    [
      rollup({ at: NOW - 50 * MINUTE, passed: 2 }),
      rollup({ at: NOW - 30 * MINUTE, passed: 1, failed: 1 }),
      rollup({ at: NOW - 10 * MINUTE, failed: 2 }),
      rollup({ at: NOW - 5 * MINUTE, inconclusive: 2 }),
      rollup({ at: NOW, skipped: 1 }),
    ],
    NOW,
  )
  const said = 'none passed none none none mixed none none none failed blind none'.split(' ')
  expect(office?.whole.cells).toEqual(said)
  expect(office?.whole).toMatchObject({ passed: 3, failed: 3 })
})

test('the controls do not count among LINE WORKS, and trouble stands first', () => {
  const [office] = hourOf(
    [
      rollup({ target: 'control', role: 'control', failed: 5 }),
      rollup({ target: 'api', passed: 1 }),
      rollup({ target: 'login-page', failed: 1 }),
    ],
    NOW,
  )
  expect(office?.whole).toMatchObject({ passed: 1, failed: 1 })
  expect(office?.targets.map(({ target }) => target)).toEqual(['control', 'login-page', 'api'])
})

test('an hour is an hour: it holds this moment, and every look within it is counted once', () => {
  const looks = fc.array(fc.record({ ago: fc.nat(3 * HOUR_MS), passed: fc.nat(3), failed: fc.nat(3) }), {
    maxLength: 30,
  })
  fc.assert(
    fc.property(looks, (all) => {
      const rollups = all.map(({ ago, ...counts }) => rollup({ at: NOW - ago, ...counts }))
      const within = rollups.filter(({ at }) => at >= startOfHour(NOW))
      expect(startOfHour(NOW)).toBeLessThanOrEqual(NOW)
      expect(startOfHour(NOW) + HOUR_MS).toBeGreaterThan(NOW)
      const [office] = hourOf(rollups, NOW)
      if (within.length === 0) {
        expect(office).toBeUndefined()
        return
      }
      expect(office!.whole.cells).toHaveLength(CELLS)
      expect(office!.whole.passed).toBe(within.reduce((sum, one) => sum + one.passed, 0))
      expect(office!.whole.cells.includes('failed') || office!.whole.cells.includes('mixed')).toBe(
        office!.whole.failed > 0,
      )
    }),
  )
})
