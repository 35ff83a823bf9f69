import { expect, test } from 'vitest'
import { concluded, expectationAt, hear } from '../../../src/core/judge/expectation.ts'
import type { Notice } from '../../../src/core/notice.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 5, 1, 15)
const END = START + 60 * MINUTE

const notice = (changes: Partial<Notice> = {}): Notice => ({
  id: 'n1',
  source: 'manual',
  title: '定期メンテナンス',
  url: null,
  kind: 'maintenance',
  status: 'scheduled',
  components: ['all'],
  affectsLogin: true,
  windows: [{ startAt: START, endAt: END, approximate: false }],
  publishedAt: null,
  seenAt: START - 60 * MINUTE,
  updatedAt: START - 60 * MINUTE,
  ...changes,
})
const known = hear([], [notice()], START - 60 * MINUTE)

test('announced work is expected in its time, and overruns after it', () => {
  const at = (minute: number) => expectationAt(known, ['login'], START + minute * MINUTE)
  expect([-20, 5, 59, 65, 600].map(at)).toEqual(['none', 'expected', 'expected', 'overrun', 'overrun'])
})

test('once all was seen well after its end, it explains nothing any more', () => {
  const during = concluded(known, true, START + 30 * MINUTE)
  expect(expectationAt(during, ['login'], START + 40 * MINUTE)).toBe('expected')
  const failing = concluded(known, false, END + 5 * MINUTE)
  expect(expectationAt(failing, ['login'], END + 6 * MINUTE)).toBe('overrun')
  const over = concluded(known, true, END + 5 * MINUTE)
  expect(expectationAt(over, ['login'], END + 6 * MINUTE)).toBe('none')
  expect(hear(over, [notice({ updatedAt: END + 7 * MINUTE })], END + 7 * MINUTE)).toMatchObject([
    { overAt: END + 5 * MINUTE },
  ])
})

test('work that is taken up again is expected again', () => {
  const over = concluded(known, true, END + 5 * MINUTE)
  const longer = notice({
    windows: [{ startAt: START, endAt: END + 120 * MINUTE, approximate: false }],
    updatedAt: END + 10 * MINUTE,
  })
  expect(expectationAt(hear(over, [longer], END + 10 * MINUTE), ['login'], END + 20 * MINUTE)).toBe('expected')
})

test('"completed" is believed a little later, for the last of it to come up', () => {
  const said = { status: 'completed', seenAt: START + 30 * MINUTE, updatedAt: START + 30 * MINUTE } as const
  const told = hear(known, [notice(said)], START + 30 * MINUTE)
  const at = (minute: number) => expectationAt(told, ['login'], START + minute * MINUTE)
  expect([31, 39, 41].map(at)).toEqual(['expected', 'expected', 'overrun'])
})
