import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { readNotice } from '../src/core/notices/read-notice.ts'
import { documentTextOf } from '../src/platform/fetch/document-text.ts'
import type { FetchedDocument } from '../src/platform/fetch/fetched.ts'
import { isChallenge } from '../src/sources/challenge.ts'
import { SOURCE_KINDS } from '../src/sources/index.ts'
import { noticeTextOf } from '../src/sources/notice-text.ts'
import { loadNoticeWords } from '../src/sources/notice-words.ts'
import { parseDocuments } from '../src/sources/parse-aside.ts'
import { plainTextOf } from '../src/sources/plain-text.ts'
import { oddDocuments, SHAPES } from './sources/odd-documents.ts'

/**
 * Whether an odd or a big document can hold the service up: every parser and reader on odd texts, and how long the event loop
 * waits while big pages are read as the service reads them.
 *
 *   node bench/sources.ts [--count 60] [--big 30]
 */

const { values } = parseArgs({
  options: { count: { type: 'string', default: '60' }, big: { type: 'string', default: '30' } },
})
const HUNDRED = 100_000
const BIG = 2_000_000
const words = loadNoticeWords()
const documentOf = (url: string, text: string): FetchedDocument => ({
  ...{ url, finalUrl: url, contentType: '', text, garbled: false, fetchedAt: 0, unchanged: false },
})

const fine = SOURCE_KINDS.map((kind) => {
  const options = kind.options.parse(kind.example)
  return { kind, options, url: kind.requests(options)[0]!.url }
})
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  ...Object.fromEntries(
    fine.map(({ kind, options, url }) => [
      `read ${kind.kind}`,
      (text: string) => kind.read([documentOf(url, text)], options),
    ]),
  ),
  'encoding of bytes': (text) => documentTextOf(Buffer.from(text), 'text/html; charset=shift_jis'),
  'challenge page?': isChallenge,
  'plain text': plainTextOf,
  'notice, html': (body) =>
    readNotice(noticeTextOf({ format: 'html', url: '', fetchedAt: 0, title: null, body }), words),
  'notice, feed entry': (body) =>
    readNotice(noticeTextOf({ format: 'rss', url: '', fetchedAt: 0, title: null, body }), words),
  'notice, text': (body) =>
    readNotice(noticeTextOf({ format: 'text', url: '', fetchedAt: 0, title: body, body }), words),
}

/** CPU time in milliseconds, the best of four, so that neither the collector nor a neighbour counts. */
async function cheapest(read: (text: string) => unknown, text: string): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 4 && best > 15; i++) {
    const from = process.cpuUsage()
    await read(text)
    const { user, system } = process.cpuUsage(from)
    best = Math.min(best, (user + system) / 1_000)
  }
  return best
}

const odd = SHAPES.flatMap((shape) => [...oddDocuments(shape, HUNDRED, Number(values.count), 3)])
for (const [name, read] of Object.entries(READERS)) {
  let slowest = { ms: 0, text: '' }
  for (const text of odd) {
    const ms = await cheapest(read, text)
    if (ms > slowest.ms) slowest = { ms, text }
  }
  console.log(
    `${name}: slowest of ${odd.length} odd texts of 100 kB ${slowest.ms.toFixed(1)} ms ${JSON.stringify(slowest.text.slice(0, 60))}`,
  )
}

const delay = monitorEventLoopDelay({ resolution: 5 })
let longest = 0
let most = 0
for (const text of [...oddDocuments('html', BIG, Number(values.big), 5)].slice(-Number(values.big))) {
  const { kind, options, url } = fine.find((one) => one.kind.kind === 'html-notices')!
  delay.reset()
  delay.enable()
  const from = performance.now()
  await parseDocuments(kind, [documentOf(url, text)], { options })
  most = Math.max(most, performance.now() - from)
  delay.disable()
  longest = Math.max(longest, delay.max / 1e6)
}
console.log(
  `${values.big} odd pages of 2 MB: at most ${most.toFixed(0)} ms each; nothing else waited longer than ${longest.toFixed(0)} ms`,
)
