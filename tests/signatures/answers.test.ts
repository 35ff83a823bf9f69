import { describe, expect, test } from 'vitest'
import { createBackOff } from '../../src/probes/back-off.ts'
import { html, json, type Page } from '../../src/simulator/sites/page.ts'
import { expectReading } from './rig/expected.ts'
import { openOffice } from './rig/office.ts'
import { looksAt, readingOf } from './rig/round.ts'
import { targetsFrom } from './rig/targets.ts'
import { each, WORKS, type WorldOptions } from './rig/world.ts'

/** Complete answers of the far side (or of somebody in between): rows 16 to 22. */

const seen = async (options: WorldOptions, timeoutMs = 8_000) => {
  await using office = await openOffice(options)
  return await office.look({ timeoutMs })
}
const always = (page: Page) => () => page
const error500 = always(html('<h1>500 Internal Server Error</h1>', 500, { server: 'nginx' }))
const onlyAt =
  (path: string, page: Page) =>
  ({ url }: { readonly url: URL }) =>
    url.pathname === path ? page : null

test('nothing wrong is read as nothing wrong', async () => {
  expectReading(await seen({}), { culprit: 'none', because: ['passed'], service: 'operational', viewer: 'operational' })
})

describe('row 16: 5xx inside genuine TLS', () => {
  test('of everything', async () => {
    const looks = await seen({ answers: each(WORKS, error500) })
    expectReading(looks, { culprit: 'service', because: ['server-error'], service: 'outage', viewer: 'outage' })
  })
})

describe('row 17: 503', () => {
  test('a maintenance page that asks to come back in two hours is maintenance', async () => {
    const page = html('<h1>メンテナンス中です</h1>', 503, { 'retry-after': '7200' })
    const looks = await seen({ answers: each(WORKS, always(page)) })
    expectReading(looks, { culprit: 'maintenance', because: ['maintenance-page'], service: 'maintenance' })
  })
  test('a bare 503 that asks to come back soon is an outage', async () => {
    const page = html('<h1>Service Unavailable</h1>', 503, { 'retry-after': '30' })
    const looks = await seen({ answers: each(WORKS, always(page)) })
    expectReading(looks, { culprit: 'service', because: ['server-error'], service: 'outage' })
  })
})

describe('row 18: 429', () => {
  const tooMany = json({ code: 'TOO_MANY_REQUESTS' }, 429, { 'retry-after': '60' })
  test('is no outage, and the host is left alone', async () => {
    await using office = await openOffice({ answers: { api: always(tooMany), talk: always(tooMany) } })
    const backOff = createBackOff()
    const looks = await office.look({ backOff })
    expectReading(looks, { culprit: 'none', service: 'operational' })
    const next = looksAt(await office.look({ backOff }), 'api', 'talk')
    expect(next.map(({ skipped }) => skipped)).toEqual(['backing-off', 'backing-off'])
  })
  test('everywhere is no outage either, and never proof that login works', async () => {
    const looks = await seen({ answers: each(WORKS, always(tooMany)) })
    expect(readingOf(looks).service, readingOf(looks).told).not.toMatch(/outage|degraded/)
  })
})

describe.concurrent('row 19: a sign-in page of the network', () => {
  test('511 on what is not encrypted, foreign certificates on the rest', async () => {
    const portal = html('<h1>Network Authentication Required</h1>', 511)
    const looks = await seen({ answers: each(['microsoft', 'mozilla', 'apple', ...WORKS], always(portal)) })
    expectReading(looks, { culprit: 'company-network', because: ['portal'], viewer: 'company_network' })
  })
  test('redirects to the sign-in page, nothing else gets through', async () => {
    const away = { status: 302, headers: { location: 'http://wifi.hotel.example/login' }, body: '' }
    const looks = await seen({
      answers: each(['microsoft', 'mozilla', 'apple'], always(away)),
      connections: each([...WORKS, 'google'], 'hung-up'),
    })
    const { advice } = expectReading(looks, {
      culprit: 'company-network',
      because: ['portal'],
      viewer: 'company_network',
    })
    expect(advice).toContain('check-wifi')
  })
  test('200 with its own page in place of the controls', async () => {
    const page = html('<title>Guest Wi-Fi</title><p>Sign in to the guest network</p>')
    const looks = await seen(
      {
        answers: each(['microsoft', 'mozilla', 'apple'], always(page)),
        connections: each([...WORKS, 'google'], 'silent'),
      },
      2_500,
    )
    expectReading(looks, { culprit: 'company-network', because: ['portal'], viewer: 'company_network' })
  })
})

describe('row 20: 200 with another body from the right host', () => {
  const redesigned = html(`<!doctype html><title>LINE WORKS</title><main>ID を入力${'<p>…</p>'.repeat(20)}</main>`)
  test('is a page that changed, and no outage', async () => {
    const looks = await seen({ answers: { auth: onlyAt('/login/login', redesigned) } })
    // One round alone cannot tell whether people get in: no outage, and the reader is told to check the check.
    expectReading(looks, { culprit: 'unknown', because: ['changed-page', 'controls-fine'], service: 'unknown' })
  })
})

describe('row 21: the credential is refused', () => {
  const token = (status: number, error: string): WorldOptions => ({
    answers: { auth: onlyAt('/oauth2/v2.0/token', json({ error, error_description: 'refused' }, status)) },
  })
  const withToken = async (options: WorldOptions) => {
    await using office = await openOffice(options)
    const url = `https://auth.worksmobile.com:${office.world.ports.works}/oauth2/v2.0/token`
    const own = targetsFrom([
      {
        id: 'token',
        kind: 'http',
        role: 'service',
        component: 'api',
        title: 'token',
        options: { url, statuses: [200] },
      },
    ])
    return await office.look({ targets: [...office.targets, ...own] })
  }
  test.each([
    [400, 'invalid_grant'],
    [401, 'invalid_client'],
  ])('%s %s while the login page works', async (status, error) => {
    const looks = await withToken(token(status, error))
    expectReading(looks, {
      culprit: 'account-or-device',
      because: ['credential-refused'],
      service: 'operational',
      viewer: 'account_or_device',
    })
  })
  test('with a clock that is off by ten minutes it is the clock', async () => {
    const looks = await withToken({ ...token(400, 'invalid_grant'), now: Date.now() - 600_000 })
    const reading = expectReading(looks, { culprit: 'company-network', because: ['clock-off'] })
    expect(reading.codes).not.toContain('credential-refused')
    expect(reading.advice).toContain('check-clock')
  })
  test('401 without JSON where the API should answer is somebody else’s word', async () => {
    const looks = await seen({ answers: { api: always(html('<h1>401 Unauthorized</h1>', 401)) } })
    const reading = readingOf(looks)
    expect(reading.culprit, reading.told).not.toBe('account-or-device')
  })
})

describe('row 22: only the login backend fails', () => {
  test('5xx of everything behind the login, static files fine', async () => {
    const looks = await seen({ answers: { auth: error500 } })
    expectReading(looks, { culprit: 'service', because: ['server-error'], service: 'outage', viewer: 'outage' })
  })
  test('connected, but no answer ever comes', async () => {
    await using office = await openOffice({
      answers: {
        auth: (_asked, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
      },
    })
    const looks = await office.look({ timeoutMs: 2_500 })
    expectReading(looks, { culprit: 'service', because: ['answer-silent', 'controls-fine'], service: 'outage' })
  })
  test('5xx of the login pages alone', async () => {
    const looks = await seen({ answers: { auth: onlyAt('/login/login', html('<h1>500</h1>', 500)) } })
    expectReading(looks, { culprit: 'service', because: ['server-error'], service: 'outage', viewer: 'outage' })
  })
})
