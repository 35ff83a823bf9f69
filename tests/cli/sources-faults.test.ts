import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { openPlace, type PlaceAnswer } from '../support/place.ts'
import { runHere } from '../support/run-cli.ts'

const directory = mkdtempSync(join(tmpdir(), 'dotchi-cli-faults-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** お知らせ in ISO-2022-JP. */
const JIS = Buffer.from([0x1b, 0x24, 0x42, 0x24, 0x2a, 0x43, 0x4e, 0x24, 0x69, 0x24, 0x3b, 0x1b, 0x28, 0x42])
const ascii = (text: string) => Buffer.from(text, 'latin1')
const list = (title: Buffer | string) =>
  Buffer.concat([
    ascii(
      '<!doctype html><html><head><title>x</title></head><body><main><ul><li><time datetime="2026-04-01">2026-04-01</time> <a href="/notice/1/">',
    ),
    Buffer.from(title),
    ascii('</a></li></ul></main></body></html>'),
  ])
const BOMB = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title></channel></rss>`

interface Fault {
  readonly kind: string
  readonly answer: PlaceAnswer
  readonly expected: Readonly<Record<string, unknown>>
}
const page = (answer: PlaceAnswer, reason: string): Fault => ({
  ...{ kind: 'html-notices', answer, expected: { state: 'unreadable', reason } },
})
const FAULTS: Readonly<Record<string, Fault>> = {
  'asks-to-wait': page({ status: 429, headers: { 'retry-after': '600' }, body: 'later' }, 'told-to-wait'),
  gone: page({ status: 404, body: 'x' }, 'gone'),
  denied: page({ status: 403, body: 'x' }, 'denied'),
  broken: page({ status: 500, body: 'x' }, 'server-error'),
  challenge: page('<!doctype html><title>Just a moment...</title><main>x</main>', 'challenge'),
  'into-private': page({ status: 302, headers: { location: 'http://127.0.0.2:9/' } }, 'private-address'),
  'gzip-bomb': page(
    { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(30_000_000, 'a')) },
    'too-large',
  ),
  empty: page('<!doctype html><html><body><main><h1>お知らせ</h1></main></body></html>', 'no-items'),
  'error-in-json': page({ headers: { 'content-type': 'application/json' }, body: '{"error":"x"}' }, 'not-html'),
  'entity-bomb': { kind: 'feed', answer: BOMB, expected: { state: 'unreadable', reason: 'forbidden-xml' } },
  'says-nothing-of-its-characters': {
    kind: 'html-notices',
    answer: { headers: { 'content-type': 'text/html' }, body: list(JIS) },
    expected: { state: 'readable', items: 1 },
  },
}

test('verify says of every fault what it is, and never that there is nothing', async () => {
  await using place = await openPlace({ '/robots.txt': 'User-agent: *\nDisallow: /away/' })
  await using closed = await openPlace({ '/robots.txt': 'User-agent: *\nDisallow: /', '/notice/': list('x') })
  for (const [name, { answer }] of Object.entries(FAULTS)) place.answers[`/${name}/`] = answer
  // What asks to wait closes its whole host: it comes last.
  const order = Object.keys(FAULTS).sort((a, b) => Number(a === 'asks-to-wait') - Number(b === 'asks-to-wait'))
  const sources = order.map((id) => ({ id, kind: FAULTS[id]!.kind, options: { url: `${place.origin}/${id}/` } }))
  const file = join(directory, 'faults.yaml')
  const away = { id: 'away', kind: 'html-notices', options: { url: `${closed.origin}/notice/` } }
  writeFileSync(
    file,
    stringify({
      ...{ proxy: { url: 'none' }, replaceSources: true, reading: { allowPrivate: ['127.0.0.1'] } },
      sources: [away, ...sources],
    }),
  )
  const { code, stdout } = await runHere(['sources', 'verify', '-c', file, '--json'])
  expect(code).toBe(3)
  const told = new Map((JSON.parse(stdout) as { id: string }[]).map((one) => [one.id, one]))
  expect(told.get('away')).toMatchObject({ state: 'unreadable', reason: 'robots' })
  for (const [name, { expected }] of Object.entries(FAULTS)) expect(told.get(name), name).toMatchObject(expected)
}, 60_000)
