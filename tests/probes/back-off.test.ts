import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBackOff, leaveAfter, retryAfterMs } from '../../src/probes/back-off.ts'

const AT = Date.UTC(2026, 3, 6)
const answer = (httpStatus: number | null, retryAfter?: string, at = AT) => ({
  outcome: 'failed' as const,
  httpStatus,
  headers: (retryAfter === undefined ? {} : { 'retry-after': retryAfter }) as Readonly<Record<string, string>>,
  at,
})

describe('Retry-After', () => {
  test.each([
    ['30', 30_000],
    [' 0 ', 0],
    ['Mon, 06 Apr 2026 00:01:00 GMT', 60_000],
    ['Sun, 05 Apr 2026 00:00:00 GMT', 0],
  ])('%s is read', (text, ms) => expect(retryAfterMs(text, AT)).toBe(ms))

  test.each([undefined, '', '-5', '1.5', 'soon', '2026-04-06', '99999999999999999999'])('%s says nothing', (text) =>
    expect(retryAfterMs(text, AT)).toBeNull(),
  )
})

describe('when a host is left alone', () => {
  test('429 without a time: a minute, then twice as long each time, at most a quarter of an hour', () => {
    let leave = leaveAfter(answer(429), null)
    const pauses: number[] = []
    for (let n = 0; n < 7; n++) {
      const at = leave!.untilAt
      leave = leaveAfter(answer(429, undefined, at), leave)
      pauses.push((leave!.untilAt - at) / 60_000)
    }
    expect(pauses).toEqual([2, 4, 8, 15, 15, 15, 15])
  })

  test('503 asks for it only with Retry-After: an outage has to be watched', () => {
    expect(leaveAfter(answer(503), null)).toBeNull()
    expect(leaveAfter(answer(503, '60'), null)?.untilAt).toBe(AT + 60_000)
    expect(leaveAfter(answer(503, '7200'), null)?.untilAt).toBe(AT + 60_000)
  })

  test('a look that was under way takes nothing back, nor does one without an answer', () => {
    const leave = { untilAt: AT + 60_000, strikes: 1 }
    expect(leaveAfter(answer(200, undefined, AT + 1), leave)).toBe(leave)
    expect(leaveAfter(answer(null, undefined, AT + 90_000), leave)).toBe(leave)
    expect(leaveAfter({ ...answer(200), outcome: 'skipped' }, leave)).toBe(leave)
    expect(leaveAfter(answer(200, undefined, AT + 60_001), leave)).toBeNull()
  })

  test('looks side by side that are all refused count once, and the longest wait holds', () => {
    const first = leaveAfter(answer(429, '90'), null)
    const second = leaveAfter(answer(429, undefined, AT + 50), first)
    expect(second).toEqual({ untilAt: AT + 90_000, strikes: 1 })
  })

  test('law: the pause is never shorter than a second nor longer than a quarter of an hour, and only 429 and 503 make one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        fc.option(fc.oneof(fc.nat().map(String), fc.string()), { nil: undefined }),
        (status, retryAfter) => {
          const leave = leaveAfter(answer(status, retryAfter), null)
          if (leave === null) return status !== 429
          const pauseMs = leave.untilAt - AT
          return (status === 429 || status === 503) && pauseMs >= 1000 && pauseMs <= 900_000
        },
      ),
    )
  })

  test('each host by itself', () => {
    const backOff = createBackOff()
    backOff.note('direct a.example', answer(429, '10'))
    expect(backOff.untilAt('direct a.example')).toBe(AT + 10_000)
    expect(backOff.untilAt('proxy a.example')).toBe(0)
    expect(backOff.untilAt('direct b.example')).toBe(0)
  })
})
