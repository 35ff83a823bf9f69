import { describe, expect, test } from 'vitest'
import type { ProxyAddress } from '../../src/platform/network.ts'
import { createCertificateAuthority } from '../../src/simulator/certificate-authority.ts'
import { html, type Page } from '../../src/simulator/sites/page.ts'
import { answering, answerOf, closedPort, openFaultyServer, reset } from '../support/faulty-server.ts'
import { openMitmproxy } from '../support/mitmproxy.ts'
import { openSquid, openTinyproxy } from '../support/real-proxy.ts'
import { expectReading } from './rig/expected.ts'
import { type Office, openOffice } from './rig/office.ts'
import { looksAt, readingOf } from './rig/round.ts'
import { ELSEWHERE, each, HOST, WORKS, type WorldOptions } from './rig/world.ts'

/** The company's proxy and filter, as real programs: rows 9, 13, 14 and 15. */

const proxyAt = (port: number, user?: string): ProxyAddress => ({
  host: '127.0.0.1',
  port,
  authorization: user ? `Basic ${Buffer.from(user).toString('base64')}` : null,
})
const withSquid = async (world: WorldOptions, options: Parameters<typeof openSquid>[0] = {}, user?: string) => {
  await using office = await openOffice(world)
  await using squid = await openSquid({ ...options, hosts: office.world.hosts })
  return await office.look({ proxy: proxyAt(squid.port, user) })
}
/** LINE WORKS through one proxy, everything else through another: a proxy that has trouble with LINE WORKS alone. */
async function byTwoWays(office: Office, forWorks: number, forOthers: number) {
  const isWorks = ({ role }: { readonly role: string }) => role === 'service'
  return [
    ...(await office.look({ targets: office.targets.filter(isWorks), proxy: proxyAt(forWorks) })),
    ...(await office.look({ targets: office.targets.filter((t) => !isWorks(t)), proxy: proxyAt(forOthers) })),
  ]
}
const denied = WORKS.map((site) => HOST[site])
const connectOnly = (looks: Awaited<ReturnType<Office['look']>>) => looksAt(looks, 'login-page')[0]

test('a proxy that passes everything on is no trouble', async () => {
  expectReading(await withSquid({}), { culprit: 'none', because: ['passed'], service: 'operational' })
})

describe.concurrent('row 13: the proxy refuses before TLS', () => {
  const user = { name: 'dotchi', password: 'passw0rd' }
  test('407 of squid', async () => {
    const looks = await withSquid({}, { user })
    expect(connectOnly(looks)).toMatchObject({ phase: 'proxy', error: 'PROXY_AUTH_REQUIRED', httpStatus: 407 })
    const { advice } = expectReading(looks, { culprit: 'proxy', because: ['proxy-login'], viewer: 'company_network' })
    expect(advice).toContain('check-proxy-login')
  })
  test('with the right password all is well', async () => {
    expectReading(await withSquid({}, { user }, 'dotchi:passw0rd'), { culprit: 'none', service: 'operational' })
  })
  test('403 of squid for LINE WORKS alone', async () => {
    const looks = await withSquid({}, { denied })
    expect(connectOnly(looks)).toMatchObject({ phase: 'proxy', error: 'PROXY_REFUSED', httpStatus: 403 })
    expectReading(looks, { culprit: 'proxy', because: ['proxy-refused'], viewer: 'company_network' })
  })
  test('403 of tinyproxy for LINE WORKS alone', async () => {
    await using office = await openOffice()
    await using tinyproxy = await openTinyproxy({ denied })
    const own = office.targets.filter(({ role }) => role === 'service')
    const looks = await office.look({ targets: own, proxy: proxyAt(tinyproxy.port) })
    expectReading(looks, { culprit: 'proxy', because: ['proxy-refused'], viewer: 'company_network' })
  })
  test('503 of a proxy that has trouble of its own', async () => {
    const page = answerOf(
      '<h1>Service Unavailable</h1>',
      'server: squid/6.10\r\nx-squid-error: ERR_SHUTTING_DOWN 0',
      '503 Service Unavailable',
    )
    await using office = await openOffice()
    await using proxy = await openFaultyServer(answering(page))
    expectReading(await office.look({ proxy: proxyAt(proxy.port) }), { culprit: 'proxy', viewer: 'company_network' })
  })
  test('502 with nothing to tell why is never said to be LINE WORKS for certain', async () => {
    const page = answerOf('<h1>Bad Gateway</h1>', 'content-type: text/html', '502 Bad Gateway')
    await using office = await openOffice()
    await using proxy = await openFaultyServer(answering(page))
    const reading = readingOf(await office.look({ proxy: proxyAt(proxy.port) }))
    expect(reading.culprit, reading.told).not.toBe('service')
    expect(reading.service, reading.told).toBe('unknown')
  })
})

describe.concurrent('row 8: cut off by the proxy', () => {
  test('nobody listens at the proxy’s address', async () => {
    await using office = await openOffice()
    const looks = await office.look({ proxy: proxyAt(await closedPort()) })
    expectReading(looks, { culprit: 'proxy', because: ['proxy-unreachable'], viewer: 'company_network' })
  })
  test('the proxy resets what is asked of it', async () => {
    await using office = await openOffice()
    await using proxy = await openFaultyServer((socket) => void socket.once('data', () => reset(socket)))
    const looks = await office.look({ proxy: proxyAt(proxy.port) })
    expectReading(looks, { culprit: 'proxy', viewer: 'company_network' })
  })
  test('one look that did not reach the proxy, among many that passed through it, is nothing', async () => {
    await using office = await openOffice()
    await using squid = await openSquid({ hosts: office.world.hosts })
    const looks = await office.look({ proxy: proxyAt(squid.port) })
    const page = office.targets.filter(({ id }) => id === 'login-page')
    const lost = await office.look({ targets: page, proxy: proxyAt(await closedPort()) })
    const mixed = [...looks.filter(({ target }) => target !== 'login-page'), ...lost]
    expectReading(mixed, { culprit: 'none', service: 'operational', viewer: 'operational' })
  })
})

describe.concurrent('row 14: the answer bears the mark of a proxy or filter', () => {
  const inspected = async (page: Page, name = 'Example Company Web Filter CA') => {
    const filter = await createCertificateAuthority({ now: Date.now(), name })
    const issue = async (site: (typeof WORKS)[number]) => [site, await filter.issue({ names: [HOST[site]] })] as const
    const certificates = Object.fromEntries(await Promise.all(WORKS.map(issue)))
    await using office = await openOffice({ certificates, answers: each(WORKS, () => page) })
    // Machines of the company trust its filter.
    return await office.look({ extraCa: [...office.world.caPem, filter.caPem] })
  }
  test.each<[string, Page]>([
    [
      '403 with Via and X-Squid-Error',
      html('<h1>ERR_ACCESS_DENIED</h1>', 403, {
        via: '1.1 proxy (squid/6.10)',
        'x-squid-error': 'ERR_ACCESS_DENIED 0',
      }),
    ],
    [
      '403 with Proxy-Status: http_request_denied',
      html('<h1>Forbidden</h1>', 403, { 'proxy-status': 'gw.example; error=http_request_denied' }),
    ],
    [
      '200 with the block page',
      html(
        '<title>アクセスがブロックされました</title><p>社内規定によりこのサイトへのアクセスは禁止されています。カテゴリ: チャット</p>',
      ),
    ],
    [
      '503 of the filter itself',
      html('<h1>Service Unavailable</h1>', 503, { server: 'Zscaler/6.2', via: '1.1 zscaler' }),
    ],
    [
      '302 to the block page',
      { status: 302, headers: { location: 'https://block.filter.example/denied', via: '1.1 i-FILTER' }, body: '' },
    ],
  ])('%s', async (_, page) => {
    expectReading(await inspected(page), { culprit: 'proxy', viewer: 'company_network' })
  })
})

describe.concurrent('row 15: 502 and 504 made by the proxy', () => {
  test('squid cannot reach LINE WORKS, other sites go through', async () => {
    const looks = await withSquid({ connections: each(WORKS, 'refused') })
    expect(connectOnly(looks)).toMatchObject({
      phase: 'proxy',
      httpStatus: 503,
      headers: { 'x-squid-error': expect.stringContaining('ERR_CONNECT_FAIL') },
    })
    expectReading(looks, { culprit: 'service', because: ['proxy-upstream', 'controls-fine'], service: 'outage' })
  })
  test('squid cannot resolve LINE WORKS, a public resolver can', async () => {
    await using office = await openOffice()
    const { hosts } = office.world
    await using squid = await openSquid({
      hosts: Object.fromEntries(ELSEWHERE.map((site) => [HOST[site], hosts[HOST[site]]!])),
    })
    const looks = await office.look({ proxy: proxyAt(squid.port) })
    expect(connectOnly(looks)).toMatchObject({ phase: 'proxy', error: 'PROXY_REFUSED' })
    // A public resolver knows the name: it is the proxy's own resolver that does not.
    expectReading(looks, { culprit: 'proxy', viewer: 'company_network' })
  })
  test.each(['dns_timeout', 'dns_error'])(
    '502 with Proxy-Status: error=%s, a public resolver can: the proxy’s own resolver',
    async (error) => {
      await using office = await openOffice()
      await using squid = await openSquid({ hosts: office.world.hosts })
      const page = answerOf('', `proxy-status: gw.example; error=${error}`, '502 Bad Gateway')
      await using gateway = await openFaultyServer(answering(page))
      const looks = await byTwoWays(office, gateway.port, squid.port)
      expectReading(looks, { culprit: 'proxy', because: ['proxy-cannot-resolve'], viewer: 'company_network' })
    },
  )
  test('squid reaches nothing at all', async () => {
    const looks = await withSquid({ connections: each([...WORKS, ...ELSEWHERE], 'refused') })
    expectReading(looks, { culprit: 'company-network', viewer: 'company_network' })
  })
  test.each(['connection_refused', 'connection_timeout', 'destination_unavailable'])(
    '504 with Proxy-Status: error=%s for LINE WORKS, other sites go through',
    async (error) => {
      await using office = await openOffice()
      await using squid = await openSquid({ hosts: office.world.hosts })
      const page = answerOf('', `proxy-status: gw.example; error=${error}`, '504 Gateway Timeout')
      await using gateway = await openFaultyServer(answering(page))
      const looks = await byTwoWays(office, gateway.port, squid.port)
      expectReading(looks, { culprit: 'service', because: ['proxy-upstream'] })
    },
  )
})

describe.concurrent('row 9: TLS inspection by mitmproxy', () => {
  test('stops where this machine does not trust it, and is told beside where it does', async () => {
    await using office = await openOffice()
    await using mitm = await openMitmproxy({ hosts: office.world.hosts, upstreamCa: office.world.caPem })
    const distrusted = await office.look({ proxy: proxyAt(mitm.port) })
    expect(connectOnly(distrusted)).toMatchObject({ phase: 'tls', tlsIssuer: 'mitmproxy' })
    expectReading(distrusted, {
      culprit: 'proxy',
      because: ['inspected', 'foreign-certificate-elsewhere'],
      viewer: 'company_network',
    })
    const trusted = await office.look({ proxy: proxyAt(mitm.port), extraCa: [mitm.caPem] })
    expectReading(trusted, { culprit: 'none', service: 'operational' })
    expect(connectOnly(trusted)?.drift).toEqual(['tls-inspection:mitmproxy'])
  })
  test('leaves LINE WORKS’ own 5xx LINE WORKS’ own', async () => {
    const failing = html('<h1>500 Internal Server Error</h1>', 500, { server: 'nginx' })
    await using office = await openOffice({ answers: each(WORKS, () => failing) })
    await using mitm = await openMitmproxy({ hosts: office.world.hosts, upstreamCa: office.world.caPem })
    const looks = await office.look({ proxy: proxyAt(mitm.port), extraCa: [mitm.caPem] })
    expectReading(looks, { culprit: 'service', because: ['server-error-passed-on'], service: 'outage' })
  })
})
