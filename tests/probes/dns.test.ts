import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { type Answer, decode, encode } from 'dns-packet'
import { describe, expect, onTestFinished, test } from 'vitest'
import { see } from './rig.ts'

const NXDOMAIN = 3
const SERVFAIL = 2
const REFUSED = 5
type Reply = number | { readonly A?: readonly string[]; readonly AAAA?: readonly string[] } | 'silence'

/** A DNS server on loopback that gives everybody the same reply: an error code, addresses, or silence. */
async function dnsServer(reply: Reply): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (message, from) => {
    if (reply === 'silence') return
    const query = decode(message)
    const question = query.questions![0]!
    const type = question.type as 'A' | 'AAAA'
    const addresses = typeof reply === 'number' ? [] : (reply[type] ?? [])
    const answers = addresses.map((data): Answer => ({ type, name: question.name, ttl: 5, data }))
    const flags = 0x0180 | (typeof reply === 'number' ? reply : 0)
    socket.send(
      encode({ type: 'response', id: query.id ?? 0, flags, questions: [question], answers }),
      from.port,
      from.address,
    )
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())))
  return `127.0.0.1:${socket.address().port}`
}

const ask = async (replies: readonly Reply[], options: Record<string, unknown> = {}, timeoutMs = 10_000) =>
  see(
    'dns',
    { name: 'login.example.com', resolver: await Promise.all(replies.map(dnsServer)), ...options },
    { limits: { timeoutMs, maxBodyBytes: 1000 } },
  )

test('an address passes', async () => {
  const seen = await ask([{ A: ['203.0.113.7', '203.0.113.8'] }])
  expect(seen).toMatchObject({ outcome: 'passed', address: '203.0.113.7', resolver: 'public', via: 'direct' })
  expect(seen.timings.resolve).not.toBeNull()
})

test.each([
  ['no such name', NXDOMAIN, 'ENOTFOUND'],
  ['no such record', {}, 'ENODATA'],
  ['the server failed', SERVFAIL, 'ESERVFAIL'],
  ['the server refuses', REFUSED, 'EREFUSED'],
] as const)('%s', async (_, reply, error) => {
  expect(await ask([reply])).toMatchObject({ phase: 'resolve', error })
})

test('silence', async () => {
  expect(await ask(['silence'], {}, 300)).toMatchObject({ phase: 'resolve', error: 'EAI_AGAIN' })
})

describe('several servers side by side', () => {
  test('one answer is enough, and nobody waits for the silent one', async () => {
    const seen = await ask(['silence', SERVFAIL, { A: ['203.0.113.7'] }])
    expect(seen).toMatchObject({ outcome: 'passed' })
    expect(seen.tookMs).toBeLessThan(8000)
  })

  test('where none has an address, the answer that says most counts', async () => {
    expect(await ask([SERVFAIL, NXDOMAIN, REFUSED])).toMatchObject({ error: 'ENOTFOUND' })
    expect(await ask(['silence', SERVFAIL], {}, 300)).toMatchObject({ error: 'ESERVFAIL' })
  })
})

describe('both record types', () => {
  const types = ['A', 'AAAA']
  test('one may be empty', async () => {
    expect(await ask([{ A: ['203.0.113.7'] }], { types })).toMatchObject({ outcome: 'passed' })
    expect(await ask([{ AAAA: ['2001:db8::7'] }], { types })).toMatchObject({
      outcome: 'passed',
      address: '2001:db8::7',
    })
    expect(await ask([{}], { types })).toMatchObject({ error: 'ENODATA' })
  })
})

describe('a public name', () => {
  test.each(['10.1.2.3', '127.0.0.1', '0.0.0.0', '169.254.1.1', '198.18.0.5', '100.64.0.1', '192.168.0.9'])(
    'that leads to %s leads to a filter',
    async (address) => {
      const seen = await ask([{ A: [address] }], { expectPublic: true })
      expect(seen).toMatchObject({ phase: 'content', error: 'BODY_MISMATCH', address })
      expect(seen.detail).toContain(address)
      expect(await ask([{ A: [address] }])).toMatchObject({ outcome: 'passed' })
    },
  )

  test.each(['fd00::1', '::1', 'fe80::1', '::ffff:10.0.0.1'])('that leads to %s leads to a filter', async (address) => {
    expect(await ask([{ AAAA: [address] }], { types: ['AAAA'], expectPublic: true })).toMatchObject({
      phase: 'content',
    })
  })

  test.each(['64:ff9b::8.8.8.8', '2606:4700:4700::1111'])('may lead to %s', async (address) => {
    expect(await ask([{ AAAA: [address] }], { types: ['AAAA'], expectPublic: true })).toMatchObject({
      outcome: 'passed',
    })
  })
})

test('the system’s own resolver is the company’s; configuration can say otherwise', async () => {
  expect(await see('dns', { name: 'localhost' })).toMatchObject({ outcome: 'passed', resolver: 'company' })
  expect(await ask([{ A: ['203.0.113.7'] }], { owner: 'company' })).toMatchObject({ resolver: 'company' })
})
