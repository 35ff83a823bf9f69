import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import { createAddressGuard } from '../../../src/platform/fetch/address-guard.ts'
import { createFetcher, type FetcherOptions } from '../../../src/platform/fetch/create-fetcher.ts'
import type { Fetched } from '../../../src/platform/fetch/fetched.ts'
import { openPlace, type PlaceRequest } from '../../support/place.ts'

const clock = systemClock
const fetcherWith = (changes: Partial<FetcherOptions> = {}) =>
  createFetcher({
    clock,
    network: createNetwork({ clock }),
    trust: { extraCa: [], expectedIssuers: [] },
    proxyFor: () => null,
    guard: createAddressGuard(['127.0.0.1']),
    userAgent: 'Dotchi/test (contact: it@example.com)',
    pauseMsOf: () => 0,
    ...changes,
  })

const reasonOf = (fetched: Fetched) => (fetched.kind === 'failed' ? fetched.reason : fetched.kind)
const documentOf = (fetched: Fetched) => {
  if (fetched.kind === 'failed') throw new Error(`${fetched.reason}: ${fetched.detail}`)
  return fetched.document
}
const notRobots = (requests: readonly PlaceRequest[]) => requests.filter(({ path }) => path !== '/robots.txt')

test('says who asks, and asks robots.txt first and only once', async () => {
  await using place = await openPlace({ '/a': 'A', '/b': 'B' })
  const fetcher = fetcherWith()
  expect(documentOf(await fetcher.fetch({ url: `${place.origin}/a` }))).toMatchObject({ text: 'A', unchanged: false })
  await fetcher.fetch({ url: `${place.origin}/b` })
  expect(place.requests.map(({ path }) => path)).toEqual(['/robots.txt', '/a', '/b'])
  for (const { headers } of place.requests) expect(headers['user-agent']).toBe('Dotchi/test (contact: it@example.com)')
})

const ROBOTS: readonly (readonly [string, Record<string, unknown>, string])[] = [
  ['allows', { body: 'User-agent: *\nAllow: /\n' }, 'document'],
  ['is missing', { status: 404 }, 'document'],
  ['is forbidden', { status: 403 }, 'document'],
  ['is the home page', { body: '<!doctype html>Disallow: /' }, 'document'],
  ['speaks of others', { body: 'User-agent: GoogleBot\nDisallow: /\n' }, 'document'],
  ['disallows everybody', { body: 'User-agent: *\nDisallow: /\n' }, 'robots'],
  ['disallows us by name', { body: 'User-agent: dotchi\nDisallow: /notice\n\nUser-agent: *\nAllow: /' }, 'robots'],
  ['disallows all but the path', { body: 'User-agent: *\nDisallow: /\nAllow: /notice' }, 'document'],
  ['is broken', { status: 500 }, 'unreachable'],
]
test.each(ROBOTS)('robots.txt %s', async (_what, answer, expected) => {
  await using place = await openPlace({ '/notice': 'N', '/robots.txt': answer })
  expect(reasonOf(await fetcherWith().fetch({ url: `${place.origin}/notice` }))).toBe(expected)
  expect(notRobots(place.requests)).toHaveLength(expected === 'document' ? 1 : 0)
})

test('a programming interface is asked without robots.txt', async () => {
  await using place = await openPlace({ '/api': '{}', '/robots.txt': 'User-agent: *\nDisallow: /' })
  expect(documentOf(await fetcherWith().fetch({ url: `${place.origin}/api`, isApi: true })).text).toBe('{}')
})

test('asks with ETag and Last-Modified, and believes a 304', async () => {
  await using place = await openPlace({
    '/a': { headers: { etag: '"1"', 'last-modified': 'Mon, 06 Apr 2026 00:00:00 GMT' }, body: 'first' },
  })
  const fetcher = fetcherWith()
  const url = `${place.origin}/a`
  await fetcher.fetch({ url })
  place.answers['/a'] = (_request, response) => response.writeHead(304).end()
  for (const _ of [1, 2])
    expect(documentOf(await fetcher.fetch({ url }))).toMatchObject({ text: 'first', unchanged: true })
  expect(place.requests.at(-1)?.headers).toMatchObject({
    'if-none-match': '"1"',
    'if-modified-since': 'Mon, 06 Apr 2026 00:00:00 GMT',
  })
  place.answers['/a'] = { headers: { etag: '"2"' }, body: 'second' }
  expect(documentOf(await fetcher.fetch({ url }))).toMatchObject({ text: 'second', unchanged: false })
  await fetcher.fetch({ url })
  expect(place.requests.at(-1)?.headers['if-none-match']).toBe('"2"')
  expect(place.requests.at(-1)?.headers['if-modified-since']).toBeUndefined()
})

test('a 304 that nobody asked for is no document', async () => {
  await using place = await openPlace({ '/a': { status: 304 } })
  expect(reasonOf(await fetcherWith().fetch({ url: `${place.origin}/a` }))).toBe('http-status')
})

test('a fresh enough copy needs no request', async () => {
  await using place = await openPlace({ '/a': 'A' })
  const fetcher = fetcherWith()
  const url = `${place.origin}/a`
  await fetcher.fetch({ url })
  expect(documentOf(await fetcher.fetch({ url, maxAgeMs: 3_600_000 }))).toMatchObject({ text: 'A', unchanged: true })
  expect(notRobots(place.requests)).toHaveLength(1)
})

test('leaves a host alone for as long as it asks', async () => {
  await using place = await openPlace({ '/a': { status: 503, headers: { 'retry-after': '120' } }, '/b': 'B' })
  const fetcher = fetcherWith()
  const first = await fetcher.fetch({ url: `${place.origin}/a` })
  expect(first).toMatchObject({ kind: 'failed', reason: 'server-error' })
  expect(first.kind === 'failed' && first.retryAt! - clock.now()).toBeGreaterThan(60_000)
  expect(reasonOf(await fetcher.fetch({ url: `${place.origin}/b` }))).toBe('told-to-wait')
  expect(notRobots(place.requests)).toHaveLength(1)
})

test.each([
  [401, 'denied'],
  [403, 'denied'],
  [404, 'gone'],
  [410, 'gone'],
  [418, 'http-status'],
  [429, 'told-to-wait'],
  [451, 'denied'],
  [500, 'server-error'],
  [204, 'http-status'],
  [206, 'http-status'],
])('status %i is %s', async (status, reason) => {
  await using place = await openPlace({ '/a': { status } })
  expect(reasonOf(await fetcherWith().fetch({ url: `${place.origin}/a` }))).toBe(reason)
})

test('at most one request at a time on one host, whoever asks', async () => {
  await using place = await openPlace()
  for (let i = 0; i < 6; i++)
    place.answers[`/${i}`] = (_request, response) => void setTimeout(() => response.end('x'), 20)
  const fetcher = fetcherWith()
  const all = await Promise.all([0, 1, 2, 3, 4, 5].map((i) => fetcher.fetch({ url: `${place.origin}/${i}` })))
  expect(all.map(reasonOf)).toEqual(Array(6).fill('document'))
  expect(place.mostAtOnce).toBe(1)
})

test('follows a few redirects, and tells where it ended', async () => {
  await using place = await openPlace({
    '/a': { status: 301, headers: { location: 'b' } },
    '/b': { status: 302, headers: { location: '/c?x' } },
    '/c?x': 'end',
    '/loop': { status: 302, headers: { location: '/loop' } },
    '/nowhere': { status: 302 },
    '/odd': { status: 302, headers: { location: 'javascript:alert(1)' } },
  })
  const fetcher = fetcherWith()
  expect(documentOf(await fetcher.fetch({ url: `${place.origin}/a` }))).toMatchObject({
    url: `${place.origin}/a`,
    finalUrl: `${place.origin}/c?x`,
    text: 'end',
  })
  expect(reasonOf(await fetcher.fetch({ url: `${place.origin}/loop` }))).toBe('bad-redirect')
  expect(reasonOf(await fetcher.fetch({ url: `${place.origin}/nowhere` }))).toBe('bad-redirect')
  expect(reasonOf(await fetcher.fetch({ url: `${place.origin}/odd` }))).toBe('private-address')
})

test('nobody leads it into a private network: not by name, not by redirect, not by rebinding', async () => {
  await using inside = await openPlace({ '/secret': 'secret' }, '127.0.0.2')
  await using place = await openPlace({ '/a': { status: 302, headers: { location: `${inside.origin}/secret` } } })
  const hosts = { 'evil.example': ['8.8.8.8', '127.0.0.2'], 'evil2.example': ['::ffff:127.0.0.2'] }
  const fetcher = fetcherWith({ network: createNetwork({ clock, hosts }) })
  for (const url of [
    `${inside.origin}/secret`,
    `${place.origin}/a`,
    `http://evil.example:${inside.port}/secret`,
    `http://evil2.example:${inside.port}/secret`,
    `http://localhost:${inside.port}/secret`,
  ])
    expect(reasonOf(await fetcher.fetch({ url, isApi: true })), url).toBe('private-address')
  expect(inside.requests).toEqual([])
})

test('a key is not handed on to another origin', async () => {
  await using other = await openPlace({ '/b': 'B' })
  await using place = await openPlace({ '/a': { status: 307, headers: { location: `${other.origin}/b` } } })
  await fetcherWith().fetch({ url: `${place.origin}/a`, headers: { authorization: 'Bearer key' } })
  expect(notRobots(place.requests)[0]?.headers.authorization).toBe('Bearer key')
  expect(notRobots(other.requests)[0]?.headers.authorization).toBeUndefined()
})

test('a small bomb does not become a big document', async () => {
  const bomb = gzipSync(Buffer.alloc(60_000_000))
  await using place = await openPlace({
    '/gzip': { headers: { 'content-encoding': 'gzip' }, body: bomb },
    '/br': { headers: { 'content-encoding': 'br' }, body: brotliCompressSync(Buffer.alloc(20_000_000)) },
    '/chain': { headers: { 'content-encoding': Array(6).fill('gzip').join(', ') }, body: bomb },
    '/plain': 'x'.repeat(2_100_000),
  })
  const fetcher = fetcherWith()
  const before = process.memoryUsage().arrayBuffers
  for (const path of ['/gzip', '/br', '/plain'])
    expect(reasonOf(await fetcher.fetch({ url: place.origin + path })), path).toBe('too-large')
  expect(reasonOf(await fetcher.fetch({ url: `${place.origin}/chain` }))).toBe('not-http')
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000)
})

test('the deadline covers the body, however slowly it drips', async () => {
  await using place = await openPlace({
    '/a': (_request, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(timer))
    },
  })
  expect(reasonOf(await fetcherWith({ timeoutMs: 500 }).fetch({ url: `${place.origin}/a` }))).toBe('timeout')
})

test('what is not there, breaks off or is no HTTP is told apart from an answer', async () => {
  await using place = await openPlace({
    '/cut': (_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.destroy())
    },
    '/junk': (_request, response) => void response.socket?.end('SSH-2.0-nothing\r\n'),
  })
  const fetcher = fetcherWith()
  expect(reasonOf(await fetcher.fetch({ url: `${place.origin}/cut` }))).toBe('unreachable')
  expect(reasonOf(await fetcher.fetch({ url: `${place.origin}/junk` }))).toBe('not-http')
  expect(reasonOf(await fetcher.fetch({ url: 'http://127.0.0.1:1/' }))).toBe('unreachable')
  expect(reasonOf(await fetcher.fetch({ url: 'no address' }))).toBe('bad-redirect')
})
