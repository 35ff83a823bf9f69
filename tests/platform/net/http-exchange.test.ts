import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import type { CertificateAuthority } from '../../../src/simulator/certificate-authority.ts'
import { createTestAuthority } from '../../support/certificates.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import {
  answering,
  answerOf,
  type Behaviour,
  closeOnData,
  dripping,
  openFaultyServer,
  resetAfter,
  resetAfterRequest,
  resetAtOnce,
  silent,
  stallingAfter,
} from '../../support/faulty-server.ts'
import { get, trusting } from '../../support/requests.ts'

const network = createNetwork({ clock: systemClock })
let authority: CertificateAuthority

beforeAll(async () => {
  authority = await createTestAuthority()
})

const exchangeWith = async (behave: Behaviour, path = '/') => {
  await using server = await openFaultyServer(behave)
  return { ...(await network.exchange(get(`http://127.0.0.1:${server.port}${path}`))), server }
}

test('an answer over TLS comes with the time of every phase', async () => {
  const credentials = await authority.issue({ names: ['localhost'] })
  await using server = await openFaultyServer(answering(answerOf('<p>hello</p>', 'Content-Type: text/html')), {
    tls: credentials,
  })
  const { facts, status, headers, body } = await network.exchange(
    get(`https://localhost:${server.port}/login?next=1`, {
      trust: trusting(authority.caPem),
      family: 4,
      headers: { 'User-Agent': 'Dotchi/test' },
    }),
  )
  expect({ status, body }).toEqual({ status: 200, body: '<p>hello</p>' })
  expect(headers).toMatchObject({ 'content-type': 'text/html', 'content-length': '12' })
  expect(facts).toMatchObject({ phase: 'done', httpStatus: 200, address: '127.0.0.1', tlsIssuer: 'Dotchi Test CA' })
  const { proxy, ...timings } = facts.timings!
  expect(proxy).toBeNull()
  for (const ms of Object.values(timings)) expect(ms).toBeGreaterThanOrEqual(0)
  const sum = Object.values(timings).reduce((total: number, ms) => total + ms!, 0)
  expect(sum).toBeLessThanOrEqual(facts.tookMs! + 1)
  expect(server.received).toMatch(/^GET \/login\?next=1 HTTP\/1\.1\r\n/)
  expect(server.received).toContain(`host: localhost:${server.port}\r\n`)
  expect(server.received.toLowerCase()).toContain('user-agent: dotchi/test\r\n')
})

test('every look has a connection of its own', async () => {
  await using server = await openFaultyServer(answering(answerOf('hello')))
  for (let look = 0; look < 3; look++) await network.exchange(get(`http://127.0.0.1:${server.port}/`))
  expect(server.connections).toBe(3)
})

test('any complete answer is done, whatever its status', async () => {
  const { facts, status } = await exchangeWith(answering(answerOf('sorry', 'retry-after: 120', '503 Unavailable')))
  expect(status).toBe(503)
  expect(facts).toMatchObject({ phase: 'done', httpStatus: 503, headers: { 'retry-after': '120' } })
})

test('of the headers, only those that tell who answered are kept; a redirect loses its query', async () => {
  const { facts, headers } = await exchangeWith(
    answering(
      answerOf(
        '',
        [
          'Location: https://user:pw@auth.example.test/login?code=abc123#top',
          'Via: 1.1 squid',
          'Via: 1.1 other',
          'Set-Cookie: session=top-secret',
          'Server: nginx',
        ].join('\r\n'),
        '302 Found',
      ),
    ),
  )
  expect(facts.headers).toEqual({
    location: 'https://auth.example.test/login',
    via: '1.1 squid, 1.1 other',
    server: 'nginx',
  })
  expect(headers.location).toContain('code=abc123')
  expect(JSON.stringify(facts)).not.toMatch(/top-secret|abc123|pw@/)
})

test('HEAD has no body, whatever the headers say', async () => {
  await using server = await openFaultyServer(
    answering('HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 999\r\n\r\n'),
  )
  const { facts, body } = await network.exchange(get(`http://127.0.0.1:${server.port}/`, { method: 'HEAD' }))
  expect(facts.phase).toBe('done')
  expect(body).toBe('')
  expect(server.received).toMatch(/^HEAD \//)
})

test('headers that come byte by byte are waited for', async () => {
  const { facts, body } = await exchangeWith(dripping(answerOf('slowly')))
  expect(facts.phase).toBe('done')
  expect(body).toBe('slowly')
  // The first byte ends the request; the rest counts as body.
  expect(facts.timings!.body!).toBeGreaterThan(facts.timings!.request!)
})

const failing: [string, Behaviour, string, string][] = [
  ['resets after the request', resetAfterRequest, 'request', 'ECONNRESET'],
  ['closes without a word', closeOnData, 'request', 'ECONNRESET'],
  ['closes amid the headers', answering('HTTP/1.1 200 OK\r\nserv'), 'request', 'ECONNRESET'],
  ['speaks something else', answering('SSH-2.0-OpenSSH_9.2\r\n\r\n'), 'request', 'HTTP_PARSE'],
  ['sends endless headers', answering(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`), 'request', 'HTTP_PARSE'],
  [
    'sends two lengths',
    answering('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'),
    'request',
    'HTTP_PARSE',
  ],
  [
    'changes the protocol',
    answering('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    'request',
    'HTTP_PARSE',
  ],
  ['resets amid the body', resetAfter('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf'), 'content', 'ECONNRESET'],
  ['closes amid the body', answering('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf'), 'content', 'ECONNRESET'],
  [
    'breaks its chunks',
    answering('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'),
    'content',
    'HTTP_PARSE',
  ],
]

test.each(failing)('a server that %s', async (_name, behave, phase, error) => {
  const { facts, status } = await exchangeWith(behave)
  expect(facts).toMatchObject({ phase, error, address: '127.0.0.1', timings: { connect: expect.any(Number) } })
  expect(facts.detail).toBeTruthy()
  expect(facts.timings?.request).not.toBeNull()
  expect(status).toBe(phase === 'content' ? 200 : null)
})

test('a connection that is reset as soon as it stands stops there or at the request', async () => {
  const { facts } = await exchangeWith(resetAtOnce)
  expect(facts.error).toBe('ECONNRESET')
  expect(['connect', 'request']).toContain(facts.phase)
})

test('a reset under TLS stops where the look has come to', async () => {
  const tls = await authority.issue({ names: ['localhost'] })
  await using early = await openFaultyServer(resetAfterRequest, { tls })
  await using late = await openFaultyServer(resetAfter('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf'), { tls })
  const look = async ({ port }: { port: number }) =>
    (await network.exchange(get(`https://localhost:${port}/`, { trust: trusting(authority.caPem), family: 4 }))).facts
  expect(await look(early)).toMatchObject({ phase: 'request', error: 'ECONNRESET', tlsIssuer: 'Dotchi Test CA' })
  expect(await look(late)).toMatchObject({ phase: 'content', error: 'ECONNRESET', httpStatus: 200 })
})

test('a body that breaks off leaves what came', async () => {
  const { body, facts } = await exchangeWith(answering('HTTP/1.1 502 Bad\r\ncontent-length: 99\r\n\r\nhalf'))
  expect(body).toBe('half')
  expect(facts.httpStatus).toBe(502)
})

test('plain HTTP to a TLS port is not HTTP', async () => {
  const credentials = await authority.issue({ names: ['localhost'] })
  await using server = await openFaultyServer(silent, { tls: credentials })
  const { facts } = await network.exchange(get(`http://127.0.0.1:${server.port}/`))
  expect(facts.phase).toBe('request')
  expect(['HTTP_PARSE', 'ECONNRESET']).toContain(facts.error)
})

const stalling: [string, Behaviour, string, number | null][] = [
  ['the answer', silent, 'request', null],
  ['the headers', stallingAfter('HTTP/1.1 200 OK\r\nserver: x\r\n'), 'request', null],
  ['the body', stallingAfter('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\nhalf'), 'content', 200],
  ['a chunk', stallingAfter('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhalf'), 'content', 200],
]

test.each(stalling)('waiting for %s ends with the deadline', async (_name, behave, phase, httpStatus) => {
  const clock = createFakeClock()
  await using server = await openFaultyServer(behave)
  const looking = createNetwork({ clock }).exchange(
    get(`http://127.0.0.1:${server.port}/`, { limits: { timeoutMs: 10_000, maxBodyBytes: 1_000 } }),
  )
  await server.heard('\r\n\r\n')
  // What the server has sent shall have arrived before the time is up.
  if (httpStatus !== null) await systemClock.sleep(100)
  await clock.advance(10_000)
  const { facts, status } = await looking
  expect(facts).toMatchObject({ phase, error: 'ETIMEDOUT', tookMs: 10_000 })
  expect(status).toBe(httpStatus)
})

test('the clock of the server is compared with ours', async () => {
  const at = (skewMs: number) => new Date(Date.now() + skewMs).toUTCString()
  const skewOf = async (...lines: string[]) =>
    (await exchangeWith(answering(answerOf('', lines.join('\r\n'))))).facts.clockSkewMs
  expect(Math.abs((await skewOf(`date: ${at(0)}`))!)).toBeLessThan(2_000)
  expect(await skewOf(`date: ${at(-3_600_000)}`)).toBeCloseTo(-3_600_000, -4)
  expect(Math.abs((await skewOf(`date: ${at(-60_000)}`, 'age: 60'))!)).toBeLessThan(2_000)
  expect(await skewOf('date: yesterday')).toBeNull()
  expect(await skewOf('server: x')).toBeNull()
})
