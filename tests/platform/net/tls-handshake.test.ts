import { beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import type { CertificateAuthority, Credentials, LeafRequest } from '../../../src/simulator/certificate-authority.ts'
import { createTestAuthority, DAY_MS } from '../../support/certificates.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import {
  answering,
  answerOf,
  type Behaviour,
  closeOnData,
  openFaultyServer,
  resetOnData,
  silent,
} from '../../support/faulty-server.ts'
import { get, handshakeWith, trusting } from '../../support/requests.ts'

const network = createNetwork({ clock: systemClock })
let authority: CertificateAuthority

beforeAll(async () => {
  authority = await createTestAuthority('Dotchi Test CA')
})

const serving = async (credentials: Credentials, behave: Behaviour = silent) =>
  openFaultyServer(behave, { tls: credentials })

test('a believed certificate passes, and is described', async () => {
  await using server = await serving(await authority.issue({ names: ['localhost', '127.0.0.1'] }))
  const facts = await network.handshake(handshakeWith(server.port, { trust: trusting(authority.caPem) }))
  expect(facts).toMatchObject({ phase: 'done', tlsIssuer: 'Dotchi Test CA', drift: [] })
  expect(facts.tls).toMatchObject({
    issuer: 'Dotchi Test CA',
    subject: 'localhost',
    altNames: ['localhost', '127.0.0.1'],
    protocol: 'TLSv1.3',
    chain: ['localhost', 'Dotchi Test CA'],
  })
  expect(facts.tls!.fingerprint256).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
  expect(facts.tls!.validToAt! - facts.tls!.validFromAt!).toBe(31 * DAY_MS)
  expect(facts.timings).toMatchObject({ connect: expect.any(Number), tls: expect.any(Number), request: null })
})

test('an address is checked against the addresses of the certificate', async () => {
  await using server = await serving(await authority.issue({ names: ['localhost', '127.0.0.1'] }))
  const trust = trusting(authority.caPem)
  expect(await network.handshake(handshakeWith(server.port, { serverName: '127.0.0.1', trust }))).toMatchObject({
    phase: 'done',
  })
  expect(await network.handshake(handshakeWith(server.port, { serverName: '127.0.0.9', trust }))).toMatchObject({
    error: 'ERR_TLS_CERT_ALTNAME_INVALID',
  })
})

const now = Date.now()
const unbelieved: [string, LeafRequest, 'issue' | 'selfSigned', string][] = [
  [
    'expired',
    { names: ['localhost'], validFrom: now - 9 * DAY_MS, validTo: now - DAY_MS },
    'issue',
    'CERT_HAS_EXPIRED',
  ],
  ['not yet valid', { names: ['localhost'], validFrom: now + DAY_MS }, 'issue', 'CERT_NOT_YET_VALID'],
  ['for another host', { names: ['elsewhere.test'] }, 'issue', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['self-signed', { names: ['localhost'] }, 'selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
]

test.each(unbelieved)('a certificate that is %s is kept, and gets no request', async (_name, leaf, how, error) => {
  await using server = await serving(await authority[how](leaf), answering(answerOf('secret')))
  const trust = trusting(authority.caPem)
  const exchange = await network.exchange(get(`https://localhost:${server.port}/`, { trust, family: 4 }))
  expect(exchange).toMatchObject({ status: null, body: '', facts: { phase: 'tls', error } })
  expect(exchange.facts.tls).toMatchObject({
    subject: leaf.names[0],
    altNames: leaf.names,
    issuer: how === 'issue' ? 'Dotchi Test CA' : leaf.names[0],
  })
  expect(exchange.facts.detail).toBeTruthy()
  expect(server.received).toBe('')
})

test('an unknown authority is not believed, with or without its root in the chain', async () => {
  const leaf = await authority.issue({ names: ['localhost'] })
  await using bare = await serving(leaf)
  expect(await network.handshake(handshakeWith(bare.port))).toMatchObject({
    phase: 'tls',
    error: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    tlsIssuer: 'Dotchi Test CA',
  })
  await using complete = await serving({ key: leaf.key, cert: `${leaf.cert}\n${authority.caPem}` })
  expect(await network.handshake(handshakeWith(complete.port))).toMatchObject({
    phase: 'tls',
    error: 'SELF_SIGNED_CERT_IN_CHAIN',
    tls: { chain: ['localhost', 'Dotchi Test CA'] },
  })
})

test('inspection by a trusted authority passes, and is told', async () => {
  const inspector = await createTestAuthority('Example Web Gateway')
  await using server = await serving(await inspector.issue({ names: ['localhost'] }))
  const look = (...expected: string[]) =>
    network.handshake(handshakeWith(server.port, { trust: trusting(inspector.caPem, ...expected) }))
  expect(await look('digicert')).toMatchObject({
    phase: 'done',
    tlsIssuer: 'Example Web Gateway',
    drift: ['tls-inspection:Example Web Gateway'],
  })
  expect(await look('digicert', 'web gateway')).toMatchObject({ phase: 'done', drift: [] })
  expect(await look()).toMatchObject({ phase: 'done', drift: [] })
})

const broken: [string, Behaviour, string][] = [
  ['closes', closeOnData, 'TLS_HANDSHAKE'],
  ['resets', resetOnData, 'ECONNRESET'],
  [
    'speaks HTTP',
    (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    'TLS_HANDSHAKE',
  ],
]

test.each(broken)('a server that %s in the handshake stops at tls', async (_name, behave, error) => {
  await using server = await openFaultyServer(behave)
  // Several times: a socket that breaks under a handshake once crashed the process, but not every time.
  for (let round = 0; round < 10; round++) {
    const facts = await network.handshake(handshakeWith(server.port))
    expect(facts).toMatchObject({ phase: 'tls', error, address: '127.0.0.1', timings: { tls: expect.any(Number) } })
  }
})

test('a server that stays silent in the handshake runs into the deadline', async () => {
  const clock = createFakeClock()
  await using server = await openFaultyServer(silent)
  const looking = createNetwork({ clock }).handshake(handshakeWith(server.port, { timeoutMs: 8_000 }))
  await server.heard('localhost')
  await clock.advance(8_000)
  expect(await looking).toMatchObject({ phase: 'tls', error: 'ETIMEDOUT', timings: { tls: 8_000 }, tookMs: 8_000 })
})

test('an alert is a failed handshake', async () => {
  const credentials = await authority.issue({ names: ['localhost'] })
  // The certificate has an elliptic key; this cipher wants another.
  await using server = await openFaultyServer(silent, {
    tls: { ...credentials, maxVersion: 'TLSv1.2', ciphers: 'ECDHE-RSA-AES128-GCM-SHA256' },
  })
  const facts = await network.handshake(handshakeWith(server.port, { trust: trusting(authority.caPem) }))
  expect(facts).toMatchObject({ phase: 'tls', error: 'TLS_HANDSHAKE' })
  expect(facts.detail).toContain('HANDSHAKE_FAILURE')
})

test('a server that wants a certificate from us refuses after our request, and still stops at tls', async () => {
  const credentials = await authority.issue({ names: ['localhost'] })
  await using server = await openFaultyServer(answering(answerOf('hello')), {
    tls: { ...credentials, requestCert: true, rejectUnauthorized: true, ca: [authority.caPem] },
  })
  const { facts } = await network.exchange(
    get(`https://localhost:${server.port}/`, { trust: trusting(authority.caPem), family: 4 }),
  )
  expect(facts).toMatchObject({ phase: 'tls', error: 'TLS_HANDSHAKE' })
})
