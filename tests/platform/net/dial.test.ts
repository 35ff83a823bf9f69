import { expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import { openBlackHole } from '../../support/black-hole.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { closedPort, openFaultyServer, silent } from '../../support/faulty-server.ts'
import { connectTo } from '../../support/requests.ts'

const network = createNetwork({ clock: systemClock })

test('a connection tells its address, its family and its time', async () => {
  await using server = await openFaultyServer(silent)
  const facts = await network.connect(connectTo('localhost', server.port, { family: 4 }))
  expect(facts).toMatchObject({ phase: 'done', via: 'direct', address: '127.0.0.1', family: 4, proxy: null })
  expect(facts.timings).toMatchObject({ resolve: expect.any(Number), connect: expect.any(Number), tls: null })
  expect(facts.tookMs).toBeGreaterThan(0)
})

test('IPv6 is a way of its own', async () => {
  await using server = await openFaultyServer(silent, { host: '::1' })
  expect(await network.connect(connectTo('::1', server.port))).toMatchObject({
    phase: 'done',
    address: '::1',
    family: 6,
    timings: { resolve: null },
  })
  const bracketed = await network.connect(connectTo('[::1]', server.port))
  expect(bracketed.phase).toBe('done')
  expect(await network.connect(connectTo('127.0.0.1', server.port, { family: 6 }))).toMatchObject({
    phase: 'resolve',
    error: 'ENODATA',
  })
})

test('a closed port refuses', async () => {
  const facts = await network.connect(connectTo('127.0.0.1', await closedPort()))
  expect(facts).toMatchObject({ phase: 'connect', error: 'ECONNREFUSED', address: '127.0.0.1', family: 4 })
  expect(facts.detail).toContain('ECONNREFUSED 127.0.0.1:')
  expect(facts.timings?.connect).toBeGreaterThan(0)
})

test('what swallows connections runs into the deadline', async () => {
  await using hole = await openBlackHole()
  const facts = await network.connect(connectTo('127.0.0.1', hole.port, { timeoutMs: 300 }))
  expect(facts).toMatchObject({ phase: 'connect', error: 'ETIMEDOUT', address: '127.0.0.1', family: 4 })
})

test('the next address is tried within the same deadline', async () => {
  const { connect } = createNetwork({ clock: systemClock, hosts: { 'two.test': ['::1', '127.0.0.1'] } })
  await using server = await openFaultyServer(silent)
  expect(await connect(connectTo('two.test', server.port))).toMatchObject({
    phase: 'done',
    address: '127.0.0.1',
    family: 4,
  })
})

test('an address that swallows connections leaves time for the next', async () => {
  const clock = createFakeClock()
  await using hole = await openBlackHole()
  const { connect } = createNetwork({ clock, hosts: { 'two.test': ['127.0.0.1', '127.0.0.2'] } })
  const looking = connect(connectTo('two.test', hole.port, { timeoutMs: 10_000 }))
  await clock.advance(5_000)
  await clock.advance(5_000)
  const facts = await looking
  expect(facts).toMatchObject({ phase: 'connect', error: 'ETIMEDOUT', tookMs: 10_000 })
  expect(facts.detail).toMatch(/ETIMEDOUT 127\.0\.0\.1:\d+; ETIMEDOUT 127\.0\.0\.2:\d+/)
})

test('a line that needs more than a quarter of a second for a connection is slow, not down', async () => {
  await using hole = await openBlackHole()
  const { connect } = createNetwork({ clock: systemClock, hosts: { 'slow.test': ['127.0.0.1', '127.0.0.2'] } })
  const looking = connect(connectTo('slow.test', hole.port))
  // The first SYN is lost; the kernel sends the second after a second.
  setTimeout(() => hole.open(), 400)
  const facts = await looking
  expect(facts).toMatchObject({ phase: 'done', address: '127.0.0.1' })
  expect(facts.timings?.connect).toBeGreaterThan(300)
})

test('no way out of this machine is told as such', async () => {
  // No connection can be made to the broadcast address: the kernel refuses without sending anything.
  const facts = await network.connect(connectTo('255.255.255.255', 9))
  expect(facts.phase).toBe('connect')
  expect(['ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL']).toContain(facts.error)
})

test('a name that nobody knows stops at resolve', async () => {
  const { connect } = createNetwork({ clock: systemClock, nameservers: () => [] })
  const facts = await connect(connectTo('no-such-name.invalid', 443))
  expect(facts.phase).toBe('resolve')
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(facts.error)
  expect(facts.timings).toMatchObject({ resolve: expect.any(Number), connect: null })
})

test('a caller who gives up gets its own reason back, and no finding', async () => {
  await using server = await openFaultyServer(silent)
  const stop = new AbortController()
  stop.abort(new Error('shutting down'))
  await expect(network.connect(connectTo('127.0.0.1', server.port, { signal: stop.signal }))).rejects.toThrow(
    'shutting down',
  )
  expect(server.connections).toBe(0)

  await using hole = await openBlackHole()
  const later = new AbortController()
  const looking = network.connect(connectTo('127.0.0.1', hole.port, { signal: later.signal }))
  later.abort(new Error('enough'))
  await expect(looking).rejects.toThrow('enough')
})
