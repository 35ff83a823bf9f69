import { expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import type { DnsAnswer } from '../../../src/platform/net/dns-answer.ts'
import { createResolver } from '../../../src/platform/net/resolver.ts'
import { openDnsServer } from '../../support/dns-server.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { LONG_MS } from '../../support/requests.ts'

const bySystem = (name: string, type: 'A' | 'AAAA', nameservers: readonly string[], hosts = {}) =>
  createNetwork({ clock: systemClock, nameservers: () => nameservers, hosts }).resolve({
    name,
    type,
    resolver: null,
    timeoutMs: LONG_MS,
  })

test('the system resolves localhost by itself, each family apart', async () => {
  expect(await bySystem('localhost', 'A', [])).toMatchObject({ addresses: ['127.0.0.1'], error: null })
})

test('an address is its own answer, and a fixed name needs no one', async () => {
  expect(await bySystem('192.0.2.1', 'A', [])).toMatchObject({ addresses: ['192.0.2.1'] })
  expect(await bySystem('192.0.2.1', 'AAAA', [])).toMatchObject({ addresses: [], error: 'ENODATA' })
  const hosts = { 'fixed.test': ['192.0.2.2', '2001:db8::2'] }
  expect(await bySystem('Fixed.test', 'A', [], hosts)).toMatchObject({ addresses: ['192.0.2.2'] })
  expect(await bySystem('fixed.test', 'AAAA', [], hosts)).toMatchObject({ addresses: ['2001:db8::2'] })
})

// Names below .invalid never exist, so that the system's own resolver fails on every machine, with or without a network.
test.each([
  ['NXDOMAIN', {}, 'ENOTFOUND'],
  ['SERVFAIL', { 'name.invalid': { rcode: 'SERVFAIL' } }, 'ESERVFAIL'],
  ['REFUSED', { 'name.invalid': { rcode: 'REFUSED' } }, 'EREFUSED'],
  ['an empty answer', { 'name.invalid': { aaaa: ['2001:db8::1'] } }, 'ENODATA'],
] as const)('where the system only says no, its DNS servers tell %s', async (_name, names, error) => {
  await using server = await openDnsServer(names)
  const answer = await bySystem('name.invalid', 'A', [server.address])
  expect(answer).toMatchObject({ addresses: [], error })
  expect(server.asked).toContain('udp A name.invalid')
})

test('the second DNS server is asked where the first cannot tell', async () => {
  await using broken = await openDnsServer({ 'name.invalid': { rcode: 'SERVFAIL' } })
  await using good = await openDnsServer({})
  expect(await bySystem('name.invalid', 'A', [broken.address, good.address])).toMatchObject({ error: 'ENOTFOUND' })
  expect(good.asked).toHaveLength(1)
})

test('what the system denies stays denied, though its DNS servers know it', async () => {
  await using server = await openDnsServer({ 'name.invalid': { a: ['192.0.2.1'] } })
  const answer = await bySystem('name.invalid', 'A', [server.address])
  expect(answer.addresses).toEqual([])
  expect(answer.error).not.toBeNull()
})

const never = new Promise<never>(() => {})
const late = { addresses: ['192.0.2.9'], error: null } as const

/** A system whose resolver is stuck, on a clock that is moved by hand: its DNS servers are asked in its place. */
async function whileStuck(nameservers: readonly string[], system: Promise<DnsAnswer>) {
  const clock = createFakeClock()
  const resolver = createResolver({ clock, nameservers: () => nameservers, system: () => system })
  const request = { name: 'name.test', type: 'A', resolver: null, timeoutMs: 10_000 } as const
  const asked = resolver.resolve(request)
  await clock.advance(2_000)
  return { clock, asked }
}

test('a stuck system resolver does not hide what its DNS servers know', async () => {
  await using server = await openDnsServer({ 'name.test': { a: ['192.0.2.1'] } })
  const { asked } = await whileStuck([server.address], never)
  expect(await asked).toMatchObject({ addresses: ['192.0.2.1'], tookMs: 2_000 })
})

test('a stuck system resolver does not hide that the name is gone', async () => {
  await using server = await openDnsServer({})
  const { asked } = await whileStuck([server.address], never)
  expect(await asked).toMatchObject({ addresses: [], error: 'ENOTFOUND' })
})

test('a late system resolver counts where nobody else can tell', async () => {
  const { asked } = await whileStuck(
    [],
    systemClock.sleep(50).then(() => late),
  )
  expect(await asked).toMatchObject({ addresses: ['192.0.2.9'] })
})

test('where nobody answers at all, the deadline ends it', async () => {
  await using server = await openDnsServer({ 'name.test': 'silent' })
  const { asked, clock } = await whileStuck([server.address], never)
  await clock.advance(8_000)
  expect(await asked).toMatchObject({ addresses: [], error: 'EAI_AGAIN' })
})

test('looks at the same name at the same time ask the system once', async () => {
  let questions = 0
  const system = async () => {
    questions += 1
    await systemClock.sleep(20)
    return late
  }
  const resolver = createResolver({ clock: systemClock, nameservers: () => [], system })
  const ask = () => resolver.resolve({ name: 'name.test', type: 'A', resolver: null, timeoutMs: LONG_MS })
  await Promise.all([ask(), ask(), ask()])
  expect(questions).toBe(1)
  await ask()
  expect(questions).toBe(2)
})
