import { createServer, type Server } from 'node:https'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import type { ProxyAddress } from '../../../src/platform/network.ts'
import type { CertificateAuthority } from '../../../src/simulator/certificate-authority.ts'
import { createTestAuthority } from '../../support/certificates.ts'
import { answering, answerOf, closedPort, openFaultyServer, portOf } from '../../support/faulty-server.ts'
import { openSquid, openTinyproxy, type RealProxy } from '../../support/real-proxy.ts'
import { connectTo, get, trusting } from '../../support/requests.ts'

const network = createNetwork({ clock: systemClock })
const user = { name: 'dotchi', password: 'passw0rd' }
const authorization = `Basic ${Buffer.from('dotchi:passw0rd').toString('base64')}`

describe.each([
  ['squid', openSquid],
  ['tinyproxy', openTinyproxy],
])('%s', (program, openProxy) => {
  let authority: CertificateAuthority
  let origin: Server
  let open: RealProxy
  let locked: RealProxy

  beforeAll(async () => {
    authority = await createTestAuthority()
    origin = createServer(await authority.issue({ names: ['localhost', '127.0.0.1'] }), (_request, response) =>
      response.end('from the origin'),
    )
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
    open = await openProxy({ denied: ['denied.test'] })
    locked = await openProxy({ user })
  })
  afterAll(async () => {
    await open?.[Symbol.asyncDispose]()
    await locked?.[Symbol.asyncDispose]()
    origin.closeAllConnections()
    await new Promise((resolve) => origin.close(resolve))
  })

  const through = (proxy: RealProxy, credentials: string | null = null) => {
    const address: ProxyAddress = { host: '127.0.0.1', port: proxy.port, authorization: credentials }
    return { route: { via: 'proxy', proxy: address } } as const
  }
  const secure = () => `https://127.0.0.1:${portOf(origin)}/`

  test('opens a tunnel to the origin, and each phase is timed', async () => {
    const { facts, status, body } = await network.exchange(
      get(secure(), { ...through(open), trust: trusting(authority.caPem) }),
    )
    expect({ status, body }).toEqual({ status: 200, body: 'from the origin' })
    expect(facts).toMatchObject({
      phase: 'done',
      via: 'proxy',
      proxy: `127.0.0.1:${open.port}`,
      tlsIssuer: 'Dotchi Test CA',
      timings: { resolve: null, connect: expect.any(Number), proxy: expect.any(Number), tls: expect.any(Number) },
    })
    expect(facts.address).toBeUndefined()
  })

  test('lets a connection through', async () => {
    const facts = await network.connect(connectTo('127.0.0.1', portOf(origin), through(open)))
    expect(facts).toMatchObject({ phase: 'done', timings: { proxy: expect.any(Number), tls: null } })
  })

  test('hands on a plain request', async () => {
    await using plain = await openFaultyServer(answering(answerOf('plain')))
    const { facts, body } = await network.exchange(get(`http://127.0.0.1:${plain.port}/a?b=c`, through(open)))
    expect(body).toBe('plain')
    expect(facts).toMatchObject({ phase: 'done', httpStatus: 200, headers: { via: expect.stringContaining(program) } })
    expect(plain.received).toMatch(/^GET \/a\?b=c HTTP/)
  })

  test('refuses what is not allowed', async () => {
    const { facts, status } = await network.exchange(get('https://denied.test/', through(open)))
    expect(status).toBeNull()
    expect(facts).toMatchObject({ phase: 'proxy', error: 'PROXY_REFUSED', httpStatus: 403 })
    expect(facts.bodyHead).toBeTruthy()
    if (program === 'squid') expect(facts.headers?.['x-squid-error']).toContain('ERR_ACCESS_DENIED')
  })

  test('tells that the origin cannot be reached', async () => {
    const { facts } = await network.exchange(get(`https://127.0.0.1:${await closedPort()}/`, through(open)))
    expect(facts).toMatchObject({ phase: 'proxy', error: 'PROXY_REFUSED', timings: { tls: null } })
    expect([500, 502, 503, 504]).toContain(facts.httpStatus)
  })

  test('asks who we are, also for a plain request', async () => {
    await using plain = await openFaultyServer(answering(answerOf('plain')))
    for (const url of [secure(), `http://127.0.0.1:${plain.port}/`]) {
      const { facts } = await network.exchange(get(url, through(locked)))
      expect(facts).toMatchObject({ phase: 'proxy', error: 'PROXY_AUTH_REQUIRED', httpStatus: 407 })
      expect(facts.detail).toContain('Basic')
    }
    expect(plain.connections).toBe(0)
  })

  test('lets us in by our credentials, which nobody hears of', async () => {
    await using plain = await openFaultyServer(answering(answerOf('plain')))
    const secureLook = await network.exchange(
      get(secure(), { ...through(locked, authorization), trust: trusting(authority.caPem) }),
    )
    const plainLook = await network.exchange(get(`http://127.0.0.1:${plain.port}/`, through(locked, authorization)))
    expect([secureLook.status, plainLook.status]).toEqual([200, 200])
    const wrong = `Basic ${Buffer.from('dotchi:wrong-password').toString('base64')}`
    const refused = await network.exchange(get(secure(), through(locked, wrong)))
    expect(refused.facts).toMatchObject({ error: 'PROXY_AUTH_REQUIRED', httpStatus: program === 'squid' ? 407 : 401 })
    const told = JSON.stringify([secureLook, plainLook, refused])
    for (const secret of ['passw0rd', 'wrong-password', authorization.slice(6), wrong.slice(6)])
      expect(told).not.toContain(secret)
    expect(plain.received.toLowerCase()).not.toContain('proxy-authorization')
  })
})
