import { createConnection } from 'node:net'
import { describe, expect, test } from 'vitest'
import { isStale } from '../../src/core/judge.ts'
import type { Notice } from '../../src/core/notice.ts'
import type { Verdict } from '../../src/core/verdict.ts'
import { html } from '../../src/simulator/sites/page.ts'
import { openBlackHole } from '../support/black-hole.ts'
import { closedPort } from '../support/faulty-server.ts'
import { openSquid } from '../support/real-proxy.ts'
import { expectReading } from './rig/expected.ts'
import { judged, lineOf, STARTS_AT } from './rig/history.ts'
import { type Office, openOffice } from './rig/office.ts'
import { seenInside } from './rig/own-network.ts'
import { type Answer, each, HOST, late, WORKS, type WorldOptions } from './rig/world.ts'

/** What only time, words or the monitor itself can tell: rows 8, 17, 20, 22, 25, 26, 27 and 28. */

const seen = async (options: WorldOptions = {}) => {
  await using office = await openOffice(options)
  return await office.look({ timeoutMs: 15_000 })
}
const onlyLoginPage =
  (status: number, body: string): Answer =>
  ({ url }) =>
    url.pathname === '/login/login' ? html(body, status) : null
const told = (verdicts: readonly Verdict[]) => [...new Set(verdicts.map(lineOf))].join('\n')
const looksOnly = (office: Office, id: string) => office.targets.filter((target) => target.id === id)
const last = (verdicts: readonly Verdict[]) => verdicts.at(-1)!
const codesOf = (verdict: Verdict) => verdict.evidence.map(({ code }) => code)

const MINUTE = 60_000
const notice = (facts: Partial<Notice>): Notice => ({
  id: 'n1',
  source: 'official',
  title: '【LINE WORKS】お知らせ',
  url: null,
  publishedAt: STARTS_AT - 60 * MINUTE,
  seenAt: STARTS_AT - 60 * MINUTE,
  updatedAt: STARTS_AT - 60 * MINUTE,
  kind: 'maintenance',
  status: 'scheduled',
  components: ['all'],
  affectsLogin: true,
  windows: [],
  ...facts,
})

describe('row 17: 503 and the calendar', () => {
  const planned = notice({
    windows: [{ startAt: STARTS_AT + 5 * MINUTE, endAt: STARTS_AT + 25 * MINUTE, approximate: false }],
  })
  test('inside the announced window it is maintenance, after its end an outage', async () => {
    const page = html('<h1>Service Unavailable</h1>', 503, { 'retry-after': '60' })
    const [fine, down] = [await seen(), await seen({ answers: each(WORKS, () => page) })]
    const inside = judged([
      { looks: fine, minutes: 6, notices: [planned] },
      { looks: down, minutes: 12 },
    ])
    expect(last(inside), told(inside)).toMatchObject({ service: { condition: 'maintenance' } })
    expect(codesOf(last(inside))).toContain('maintenance-expected')
    const overrun = judged([
      { looks: fine, minutes: 6, notices: [planned] },
      { looks: down, minutes: 30 },
    ])
    expect(last(overrun), told(overrun)).toMatchObject({ service: { condition: 'outage' } })
    expect(codesOf(last(overrun))).toContain('maintenance-overrun')
  })
  test('announced by nobody it is an outage', async () => {
    const page = html('<h1>Service Unavailable</h1>', 503, { 'retry-after': '60' })
    const verdicts = judged([
      { looks: await seen(), minutes: 5 },
      { looks: await seen({ answers: each(WORKS, () => page) }), minutes: 5 },
    ])
    expect(last(verdicts), told(verdicts)).toMatchObject({ service: { condition: 'outage' } })
  })
})

test('row 20: a login page that changed for good is never an outage, and is told', async () => {
  const page = `<!doctype html><title>LINE WORKS</title><main>ID を入力${'<p>…</p>'.repeat(20)}</main>`
  const verdicts = judged([
    { looks: await seen(), minutes: 5 },
    { looks: await seen({ answers: { auth: onlyLoginPage(200, page) } }), minutes: 30 },
  ])
  for (const { service } of verdicts)
    expect(service.condition, told(verdicts)).not.toMatch(/outage|degraded|maintenance/)
  expect(codesOf(last(verdicts)), told(verdicts)).toContain('changed-page')
})

test('row 22: only the login pages fail: nobody gets in, for minutes, with a confidence to match', async () => {
  const verdicts = judged([
    { looks: await seen(), minutes: 10 },
    { looks: await seen({ answers: { auth: onlyLoginPage(500, '<h1>500</h1>') } }), minutes: 15 },
  ])
  const later = verdicts.slice(-24)
  for (const { service } of later) {
    expect(service.condition, told(later)).toBe('outage')
    expect(service.confidence, told(later)).toBeGreaterThan(0.5)
  }
})

test('row 8: one look in a while that does not reach the proxy, while the others go through it, is nothing', async () => {
  await using office = await openOffice()
  await using squid = await openSquid({ hosts: office.world.hosts })
  const proxyAt = (port: number) => ({ host: '127.0.0.1', port, authorization: null })
  const passing = await office.look({ proxy: proxyAt(squid.port) })
  const lost = await office.look({ targets: looksOnly(office, 'login-page'), proxy: proxyAt(await closedPort()) })
  const mixed = [...passing.filter(({ target }) => target !== 'login-page'), ...lost]
  const verdicts = judged([
    { looks: passing, minutes: 5 },
    { looks: mixed, minutes: 0.5 },
    { looks: passing, minutes: 5 },
    { looks: mixed, minutes: 0.5 },
    { looks: passing, minutes: 5 },
  ])
  for (const { service, viewers } of verdicts.slice(2))
    expect([service.condition, viewers[0]?.condition], told(verdicts)).toEqual(['operational', 'operational'])
})

describe('row 25: slower than usual', () => {
  test('LINE WORKS alone', async () => {
    const verdicts = judged([
      { looks: await seen(), minutes: 30 },
      { looks: await seen({ answers: each(WORKS, late(1_500)) }), minutes: 10 },
    ])
    expect(last(verdicts), told(verdicts)).toMatchObject({ service: { condition: 'degraded' } })
  })
  test('everything, on a line that is full', { timeout: 60_000 }, async () => {
    const { 'line-with-room': roomy = [], 'line-congested': congested = [] } = await seenInside(
      'line-with-room',
      'line-congested',
    )
    expectReading(roomy, { culprit: 'none', service: 'operational' })
    const verdicts = judged([
      { looks: roomy, minutes: 30 },
      { looks: congested, minutes: 10 },
    ])
    expect(last(verdicts), told(verdicts)).toMatchObject({ viewers: [{ condition: 'company_network' }] })
    for (const { service } of verdicts) expect(service.condition, told(verdicts)).not.toMatch(/outage|degraded/)
  })
})

describe('row 26: the monitor itself', () => {
  test('was held up while it looked: nobody is blamed', async () => {
    await using office = await openOffice()
    const looking = office.look({ timeoutMs: 1_500 })
    // Once the looks are under way, something keeps the whole process busy for longer than any of them may take.
    await new Promise((resolve) => setTimeout(resolve, 60))
    const until = performance.now() + 2_500
    while (performance.now() < until);
    const looks = await looking
    const { service, culprit } = expectReading(looks, {})
    expect(`${service} ${culprit}`).not.toMatch(/outage|degraded|company|proxy|service/)
  })
  test('slept: what it knew is not fresh any more', async () => {
    const fine = await seen()
    const verdicts = judged([
      { looks: fine, minutes: 10 },
      { looks: [], minutes: 0.5, impaired: 'slept' },
    ])
    expect(last(verdicts), told(verdicts)).toMatchObject({
      service: { condition: 'unknown' },
      viewers: [{ condition: 'unknown' }],
    })
  })
  test('stopped looking: the last verdict is not shown as current, and the next says that it does not know', async () => {
    const verdicts = judged([
      { looks: await seen(), minutes: 5 },
      { looks: [], minutes: 5 },
    ])
    const before = verdicts[9]!
    expect(before.service.condition).toBe('operational')
    expect([isStale(before, before.at + 60_000), isStale(before, before.at + 100_000)]).toEqual([false, true])
    expect(last(verdicts), told(verdicts)).toMatchObject({ service: { condition: 'unknown' } })
    expect(codesOf(last(verdicts))).toContain('site-silent')
  })
})

describe('row 27: an attempt that was given up after a quarter of a second', () => {
  test('is what Node’s own choice among addresses makes of a slow connection, and not what a look makes of it', async () => {
    const all = [
      { address: '127.0.0.2', family: 4 },
      { address: '::1', family: 6 },
    ]
    await using office = await openOffice()
    await using hole = await openBlackHole()
    const lookup = (_name: string, _options: object, done: (error: null, found: object[]) => void) => done(null, all)
    const ofNode = await new Promise<string>((resolve) => {
      createConnection({ host: HOST.auth, port: hole.port, lookup: lookup as never, autoSelectFamily: true })
        .on('connect', () => resolve('connected'))
        .on('error', (error) => resolve(error.name))
    })
    expect(ofNode).toBe('AggregateError')
    const hosts = { ...office.world.hosts, [HOST.auth]: all.map(({ address }) => address) }
    const targets = looksOnly(office, 'login-tls').map((target) => ({
      ...target,
      kind: 'tcp',
      options: { host: HOST.auth, port: hole.port },
    }))
    const looking = office.look({ targets, hosts, timeoutMs: 15_000 })
    setTimeout(hole.open, 500)
    expect((await looking)[0]).toMatchObject({ outcome: 'passed', address: '127.0.0.2' })
  })
  test('blames nobody, were it to happen to every look', async () => {
    const givenUp = { outcome: 'failed', phase: 'connect', error: 'ETIMEDOUT', tookMs: 251 } as const
    const looks = (await seen()).map((look) => (look.kind === 'dns' ? look : { ...look, ...givenUp }))
    expectReading(looks, { culprit: 'unknown', service: 'unknown', viewer: 'unknown' })
  })
})

test('row 28: everything answers while words still speak of an outage: both are shown, and the looks decide', async () => {
  const outage = notice({ id: 'n2', kind: 'outage', status: 'investigating', components: ['login'] })
  const posts = Array.from({ length: 12 }, (_, n) => ({ at: STARTS_AT + n * 1_000, label: 'report' as const }))
  const verdicts = judged([{ looks: await seen(), minutes: 5, notices: [outage], posts }])
  for (const { service } of verdicts.slice(2)) expect(service.condition, told(verdicts)).toBe('operational')
  expect(codesOf(last(verdicts)), told(verdicts)).toEqual(expect.arrayContaining(['notice-outage', 'passed']))
})
