import { decode, encode } from 'dns-packet'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import { dnsServerOf } from '../../../src/platform/net/dns-client.ts'
import { openDnsServer, packetOf } from '../../support/dns-server.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { closedPort } from '../../support/faulty-server.ts'
import { LONG_MS } from '../../support/requests.ts'

const network = createNetwork({ clock: systemClock })
const ask = (resolver: string, name: string, type: 'A' | 'AAAA' = 'A') =>
  network.resolve({ name, type, resolver, timeoutMs: LONG_MS })

const NAMES = {
  'here.test': { a: ['192.0.2.1', '192.0.2.2', '192.0.2.1'], aaaa: ['2001:db8::1'] },
  'alias.test': { cname: 'cdn.test', a: ['192.0.2.3'] },
  'v4only.test': { a: ['192.0.2.4'] },
  'broken.test': { rcode: 'SERVFAIL' },
  'refused.test': { rcode: 'REFUSED' },
  'blocked.test': { rcode: 'NXDOMAIN', extended: { code: 15, text: 'company\u001b[31m policy' } },
  'large.test': { a: ['192.0.2.5'], truncated: true },
  'lossy.test': { a: ['192.0.2.6'], lose: 1 },
} as const

test('addresses of either kind, each once, also behind an alias', async () => {
  await using server = await openDnsServer(NAMES)
  expect(await ask(server.address, 'here.test')).toMatchObject({ addresses: ['192.0.2.1', '192.0.2.2'], error: null })
  expect(await ask(server.address, 'here.test.', 'AAAA')).toMatchObject({ addresses: ['2001:db8::1'], error: null })
  const answer = await ask(server.address, 'alias.test')
  expect(answer).toMatchObject({ addresses: ['192.0.2.3'], error: null })
  expect(answer.tookMs).toBeGreaterThan(0)
})

test.each([
  ['nowhere.test', 'A', 'ENOTFOUND', 'NXDOMAIN A'],
  ['v4only.test', 'AAAA', 'ENODATA', 'NOERROR AAAA'],
  ['broken.test', 'A', 'ESERVFAIL', 'SERVFAIL A'],
  ['refused.test', 'A', 'EREFUSED', 'REFUSED A'],
  ['blocked.test', 'A', 'ENOTFOUND', 'NXDOMAIN A (EDE 15, blocked, company policy)'],
] as const)('%s %s is %s', async (name, type, error, detail) => {
  await using server = await openDnsServer(NAMES)
  expect(await ask(server.address, name, type)).toMatchObject({ addresses: [], error, detail })
})

test('an answer that is cut is fetched over TCP', async () => {
  await using server = await openDnsServer(NAMES)
  expect(await ask(server.address, 'large.test')).toMatchObject({ addresses: ['192.0.2.5'] })
  expect(server.asked).toEqual(['udp A large.test', 'tcp A large.test'])
})

test('a lost question is put again, and a silent server gives up its chance in time', async () => {
  const clock = createFakeClock()
  await using server = await openDnsServer({ ...NAMES, 'silent.test': 'silent' })
  const { resolve } = createNetwork({ clock })
  const looking = (name: string) => resolve({ name, type: 'A', resolver: server.address, timeoutMs: 3_000 })
  const untilAsked = async (times: number) => {
    while (server.asked.length < times) await systemClock.sleep(5)
  }

  const lossy = looking('lossy.test')
  await untilAsked(1)
  await clock.advance(1_000)
  expect(await lossy).toMatchObject({ addresses: ['192.0.2.6'], tookMs: 1_000 })
  expect(server.asked).toHaveLength(2)

  const silent = looking('silent.test')
  await untilAsked(3)
  await clock.advance(3_000)
  expect(await silent).toMatchObject({ addresses: [], error: 'EAI_AGAIN', tookMs: 3_000 })
  await untilAsked(5)
})

test('only the answer to this very question counts', async () => {
  const good = { a: ['192.0.2.7'] }
  const forged = { a: ['203.0.113.66'] }
  await using server = await openDnsServer({
    'target.test': {
      raw: (query) => {
        const other = packetOf(query, forged)
        const question = decode(query).questions![0]!
        return [
          Buffer.from('not DNS at all'),
          encode({ ...other, id: (other.id! + 1) % 0x1_0000 }),
          encode({ ...other, questions: [{ ...question, name: 'other.test' }] }),
          encode({ ...other, type: 'query' }),
          encode(packetOf(query, good)),
        ]
      },
    },
  })
  expect(await ask(server.address, 'target.test')).toMatchObject({ addresses: ['192.0.2.7'] })
})

test('where nobody listens, nobody answers: that is known at once', async () => {
  const answer = await ask(`127.0.0.1:${await closedPort()}`, 'here.test')
  expect(answer).toMatchObject({ addresses: [], error: 'EAI_AGAIN' })
  expect(answer.tookMs).toBeLessThan(LONG_MS / 2)
})

test('the address of a DNS server is read in every usual form', () => {
  expect(dnsServerOf('192.0.2.1')).toEqual({ host: '192.0.2.1', port: 53 })
  expect(dnsServerOf('192.0.2.1:5353')).toEqual({ host: '192.0.2.1', port: 5353 })
  expect(dnsServerOf('2001:db8::1')).toEqual({ host: '2001:db8::1', port: 53 })
  expect(dnsServerOf('[2001:db8::1]:5353')).toEqual({ host: '2001:db8::1', port: 5353 })
  for (const wrong of ['', ':53', '192.0.2.1:0', '192.0.2.1:99999', 'a:b:c'])
    expect(() => dnsServerOf(wrong)).toThrow(TypeError)
})

test('a caller who gives up gets its own reason back', async () => {
  await using server = await openDnsServer({ 'silent.test': 'silent' })
  const stop = new AbortController()
  const looking = network.resolve({
    name: 'silent.test',
    type: 'A',
    resolver: server.address,
    timeoutMs: LONG_MS,
    signal: stop.signal,
  })
  stop.abort(new Error('enough'))
  await expect(looking).rejects.toThrow('enough')
})
