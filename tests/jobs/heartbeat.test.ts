import { expect, test } from 'vitest'
import { type Standstill, startHeartbeat } from '../../src/jobs/heartbeat.ts'
import type { Sent } from '../../src/platform/sender.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const ANSWER: Sent = { kind: 'answered', status: 200, headers: {}, body: 'OK', retryAfterMs: null }

test('an address is asked for while all works, its failure while it does not, and nothing after the end', async () => {
  const clock = createFakeClock()
  const asked: string[] = []
  const told: unknown[] = []
  let standstills: Standstill[] = []
  let answer: Sent = ANSWER
  const heartbeat = startHeartbeat({
    ...{ url: 'https://hc.example.com/ping/abc?from=dotchi', everyMs: 60_000, clock },
    send: async ({ url, method }) => {
      asked.push(`${method} ${url}`)
      return answer
    },
    standstills: () => standstills,
    onSent: (facts) => told.push(facts),
  })
  await clock.advance(5_000)
  await clock.advance(60_000)
  expect(asked).toEqual(Array(2).fill('GET https://hc.example.com/ping/abc?from=dotchi'))
  standstills = ['outbox-stopped']
  answer = { kind: 'unreachable', detail: 'ECONNREFUSED' }
  await clock.advance(60_000)
  expect(asked[2]).toBe('GET https://hc.example.com/ping/abc/fail?from=dotchi')
  expect(told).toEqual([
    { isWell: true, answer: 200 },
    { isWell: true, answer: 200 },
    { isWell: false, answer: 'ECONNREFUSED' },
  ])
  await heartbeat.stop()
  await clock.advance(600_000)
  expect(asked).toHaveLength(3)
})
