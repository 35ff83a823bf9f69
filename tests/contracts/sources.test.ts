import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { attemptOf } from '../../src/sources/attempt.ts'
import { unreadHealth } from '../../src/sources/health.ts'
import { SOURCE_KINDS } from '../../src/sources/index.ts'
import { readSource, type SourceReading } from '../../src/sources/read-source.ts'
import { UNREADABLE_REASONS, UNREADABLE_WORDS } from '../../src/sources/reasons.ts'
import type { Item, SourceKind } from '../../src/sources/source.ts'
import { GOOD_DAYS } from '../sources/pages.ts'
import { documentOf, loopbackFetcher, mailboxesAt, sourceOf } from '../sources/rig.ts'
import { openPlace, type PlaceAnswer } from '../support/place.ts'

/** What every kind of source is held to: what it cannot read is unreadable, and never an empty list. */

const CHALLENGE = `<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body>
<div id="cf-wrapper">Enable JavaScript and cookies to continue</div><script>window._cf_chl_opt={}</script></body></html>`
const HOME = `<!doctype html><html><head><title>Welcome</title></head><body><main><h1>Welcome</h1><p>Try our new plan.</p></main></body></html>`

const bodyIn = (answer: string | { readonly body: string }) => (typeof answer === 'string' ? answer : answer.body)

/** Answers that take the place of the main document. */
const DAMAGES: Readonly<Record<string, (good: string) => PlaceAnswer>> = {
  empty: () => '',
  blank: () => ' \n\n ',
  'plain text': () => ({ headers: { 'content-type': 'text/plain' }, body: 'OK' }),
  'a home page': () => HOME,
  'a challenge page with 200': () => CHALLENGE,
  'a challenge page with 403': () => ({ status: 403, body: CHALLENGE }),
  'a JSON error with 200': () => ({
    headers: { 'content-type': 'application/json' },
    body: '{"code":"rest_forbidden","message":"Sorry","data":{"status":401}}',
  }),
  'an empty JSON object': () => '{}',
  'JSON null': () => 'null',
  'pieces of binary': () => Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7_919 + (i >> 3)) % 256),
  'another charset, garbled': (good) => iconv.encode(good.replace(/[ -~]{0,2}/g, '情報'), 'utf-16le'),
  huge: (good) => good + ' '.repeat(2_200_000),
  'too many tags': () => `<html><body>${'<p>'.repeat(60_000)}</body></html>`,
  'an entity bomb': () =>
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss version="2.0"><channel><title>&b;</title><item><title>&b;</title><link>http://x.example/</link></item></channel></rss>',
  'an external entity': () =>
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed><entry><id>1</id><title>&x;</title></entry></feed>',
  'not found': () => ({ status: 404, body: HOME }),
  'a server error': () => ({ status: 500, body: HOME }),
  'no content': () => ({ status: 204 }),
  'a redirect to the home page': () => ({ status: 302, headers: { location: '/home' } }),
  'broken off': (good) => (_request, response) => {
    response.writeHead(200, { 'content-length': String(good.length * 4) })
    response.write(good.slice(0, 100), () => response.destroy())
  },
  'never finished': (good) => (_request, response) => {
    response.writeHead(200)
    response.write(good.slice(0, -20))
  },
}

const textOf = (item: Item) => (item.kind === 'post' ? item.text : item.title)
const keyOf = (item: Item, origin: string) => (item.kind === 'post' ? item.id : item.key).replace(origin, '')
const instantOf = (item: Item) => (item.kind === 'post' ? item.at : item.publishedAt)

async function readAt(kind: SourceKind, damage: ((good: string) => PlaceAnswer) | null, timeoutMs = 5_000) {
  const day = GOOD_DAYS[kind.kind]!
  await using place = await openPlace({ '/home': HOME })
  const answers = day.answers(place.origin)
  Object.assign(place.answers, answers)
  const main = Object.keys(answers)[0]!
  if (damage) place.answers[main] = damage(bodyIn(answers[main]!))
  const source = sourceOf(kind.kind, day.options(place.origin))
  return {
    reading: await readSource(source, mailboxesAt(place.origin, loopbackFetcher(timeoutMs))),
    origin: place.origin,
    requests: place.requests,
  }
}

const stateOf = (reading: SourceReading, kind: SourceKind) => attemptOf(reading, kind, unreadHealth('x'), false)

test('every reason has its words', () => {
  expect(Object.keys(UNREADABLE_WORDS).sort()).toEqual([...UNREADABLE_REASONS].sort())
})

describe.each(SOURCE_KINDS.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  test('says what it is, with a valid example', () => {
    for (const text of [kind.title, kind.terms]) {
      expect(text.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/)
      expect(text.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
    }
    expect(kind.options.safeParse(kind.example).success).toBe(true)
    expect(kind.leastIntervalMs).toBeGreaterThanOrEqual(60_000)
    expect(kind.usualIntervalMs).toBeGreaterThanOrEqual(kind.leastIntervalMs)
    for (const { url } of kind.requests(kind.options.parse(kind.example))) expect(url).toMatch(/^(?:https|imaps):\/\//)
  })

  test('a saved page gives the saved answer', async () => {
    const { reading, origin } = await readAt(kind, null)
    if (reading.kind !== 'readable') throw new Error(`${reading.reason}: ${reading.detail}`)
    const found = reading.items.map((item) => ({
      key: keyOf(item, origin),
      text: textOf(item),
      at: instantOf(item) === null ? null : new Date(instantOf(item)!).toISOString(),
    }))
    expect(found).toEqual(GOOD_DAYS[kind.kind]!.expected)
    expect(reading.byFallback).toBe(false)
    expect(reading.items.every((item) => item.kind === (kind.reads === 'posts' ? 'post' : 'notice'))).toBe(true)
  })

  test.each(Object.keys(DAMAGES))('%s is unreadable', async (name) => {
    const timeoutMs = name === 'never finished' ? 600 : 5_000
    const { reading } = await readAt(kind, DAMAGES[name]!, timeoutMs)
    const attempt = stateOf(reading, kind)
    expect(attempt.kind).toBe('unreadable')
    if (attempt.kind === 'unreadable') expect(UNREADABLE_REASONS).toContain(attempt.reason)
  })

  test('the page of every other kind is unreadable', async () => {
    for (const [other, day] of Object.entries(GOOD_DAYS)) {
      if (other === kind.kind || [other, kind.kind].sort().join() === 'feed,news') continue
      const page = bodyIn(Object.values(day.answers('https://example.com'))[0]!)
      const { reading } = await readAt(kind, () => page)
      expect(stateOf(reading, kind).kind, other).toBe('unreadable')
    }
  })

  test('a page cut short anywhere is unreadable, or what is left of it is read', async () => {
    const day = GOOD_DAYS[kind.kind]!
    const options = kind.options.parse(day.options('https://example.com'))
    const answers = Object.entries(day.answers('https://example.com'))
    const urls = kind.requests(options).map(({ url }) => url)
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.98, noNaN: true }), async (share) => {
        const documents = urls.map((url, index) => {
          const whole = bodyIn(answers[index]![1])
          return documentOf(index === 0 ? whole.slice(0, Math.floor(whole.length * share)) : whole, url)
        })
        const parsed = await kind.read(documents, options)
        if ('readable' in parsed) expect(parsed.readable.length).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })

  test('no text, however odd, makes it throw or read nothing as nothing', async () => {
    const day = GOOD_DAYS[kind.kind]!
    const options = kind.options.parse(day.options('https://example.com'))
    const good = bodyIn(Object.values(day.answers('https://example.com'))[0]!)
    const urls = kind.requests(options).map(({ url }) => url)
    const mutated = fc
      .array(
        fc.tuple(
          fc.nat(good.length),
          fc.nat(12),
          fc.oneof(fc.string(), fc.constantFrom('<', '>', '"', '}', ']', '&', '\u0000', '[]', '{}')),
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((edits) =>
        edits.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), good),
      )
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, fc.string({ unit: 'binary' }), fc.json(), fc.webUrl()), async (text) => {
        const parsed = await kind.read(
          urls.map((url) => documentOf(text, url)),
          options,
        )
        if ('unreadable' in parsed) expect(UNREADABLE_REASONS).toContain(parsed.unreadable)
        else
          for (const item of parsed.readable) {
            expect(item.url === null || /^https?:\/\//.test(item.url)).toBe(true)
            expect(textOf(item).length).toBeLessThanOrEqual(60_000)
          }
      }),
      { numRuns: 150 },
    )
  })
})
