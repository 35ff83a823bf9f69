/**
 * How fast announcements are read: the labelled cases over and over, from the raw page to the facts.
 * node_modules/.bin/node bench/notices.ts [count]
 */
import { readFileSync } from 'node:fs'
import type { NoticeDocument, NoticeFormat } from '../src/core/notices/notice-text.ts'
import { readNotice } from '../src/core/notices/read-notice.ts'
import { noticeTextOf } from '../src/sources/notice-text.ts'
import { loadNoticeWords } from '../src/sources/notice-words.ts'

interface Case {
  readonly format: NoticeFormat
  readonly url: string
  readonly fetchedAt: string
  readonly title: string | null
  readonly body: string
}

const root = new URL('../tests/eval/', import.meta.url)
const documents = ['notices.jsonl', 'notices-own.jsonl']
  .flatMap((name) => readFileSync(new URL(name, root), 'utf8').trim().split('\n'))
  .map((line): NoticeDocument => {
    const { format, url, fetchedAt, title, body } = JSON.parse(line) as Case
    return { format, url, fetchedAt: Date.parse(fetchedAt), title, body }
  })
const count = Number(process.argv[2] ?? 10_000)
const words = loadNoticeWords()

const round = (read: boolean): number => {
  const began = process.cpuUsage()
  for (let at = 0; at < count; at++) {
    const text = noticeTextOf(documents[at % documents.length]!)
    if (read) readNotice(text, words)
  }
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000
}

round(true)
const [pages, both] = [round(false), round(true)]
const perSecond = (ms: number) => Math.round((count / ms) * 1_000)
console.log(
  `${count} notices: ${perSecond(both)} a second of CPU time; taking the page apart alone ${perSecond(pages)}`,
)
console.log(`resident memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`)

const size = 100_000
const fill = (piece: string): string => piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
const odd = [
  '5月1日1:00～2:00、',
  '原因を調査中です。',
  '【復旧】■ 発生：9:05 ',
  '<div>',
  '<li>x',
  '<b>',
  '<table><tr><td>',
  '<',
  '&amp;',
  'ﷺ',
  'トークの',
  '1',
]
for (const piece of odd) {
  const document: NoticeDocument = {
    format: piece.startsWith('<') || piece.startsWith('&') ? 'html' : 'text',
    url: 'https://example.com/',
    fetchedAt: 0,
    title: null,
    body: fill(piece),
  }
  const best = Math.min(
    ...[1, 2, 3].map(() => {
      const began = performance.now()
      readNotice(noticeTextOf(document), words)
      return performance.now() - began
    }),
  )
  console.log(`100 kB of ${JSON.stringify(piece)}: ${best.toFixed(1)} ms`)
}
