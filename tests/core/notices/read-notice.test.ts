import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { notices } from '../../../src/cli/eval/notices.ts'
import type { NoticeFormat } from '../../../src/core/notices/notice-text.ts'
import { read } from './reading.ts'

async function scoresOf(name: string) {
  const lines = readFileSync(new URL(`../../eval/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const cases = (async function* () {
    for (const line of lines) yield JSON.parse(line) as unknown
  })()
  const { scores } = await notices.run(cases, () => {})
  return scores as Readonly<Record<string, number>>
}

describe('the labelled cases', () => {
  test.each(['notices.jsonl', 'notices-own.jsonl'])('%s are read as they are labelled', async (name) => {
    const scores = await scoresOf(name)
    expect(scores.kindAccuracy).toBeGreaterThanOrEqual(0.98)
    expect(scores.statusAccuracy).toBeGreaterThanOrEqual(0.96)
    expect(scores.affectsLoginAccuracy).toBeGreaterThanOrEqual(0.97)
    expect(scores.windowsExact).toBeGreaterThanOrEqual(0.97)
    expect(scores.componentsF1).toBeGreaterThanOrEqual(0.95)
  })
})

const PIECES = [
  '障害',
  '復旧',
  'メンテナンス',
  'ログイン',
  '9:05',
  '～',
  '未定',
  '5月32日',
  '25時',
  '99:99',
  '翌',
  '【',
  '】',
  '：',
  '\n',
  '。',
  ' ',
  '　',
  '<p>',
  '</td>',
  '<table><tr><td>',
  '<!--',
  ']]>',
  '<item>',
  '&#12',
  '&nbsp;',
  '復旧しておりません',
  '影響はありません',
  'not resolved',
  'until',
  '2026/',
  '令和元年',
  '\u0000',
  '\ud83d',
  '\u202e',
  'ﷺ',
  '第1報',
  '追記',
  'を除く',
  'UTC+',
  '①',
]
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join('')),
)
const formats: readonly NoticeFormat[] = ['html', 'rss', 'text']

describe('whatever comes', () => {
  test('nothing throws, and every answer is of the known form', () => {
    fc.assert(
      fc.property(odd, fc.option(odd), fc.constantFrom(...formats), (body, title, format) => {
        const reading = read(body, { title, format })
        if (reading.kind === 'other') {
          expect(reading).toMatchObject({ status: null, components: [], affectsLogin: false, windows: [] })
        } else expect(reading.status).not.toBeNull()
        for (const { startAt, endAt } of reading.windows) {
          expect(startAt === null || Number.isFinite(startAt)).toBe(true)
          expect(endAt === null || Number.isFinite(endAt)).toBe(true)
        }
        if (reading.components.includes('all')) expect(reading.components).toEqual(['all'])
      }),
      { numRuns: 400 },
    )
  })

  test('a text without a word of recovery is never called over', () => {
    const junk = fc.string({ unit: 'grapheme-ascii', maxLength: 300 }).filter((text) => !/[a-z]{3}/i.test(text))
    fc.assert(
      fc.property(junk, fc.constantFrom(...formats), (body, format) => {
        expect(read(body, { format }).kind).toBe('other')
        const troubled = read(`${body}\n現在、ログインできない障害が発生しています。`, { format: 'text' })
        expect(troubled.status === 'resolved' || troubled.status === 'monitoring').toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test.each([
    '',
    ' ',
    '\n\n',
    '<html></html>',
    '<item></item>',
    '{"error":"not found"}',
    '<html><body>Just a moment...</body></html>',
  ])('nothing is read out of %j', (body) => {
    for (const format of formats) expect(read(body, { format }).kind).toBe('other')
  })

  test.each([
    '復旧しておりません',
    'まだ復旧していません',
    '復旧の見込みは立っておりません',
    '復旧次第お知らせします',
    '復旧しましたらお知らせします',
  ])('トークの障害が発生しています。%s', (sentence) => {
    expect(read(`トークの障害が発生しています。${sentence}。`).status).toBe('investigating')
  })
})

describe('evidence', () => {
  test('every fact quotes the sentence it was read from', () => {
    const body = '6月5日 8:20頃から、ログインできない障害が発生しています。認証サーバーの故障が原因と判明しました。'
    const { quotes, language } = read(body)
    expect(language).toBe('ja')
    const textOf = (fact: string) => quotes.find((quote) => quote.fact === fact)?.text
    expect(textOf('window')).toBe('6月5日 8:20頃から、ログインできない障害が発生しています。')
    expect(textOf('component')).toBe('6月5日 8:20頃から、ログインできない障害が発生しています。')
    expect(textOf('status')).toBe('認証サーバーの故障が原因と判明しました。')
    for (const { text } of quotes) expect(body).toContain(text)
  })
  test('the language is that of most of the text', () => {
    expect(read('Login to LINE WORKS fails.').language).toBe('en')
    expect(read('LINE WORKS 로그인 장애가 발생했습니다.').language).toBe('ko')
    expect(read('LINE WORKSの障害です。').language).toBe('ja')
  })
})

describe('time spent grows with the length, not faster', () => {
  const fill = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
  const timeOf = (body: string, format: NoticeFormat): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const began = performance.now()
        read(body, { format })
        return performance.now() - began
      }),
    )
  test.each([
    ['text', '5月1日1:00～2:00、'],
    ['text', '原因を調査中です。'],
    ['text', '【復旧】■ 発生：9:05 '],
    ['text', '復旧'],
    ['text', 'ﷺ'],
    ['text', 'a：'],
    ['text', 'until 1:00 '],
    ['html', '<div>'],
    ['html', '<b>'],
    ['html', '<li>x'],
    ['html', '<dl><dt>'],
    ['html', '<table><tr><td>a</td><td>'],
    ['html', '<p><font color=1>x'],
    ['html', '<div class=side><h1>'],
    ['html', '<'],
    ['html', '&amp;'],
    ['rss', '<item><description>'],
  ] as const)('%s of %j', (format, piece) => {
    read(fill(piece, 10_000), { format })
    // Ten times what it takes on an idle machine; anything that grows with the square takes seconds.
    expect(timeOf(fill(piece, 200_000), format)).toBeLessThan(1_500)
  })
})
