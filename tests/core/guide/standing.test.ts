import { expect, test } from 'vitest'
import { standingOf } from '../../../src/core/guide/standing.ts'
import type { Notice } from '../../../src/core/notice.ts'
import { NOW, verdictOf } from '../../http/verdicts.ts'

const HOUR = 3_600_000
const noticeOf = (changes: Partial<Notice> = {}): Notice => ({
  id: 'n1',
  source: 'manual',
  title: '定期メンテナンス',
  url: null,
  kind: 'maintenance',
  status: 'in_progress',
  components: ['all'],
  affectsLogin: true,
  windows: [{ startAt: NOW - HOUR, endAt: NOW + HOUR, approximate: false }],
  publishedAt: null,
  seenAt: NOW,
  updatedAt: NOW,
  ...changes,
})
const standing = (
  verdict: ReturnType<typeof verdictOf> | null,
  notices: readonly Notice[] = [],
  site: string | null = null,
) => standingOf({ verdict, notices, site, now: NOW })

test('without a verdict nothing is known', () => {
  expect(standing(null)).toMatchObject({ condition: 'unknown', service: 'unknown', loginWorks: null, at: NOW })
})

test('offices that are alike have one answer; where they differ it is the service’s, unless one is named', () => {
  expect(standing(verdictOf({ tokyo: 'company_network' }))).toMatchObject({
    condition: 'company_network',
    culprit: 'proxy',
  })
  const apart = verdictOf({ tokyo: 'operational', osaka: 'company_network' })
  expect(standing(apart)).toMatchObject({ condition: 'operational', culprit: 'none' })
  expect(standing(apart, [], 'osaka')).toMatchObject({ condition: 'company_network' })
  expect(standing(apart, [], 'kyoto')).toMatchObject({ condition: 'operational' })
})

test('whether logging in works is taken from its own component', () => {
  expect(standing(verdictOf({ tokyo: 'outage' })).loginWorks).toBe(false)
  expect(standing(verdictOf({ tokyo: 'operational' })).loginWorks).toBe(true)
  expect(standing(verdictOf({ tokyo: 'unknown' })).loginWorks).toBe(null)
})

test('the end of a maintenance is the announced one of the window that is open now', () => {
  const verdict = verdictOf({ tokyo: 'maintenance' })
  expect(standing(verdict, [noticeOf()])).toMatchObject({ endsAt: NOW + HOUR, isEndApproximate: false })
  const about = noticeOf({ windows: [{ startAt: NOW - HOUR, endAt: NOW + 2 * HOUR, approximate: true }] })
  expect(standing(verdict, [noticeOf(), about])).toMatchObject({ endsAt: NOW + 2 * HOUR, isEndApproximate: true })
})

test.each([
  ['over', noticeOf({ windows: [{ startAt: NOW - 2 * HOUR, endAt: NOW - HOUR, approximate: false }] })],
  ['still to come', noticeOf({ windows: [{ startAt: NOW + HOUR, endAt: NOW + 2 * HOUR, approximate: false }] })],
  ['without an end', noticeOf({ windows: [{ startAt: NOW - HOUR, endAt: null, approximate: false }] })],
  ['called off', noticeOf({ status: 'cancelled' })],
  ['an outage', noticeOf({ kind: 'outage', status: 'investigating' })],
  ['of another service', noticeOf({ correlated: true })],
])('no end is told by a notice that is %s', (_, notice) => {
  expect(standing(verdictOf({ tokyo: 'maintenance' }), [notice]).endsAt).toBe(null)
})

test('an end is told of a maintenance only', () => {
  expect(standing(verdictOf({ tokyo: 'outage' }), [noticeOf()]).endsAt).toBe(null)
})
