import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { systemClock } from '../../../src/platform/clock.ts'
import { createNetwork } from '../../../src/platform/create-network.ts'
import { answering, type Behaviour, endless, openFaultyServer } from '../../support/faulty-server.ts'
import { get, LONG_MS } from '../../support/requests.ts'

const network = createNetwork({ clock: systemClock })
const CAP = 50_000

const read = async (behave: Behaviour) => {
  await using server = await openFaultyServer(behave)
  return await network.exchange(
    get(`http://127.0.0.1:${server.port}/`, { limits: { timeoutMs: LONG_MS, maxBodyBytes: CAP } }),
  )
}

const sending = (headers: string, body: Uint8Array | string) =>
  answering(`HTTP/1.1 200 OK\r\n${headers}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`, body)

const text = '接続できません '.repeat(100)
const gzipped = gzipSync(text)

const readable: [string, Uint8Array][] = [
  ['gzip', gzipped],
  ['X-GZIP', gzipped],
  ['deflate', deflateSync(text)],
  ['deflate', deflateRawSync(text)],
  ['br', brotliCompressSync(text)],
  ['zstd', zstdCompressSync(text)],
  ['identity', Buffer.from(text)],
  ['gzip, br', brotliCompressSync(gzipped)],
  ['deflate, gzip, zstd', zstdCompressSync(gzipSync(deflateSync(text)))],
]

test.each(readable)('a body in %s is read', async (encoding, bytes) => {
  const { facts, body } = await read(sending(`content-encoding: ${encoding}`, bytes))
  expect(facts.phase).toBe('done')
  expect(body).toBe(text)
})

test('an empty body needs no decompression', async () => {
  const { facts, body } = await read(sending('content-encoding: gzip', ''))
  expect({ phase: facts.phase, body }).toEqual({ phase: 'done', body: '' })
})

const unreadable: [string, string, Uint8Array | string][] = [
  ['is no gzip', 'gzip', 'plain text'],
  ['is no brotli', 'br', 'plain text, and rather long'],
  ['is no zstd', 'zstd', 'plain text'],
  ['is no deflate', 'deflate', 'plain text'],
  ['ends early', 'gzip', gzipped.subarray(0, gzipped.length - 20)],
  ['has an encoding nobody knows', 'compress', 'x'],
  ['has too many encodings', 'gzip, gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(gzipped)))],
]

test.each(unreadable)('a body that %s stops at content', async (_name, encoding, bytes) => {
  const { facts, status } = await read(sending(`content-encoding: ${encoding}`, bytes))
  expect(facts).toMatchObject({ phase: 'content', error: 'BODY_ENCODING', httpStatus: 200 })
  expect(status).toBe(200)
})

test('a body as long as the cap is whole, one byte more is not', async () => {
  const whole = await read(sending('x: y', 'x'.repeat(CAP)))
  expect(whole.facts.phase).toBe('done')
  const more = await read(sending('x: y', 'x'.repeat(CAP + 1)))
  expect(more.facts).toMatchObject({ phase: 'content', error: 'BODY_TOO_LARGE' })
  expect(more.body).toHaveLength(CAP)
})

test.each([
  ['of unknown length', 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(16_384)],
  ['in chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', `4000\r\n${'x'.repeat(16_384)}\r\n`],
])('an endless body %s is left at the cap', async (_name, head, chunk) => {
  const { facts, body } = await read(endless(head, chunk))
  expect(facts).toMatchObject({ phase: 'content', error: 'BODY_TOO_LARGE', httpStatus: 200 })
  expect(body).toHaveLength(CAP)
})

test('a bomb does not go off, not even one within another', async () => {
  // Made piece by piece: the memory must not already be there when it is measured.
  const megabytes = Readable.from(Array<Buffer>(200).fill(Buffer.alloc(1_000_000)))
  const bomb = await buffer(megabytes.pipe(createGzip()))
  const inner = gzipSync(bomb)
  const before = process.memoryUsage().rss
  for (const [encoding, bytes] of [
    ['gzip', bomb],
    ['gzip, gzip', inner],
  ] as const) {
    const { facts, body } = await read(sending(`content-encoding: ${encoding}`, bytes))
    expect(facts).toMatchObject({ phase: 'content', error: 'BODY_TOO_LARGE' })
    expect(body).toHaveLength(CAP)
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
})

test('a page in an older Japanese encoding is read as it is meant', async () => {
  // "ログイン" as Shift_JIS.
  const bytes = Buffer.from([0x83, 0x8d, 0x83, 0x4f, 0x83, 0x43, 0x83, 0x93])
  const { body } = await read(sending('content-type: text/html; charset=Shift_JIS', bytes))
  expect(body).toBe('ログイン')
})
