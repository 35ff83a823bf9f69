import { expect, test } from 'vitest'
import { isStale } from '../../../src/core/judge.ts'
import type { Notice } from '../../../src/core/notice.ts'
import { cutOff, loginError, maintenancePage, proxyLogin, roundAt, serverError, silence, slow, T0 } from './looks.ts'
import { conditionAt, timelineOf } from './timeline.ts'

const minutes = (count: number) => count * 60_000
const planned = (from: number, to: number | null, more: Partial<Notice> = {}): Notice => ({
  id: 'm1',
  source: 'official',
  title: 'メンテナンスのお知らせ',
  url: null,
  publishedAt: T0,
  seenAt: T0,
  updatedAt: T0,
  kind: 'maintenance',
  status: 'scheduled',
  components: ['all'],
  affectsLogin: true,
  windows: [{ startAt: from, endAt: to, approximate: false }],
  ...more,
})

test('nothing seen yet: unknown, and with a first good round: operational', () => {
  const line = timelineOf(['tokyo'])
  expect(line.verdict.service.condition).toBe('unknown')
  expect(conditionAt(line.verdict, 'tokyo')).toBe('unknown')
  const verdict = line.pass(1)
  expect(verdict.service.condition).toBe('operational')
  expect(verdict.viewers[0]!.culprit).toBe('none')
})

test('5xx under the genuine certificate is an outage within two minutes, set back to its first failed look', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  const began = line.now
  const verdict = line.pass(2, { tokyo: serverError })
  expect(verdict.service.condition).toBe('outage')
  expect(conditionAt(verdict, 'tokyo')).toBe('outage')
  expect(verdict.service.since! - began).toBeLessThanOrEqual(30_000)
  expect(verdict.service.since).toBeGreaterThanOrEqual(began)
  expect(verdict.evidence[0]!.culprit).toBe('service')
  expect(verdict.viewers[0]!.advice).toContain('stay-logged-in')
})

test('one failed look is nothing yet', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  const look = roundAt(line.now + 31_000, serverError).find(({ target }) => target === 'openid')!
  const verdict = line.pass(1, {}, { observations: [...roundAt(line.now + 1000), look] })
  expect(verdict.service.condition).toBe('operational')
})

test('the end is told within three minutes', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  line.pass(20, { tokyo: serverError })
  expect(line.pass(3).service.condition).toBe('operational')
})

test('what fails at one office alone says nothing about LINE WORKS', () => {
  const line = timelineOf(['tokyo', 'osaka'])
  line.pass(10)
  const verdict = line.pass(6, { osaka: cutOff })
  expect(verdict.service.condition).toBe('operational')
  expect(conditionAt(verdict, 'tokyo')).toBe('operational')
  expect(conditionAt(verdict, 'osaka')).toBe('company_network')
  expect(verdict.service.pDown).toBeLessThan(0.05)
})

test('every office cut off at once is the company, and LINE WORKS is then unknown', () => {
  const line = timelineOf(['tokyo', 'osaka', 'naha'])
  line.pass(10)
  const verdict = line.pass(6, { tokyo: cutOff, osaka: cutOff, naha: cutOff })
  expect(verdict.viewers.map(({ condition }) => condition)).toEqual([
    'company_network',
    'company_network',
    'company_network',
  ])
  expect(verdict.service.condition).toBe('unknown')
})

test('407 is the proxy, however long it lasts', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  const verdict = line.pass(30, { tokyo: proxyLogin })
  expect(conditionAt(verdict, 'tokyo')).toBe('company_network')
  expect(verdict.viewers[0]!.culprit).toBe('proxy')
  expect(verdict.viewers[0]!.advice).toContain('check-proxy-login')
})

test('silence of LINE WORKS alone is an outage, from two offices more surely than from one', () => {
  const one = timelineOf(['tokyo'])
  one.pass(10)
  const alone = one.pass(4, { tokyo: silence })
  const two = timelineOf(['tokyo', 'osaka'])
  two.pass(10)
  const together = two.pass(4, { tokyo: silence, osaka: silence })
  expect(alone.service.condition).toBe('outage')
  expect(together.service.condition).toBe('outage')
  expect(together.service.pDown).toBeGreaterThan(alone.service.pDown)
})

test('an outage during a company fault: each is told where it is', () => {
  const line = timelineOf(['tokyo', 'osaka'])
  line.pass(10)
  const verdict = line.pass(6, { tokyo: serverError, osaka: cutOff })
  expect(conditionAt(verdict, 'tokyo')).toBe('outage')
  expect(conditionAt(verdict, 'osaka')).toBe('company_network')
})

test('login alone failing is an outage that names its part', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  const verdict = line.pass(5, { tokyo: loginError })
  const part = (name: string) => verdict.service.components.find(({ component }) => component === name)!.condition
  expect(verdict.service.condition).toBe('outage')
  expect([part('login'), part('talk')]).toEqual(['outage', 'operational'])
})

test('slow for its own usual is degraded', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  expect(line.pass(4, { tokyo: slow }).service.condition).toBe('degraded')
})

test('a maintenance page is maintenance, announced or not', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  expect(line.pass(3, { tokyo: maintenancePage }).service.condition).toBe('maintenance')
})

test('an announced window turns failures into maintenance, and ends with what was promised', () => {
  const line = timelineOf(['tokyo'])
  const notice = planned(T0 + minutes(10), T0 + minutes(40))
  line.pass(10, {}, { notices: [notice] })
  expect(line.verdict.service.condition).toBe('operational')
  expect(line.pass(5, { tokyo: serverError }).service.condition).toBe('maintenance')
  line.pass(24, { tokyo: serverError })
  expect(line.verdict.service.condition).toBe('maintenance')
  const later = line.pass(
    5,
    { tokyo: serverError },
    {
      notices: [
        { ...notice, status: 'in_progress', windows: [{ startAt: T0 + minutes(10), endAt: null, approximate: false }] },
      ],
    },
  )
  expect(later.service.condition).toBe('outage')
  expect(later.evidence.map(({ code }) => code)).toContain('maintenance-overrun')
})

test('an extension that states a new end is believed', () => {
  const line = timelineOf(['tokyo'])
  const notice = planned(T0 + minutes(5), T0 + minutes(20))
  line.pass(5, {}, { notices: [notice] })
  line.pass(13, { tokyo: serverError })
  const longer = {
    ...notice,
    updatedAt: T0 + minutes(18),
    windows: [{ startAt: T0 + minutes(5), endAt: T0 + minutes(50), approximate: false }],
  }
  expect(line.pass(10, { tokyo: serverError }, { notices: [longer] }).service.condition).toBe('maintenance')
})

test('a cancelled window excuses nothing', () => {
  const line = timelineOf(['tokyo'])
  const notice = planned(T0 + minutes(5), T0 + minutes(50))
  line.pass(5, {}, { notices: [notice, { ...notice, status: 'cancelled', updatedAt: T0 + 1 }] })
  expect(line.pass(4, { tokyo: serverError }).service.condition).toBe('outage')
})

test('a window for another part excuses no login failure', () => {
  const line = timelineOf(['tokyo'])
  line.pass(5, {}, { notices: [planned(T0, T0 + minutes(60), { components: ['drive'], affectsLogin: false })] })
  expect(line.pass(4, { tokyo: loginError }).service.condition).toBe('outage')
})

test('a crowd, however loud, confirms nothing', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  for (let i = 0; i < 10; i++) {
    const posts = Array.from({ length: 200 }, () => ({ at: line.now, label: 'report' as const }))
    const reports = Array.from({ length: 200 }, () => ({
      at: line.now,
      site: 'tokyo',
      symptom: 'login' as const,
      component: null,
    }))
    expect(line.pass(1, {}, { posts, reports }).service.condition).toBe('operational')
  }
  expect(line.verdict.evidence.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['posts-failing', 'reports-failing']),
  )
})

test('a silent office is unknown for itself and no trouble for the others', () => {
  const line = timelineOf(['tokyo', 'osaka'])
  line.pass(10)
  const verdict = line.pass(6, { osaka: null })
  expect(conditionAt(verdict, 'osaka')).toBe('unknown')
  expect(conditionAt(verdict, 'tokyo')).toBe('operational')
  const silent = verdict.evidence.find(({ code }) => code === 'site-silent')!
  expect(silent.vantage).toBe('osaka')
  expect(silent.text.en).toMatch(/osaka for \d+ min/)
})

test('after a sleep it knows nothing until it looks again', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  const asleep = line.pass(1, { tokyo: null }, { impaired: 'slept' })
  expect(asleep.service.condition).toBe('unknown')
  expect(line.pass(1).service.condition).toBe('operational')
})

test('a monitor whose clock is off by minutes does not say that all is well', () => {
  const line = timelineOf(['tokyo'])
  line.pass(5)
  const verdict = line.pass(5, {
    tokyo: (look) => (look.tlsIssuer ? { phase: 'done', httpStatus: look.httpStatus, clockSkewMs: 95_000 } : null),
  })
  expect(conditionAt(verdict, 'tokyo')).toBe('unknown')
  expect(verdict.evidence.map(({ code }) => code)).toContain('clock-off')
})

test('a verdict goes stale by itself', () => {
  const line = timelineOf(['tokyo'])
  const verdict = line.pass(3)
  expect(isStale(verdict, verdict.at)).toBe(false)
  expect(isStale(verdict, verdict.freshUntil + 1)).toBe(true)
  expect(verdict.freshUntil - verdict.at).toBe(90_000)
})

test('coming and going is one trouble, not ten', () => {
  const line = timelineOf(['tokyo'])
  line.pass(10)
  const seen: string[] = []
  for (let i = 0; i < 10; i++) {
    seen.push(line.pass(2, { tokyo: serverError }).service.condition)
    seen.push(line.pass(2).service.condition)
  }
  const changes = seen.slice(4).filter((condition, i, list) => i > 0 && condition !== list[i - 1]).length
  expect(changes).toBeLessThanOrEqual(2)
})
