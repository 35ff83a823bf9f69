import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ConditionChange, outlookSentence, similarOutages } from '../../src/core/outlook.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SERVICE = { kind: 'service' } as const
const change = (at: number, to: string, since: number | null = at, subject: ConditionChange['subject'] = SERVICE) => ({
  at,
  since,
  subject,
  from: null,
  to,
})
/** Troubles an hour apart, with these lengths in minutes. */
const history = (minutes: readonly number[], condition = 'outage', subject: ConditionChange['subject'] = SERVICE) =>
  minutes.flatMap((length, i) => [
    change(i * 10 * HOUR, condition, null, subject),
    change(i * 10 * HOUR + length * MINUTE, 'operational', null, subject),
  ])
const NOW = 10_000 * HOUR
const ask = (changes: readonly ConditionChange[], facts = {}) =>
  similarOutages(changes, { condition: 'outage', vantage: null, at: NOW, since: NOW - 5 * MINUTE, ...facts })

test('median and longest of at least five like it', () => {
  expect(ask(history([30, 10, 20, 50, 40]))).toEqual({
    basis: 'enough',
    count: 5,
    medianMs: 30 * MINUTE,
    longestMs: 50 * MINUTE,
    soFarMs: 5 * MINUTE,
  })
  expect(ask(history([10, 20, 30, 40, 50, 60]))).toMatchObject({ medianMs: 35 * MINUTE, longestMs: 60 * MINUTE })
})

test('fewer than five are no basis, and nothing is claimed where all is well or nobody knows', () => {
  expect(ask(history([10, 20, 30, 40]))).toEqual({ basis: 'too-few', count: 4 })
  expect(ask(history([10, 20, 30, 40, 50]), { condition: 'operational' })).toEqual({ basis: 'no-trouble' })
  expect(ask(history([10, 20, 30, 40, 50]), { condition: 'unknown' })).toEqual({ basis: 'no-trouble' })
})

test('only what is alike counts: maintenance apart from outages, an office apart from the service', () => {
  const osaka = { kind: 'viewer', vantage: 'osaka' } as const
  const kobe = { kind: 'viewer', vantage: 'kobe' } as const
  const changes = [
    ...history([100, 100, 100, 100, 100], 'maintenance'),
    ...history([1, 2, 3, 4, 5], 'company_network', osaka),
    ...history([9, 9, 9], 'company_network', kobe),
  ]
  expect(ask(changes)).toEqual({ basis: 'too-few', count: 0 })
  expect(ask(changes, { condition: 'maintenance', vantage: 'osaka' })).toMatchObject({ longestMs: 100 * MINUTE })
  expect(ask(changes, { condition: 'company_network', vantage: 'osaka' })).toMatchObject({ longestMs: 5 * MINUTE })
  expect(ask(changes, { condition: 'company_network', vantage: 'kobe' })).toEqual({ basis: 'too-few', count: 3 })
})

test('what nobody knew in between does not end a trouble; one that goes on does not count', () => {
  const one = [
    change(0, 'degraded', -MINUTE),
    change(10 * MINUTE, 'outage'),
    change(20 * MINUTE, 'unknown'),
    change(25 * MINUTE, 'outage'),
    change(31 * MINUTE, 'operational', 30 * MINUTE),
  ]
  const many = [0, 1, 2, 3, 4].flatMap((i) =>
    one.map((c) => ({ ...c, at: c.at + i * HOUR, since: c.since! + i * HOUR })),
  )
  expect(ask([...many, change(NOW - HOUR, 'outage')])).toMatchObject({ count: 5, medianMs: 31 * MINUTE })
})

test('the past is told as it was known then, in whatever order it comes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 }),
      fc.integer({ min: 0, max: 130 }),
      (minutes, hours) => {
        const changes = history(minutes)
        const at = hours * HOUR
        const known = minutes.filter((length, i) => i * 10 * HOUR + length * MINUTE <= at)
        const outlook = ask(changes, { at })
        expect(outlook).toEqual(ask(changes.toReversed(), { at }))
        expect(outlook).toMatchObject(
          known.length < 5
            ? { basis: 'too-few', count: known.length }
            : { count: known.length, longestMs: Math.max(...known) * MINUTE },
        )
      },
    ),
  )
})

test('it is said in plain words', () => {
  expect(outlookSentence(ask(history([30, 10, 20, 50, 40])))).toEqual({
    ja: '過去の同様の問題5件では、半数が30分以内に終わり、最長は50分でした。',
    en: 'Of 5 like it before, half were over within 30 min; the longest took 50 min.',
  })
  expect(outlookSentence(ask(history([1, 1, 1, 1, 1]), { since: NOW - HOUR }))?.en).toContain('lasted longer already')
  expect(outlookSentence(ask([]))?.en).toBe('How long it may last is not known: nothing like it is on record.')
  expect(outlookSentence(ask(history([1])))?.ja).toContain('1件しかない')
  expect(outlookSentence({ basis: 'no-trouble' })).toBeNull()
})
