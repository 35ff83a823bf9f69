import { createConnection, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import { createTestAuthority } from '../../support/certificates.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import {
  answering,
  type Behaviour,
  closedPort,
  closeOnData,
  onRequest,
  openFaultyServer,
  resetAfterRequest,
  silent,
  stallingAfter,
} from '../../support/faulty-server.ts'
import { connectTo, get, handshakeWith, trusting } from '../../support/requests.ts'

const network = createNetwork({ clock: systemClock })
const SECRET = `Basic ${Buffer.from('user:canary').toString('base64')}`
const through = (port: number, host = '127.0.0.1') =>
  ({ route: { via: 'proxy', proxy: { host, port, authorization: SECRET } } }) as const

const tunnelWith = async (behave: Behaviour) => {
  await using proxy = await openFaultyServer(behave)
  return await network.connect(connectTo('service.test', 443, through(proxy.port)))
}

test('the name of the target is the proxy’s to resolve', async () => {
  await using proxy = await openFaultyServer(answering('HTTP/1.1 200 Connection established\r\n\r\n'))
  const facts = await network.connect(connectTo('service.test', 443, through(proxy.port)))
  expect(facts).toMatchObject({
    phase: 'done',
    via: 'proxy',
    proxy: `127.0.0.1:${proxy.port}`,
    timings: { resolve: null, connect: expect.any(Number), proxy: expect.any(Number) },
  })
  expect(facts).not.toHaveProperty('address')
  expect(proxy.received).toMatch(/^CONNECT service\.test:443 HTTP\/1\.1\r\n/)
  expect(proxy.received).toContain(`proxy-authorization: ${SECRET}\r\n`)
  expect(JSON.stringify(facts)).not.toContain(SECRET.slice(6))
})

test('an IPv6 target keeps its brackets, and our name is sent along', async () => {
  await using proxy = await openFaultyServer(closeOnData)
  await network.exchange(
    get('https://[2001:db8::1]/', { ...through(proxy.port), headers: { 'User-Agent': 'Dotchi/test' } }),
  )
  expect(proxy.received).toMatch(/^CONNECT \[2001:db8::1\]:443 HTTP/)
  expect(proxy.received.toLowerCase()).toContain('user-agent: dotchi/test\r\n')
})

test('a refusal keeps what tells who refused, and why', async () => {
  const facts = await tunnelWith(
    answering(
      [
        'HTTP/1.1 503 Service Unavailable',
        'Server: squid/5.7',
        'X-Squid-Error: ERR_DNS_FAIL 0',
        'Via: 1.1 gw (squid/5.7)',
        'Proxy-Status: gw; error=dns_error',
        'Content-Length: 38',
        '',
        '<html>Cannot resolve \u001b[31mhost\u001b[0m</html>',
      ].join('\r\n'),
    ),
  )
  expect(facts).toMatchObject({
    phase: 'proxy',
    error: 'PROXY_REFUSED',
    httpStatus: 503,
    detail: '503 Service Unavailable',
    bodyHead: '<html>Cannot resolve host</html>',
    headers: {
      server: 'squid/5.7',
      'x-squid-error': 'ERR_DNS_FAIL 0',
      via: '1.1 gw (squid/5.7)',
      'proxy-status': 'gw; error=dns_error',
    },
  })
})

test('a proxy that wants to know us names its ways, not its challenge', async () => {
  const facts = await tunnelWith(
    answering(
      'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Negotiate c2VjcmV0\r\nProxy-Authenticate: Basic realm="corp"\r\n\r\n',
    ),
  )
  expect(facts).toMatchObject({ phase: 'proxy', error: 'PROXY_AUTH_REQUIRED', httpStatus: 407, bodyHead: null })
  expect(facts.detail).toBe('407 Proxy Authentication Required Negotiate Basic')
})

test('a refusal counts though its page never ends', async () => {
  const clock = createFakeClock()
  await using proxy = await openFaultyServer(stallingAfter('HTTP/1.1 403 Forbidden\r\n\r\n<html>blocked by'))
  const looking = createNetwork({ clock }).connect(connectTo('service.test', 443, through(proxy.port)))
  await proxy.heard('\r\n\r\n')
  await systemClock.sleep(100)
  await clock.advance(1_000)
  expect(await looking).toMatchObject({ error: 'PROXY_REFUSED', httpStatus: 403, bodyHead: '<html>blocked by' })
})

test.each([
  ['resets', resetAfterRequest, 'ECONNRESET'],
  ['closes', closeOnData, 'ECONNRESET'],
  ['speaks something else', answering('220 smtp.test ready\r\n\r\n'), 'HTTP_PARSE'],
] as const)('a proxy that %s stops the look at the proxy', async (_name, behave, error) => {
  expect(await tunnelWith(behave)).toMatchObject({ phase: 'proxy', error, timings: { proxy: expect.any(Number) } })
})

test('a silent proxy runs into the deadline', async () => {
  const clock = createFakeClock()
  await using proxy = await openFaultyServer(silent)
  const looking = createNetwork({ clock }).connect(connectTo('service.test', 443, through(proxy.port)))
  await proxy.heard('\r\n\r\n')
  await clock.advance(15_000)
  expect(await looking).toMatchObject({ phase: 'proxy', error: 'ETIMEDOUT', proxy: `127.0.0.1:${proxy.port}` })
})

test('a proxy that cannot be reached, or found, is named', async () => {
  const port = await closedPort()
  expect(await network.connect(connectTo('service.test', 443, through(port)))).toMatchObject({
    phase: 'connect',
    error: 'ECONNREFUSED',
    proxy: `127.0.0.1:${port}`,
  })
  const { connect } = createNetwork({ clock: systemClock, nameservers: () => [] })
  const lost = await connect(connectTo('service.test', 443, through(8080, 'proxy.invalid')))
  expect(lost).toMatchObject({ phase: 'resolve', proxy: 'proxy.invalid:8080', via: 'proxy' })
})

test('through a tunnel, an inspecting proxy shows by its issuer', async () => {
  const inspector = await createTestAuthority('Example Web Gateway')
  await using inside = await openFaultyServer(silent, { tls: await inspector.issue({ names: ['service.test'] }) })
  const inspecting: Behaviour = (socket) =>
    onRequest(socket, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      pipeTo(socket, inside.port)
    })
  await using proxy = await openFaultyServer(inspecting)
  const look = (caPem: string) =>
    network.handshake(
      handshakeWith(443, {
        host: 'service.test',
        serverName: 'service.test',
        ...through(proxy.port),
        trust: trusting(caPem, 'digicert'),
      }),
    )
  expect(await look(inspector.caPem)).toMatchObject({ phase: 'done', drift: ['tls-inspection:Example Web Gateway'] })
  const other = await createTestAuthority('Another CA')
  expect(await look(other.caPem)).toMatchObject({
    phase: 'tls',
    error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    tlsIssuer: 'Example Web Gateway',
  })
})

function pipeTo(socket: Socket, port: number): void {
  const upstream = createConnection({ host: '127.0.0.1', port })
  upstream.on('error', () => socket.destroy())
  socket.on('close', () => upstream.destroy())
  socket.pipe(upstream).pipe(socket)
}
