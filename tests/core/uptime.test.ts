import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UPTIME_CLASSES, type UptimeChange, uptimeOf } from '../../src/core/uptime.ts'

const MINUTE = 60_000
const at = (minute: number) => minute * MINUTE
const change = (minute: number, to: string, since: number | null = minute): UptimeChange => ({
  at: at(minute),
  since: since === null ? null : at(since),
  to,
})
const HOUR = { fromAt: 0, toAt: at(60) }

test('an outage counts from its first failed look to its end', () => {
  const { ms, working, usable } = uptimeOf(
    HOUR,
    'operational',
    [change(12, 'outage', 10), change(21, 'operational', 20)],
    [],
  )
  expect(ms).toEqual({ working: at(50), degraded: 0, down: at(10), maintenance: 0, unknown: 0 })
  expect(working).toBeCloseTo(50 / 60)
  expect(usable).toBeCloseTo(50 / 60)
})

test('what fails within announced work is maintenance, what fails beside it is not', () => {
  const { ms, working } = uptimeOf(
    HOUR,
    'operational',
    [change(10, 'outage'), change(40, 'operational')],
    [
      { fromAt: at(20), toAt: at(30) },
      { fromAt: at(25), toAt: at(35) },
    ],
  )
  expect(ms).toEqual({ working: at(30), degraded: 0, down: at(15), maintenance: at(15), unknown: 0 })
  expect(working).toBeCloseTo(30 / 45)
})

test('what nobody saw is neither up nor down', () => {
  expect(uptimeOf(HOUR, null, [], [])).toMatchObject({ working: null, usable: null, ms: { unknown: at(60) } })
  const { ms, working } = uptimeOf(HOUR, 'operational', [change(30, 'unknown', 5), change(45, 'operational')], [])
  expect(ms).toMatchObject({ working: at(45), unknown: at(15) })
  expect(working).toBe(1)
})

test('what is told after a gap does not reach back over it, however long it is said to have lasted', () => {
  const { ms } = uptimeOf(HOUR, 'operational', [change(20, 'unknown'), change(40, 'operational', -500)], [])
  expect(ms).toMatchObject({ working: at(40), unknown: at(20) })
  const began = uptimeOf(HOUR, 'operational', [change(20, 'unknown'), change(40, 'outage', 38)], [])
  expect(began.ms).toMatchObject({ working: at(20), unknown: at(18), down: at(22) })
})

test('degraded is usable, and not fully working', () => {
  expect(uptimeOf(HOUR, 'degraded', [], [])).toMatchObject({ working: 0, usable: 1 })
})

const CONDITIONS = ['operational', 'degraded', 'outage', 'maintenance', 'unknown', 'company_network'] as const
const changes = fc.array(
  fc.record({
    at: fc.integer({ min: -at(30), max: at(90) }),
    since: fc.option(fc.integer({ min: -at(60), max: at(90) })),
    to: fc.constantFrom(...CONDITIONS),
  }),
  { maxLength: 20 },
)
const spans = fc.array(fc.tuple(fc.integer({ min: -at(30), max: at(90) }), fc.integer({ min: 0, max: at(40) })), {
  maxLength: 5,
})

test('whatever happened, the parts add up to the whole, and shares lie between 0 and 1', () => {
  fc.assert(
    fc.property(changes, spans, fc.constantFrom(...CONDITIONS, null), (list, windows, initial) => {
      const maintenance = windows.map(([fromAt, ms]) => ({ fromAt, toAt: fromAt + ms }))
      const { ms, working, usable } = uptimeOf(HOUR, initial, list, maintenance)
      expect(UPTIME_CLASSES.reduce((sum, name) => sum + ms[name], 0)).toBe(at(60))
      for (const name of UPTIME_CLASSES) expect(ms[name]).toBeGreaterThanOrEqual(0)
      if (working === null || usable === null) expect(ms.working + ms.degraded + ms.down).toBe(0)
      else {
        expect(working).toBeLessThanOrEqual(usable)
        expect(usable).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('the order in which changes are handed in does not matter', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(
        changes.chain((list) => fc.constantFrom(...list, change(1, 'outage'))),
        { selector: (c) => c.at },
      ),
      (list) => {
        expect(uptimeOf(HOUR, 'operational', list.toReversed(), [])).toEqual(uptimeOf(HOUR, 'operational', list, []))
      },
    ),
  )
})

test('announced work never makes anything worse', () => {
  fc.assert(
    fc.property(changes, spans, (list, windows) => {
      const maintenance = windows.map(([fromAt, ms]) => ({ fromAt, toAt: fromAt + ms }))
      const without = uptimeOf(HOUR, 'operational', list, [])
      const within = uptimeOf(HOUR, 'operational', list, maintenance)
      expect(within.ms.down).toBeLessThanOrEqual(without.ms.down)
      expect(within.ms.working).toBe(without.ms.working)
    }),
  )
})
