import { createChance } from '../posts/chance.ts'

/** What the readers of documents begin with, and what has made parsers slow before. */
const PIECES: Readonly<Record<'html' | 'xml' | 'json' | 'text', readonly string[]>> = {
  html: [
    '<div>',
    '<div class="a b c" id="x">',
    '</div>',
    '<li>',
    '<li><a href="/notice/1/">お知らせ</a> 2026.04.01',
    '<a href="/notice/',
    '<a href="/n/1">x</a>',
    '<time datetime="2026-04-01">',
    '<table><tr><td>',
    '<td>発生日時<td>4月1日 9:05頃',
    '<script type="application/ld+json">{"@type":"Article",',
    '<script>',
    '<!--',
    '<![CDATA[',
    '<',
    '>',
    '&',
    '&amp;',
    '&#x3042;',
    '"',
    "'",
    '=',
    '<p hidden>',
    '<h1>',
    '<main>',
    '<b><i><u>',
    '2026年4月1日',
    '\u3000',
    ' ',
    '\n',
  ],
  xml: [
    '<item>',
    '</item>',
    '<entry><title>',
    '<title>x</title>',
    '<link>https://example.com/</link>',
    '<guid>a</guid>',
    '<description>',
    '<![CDATA[',
    ']]>',
    '&lt;p&gt;',
    '&amp;amp;',
    '<a b="c" d="e">',
    '<x:y xmlns:x="z">',
    '<',
    '&',
    '\n',
  ],
  json: ['[', '{"a":', '"', '\\u0000', '[{"id":"1"},', '1e9,', '{"error":', '\n', ' '],
  text: [
    '発生日時：2026年4月1日 9:05頃 〜 ',
    '4月1日',
    '～',
    '9:05',
    '原因を調査中です。',
    '【復旧】',
    '■',
    'トークの',
    'ログインできない',
    'from 9:00 to ',
    'update #1 ',
    '第1報 ',
    '(',
    '：',
    '1',
    '年',
    'ﷺ',
    '\u0300',
    '\ud800',
    '。',
    '\n',
    ' ',
    'ー',
    '점검 ',
    'login ',
  ],
}
const HEADS = {
  html: '<!doctype html><html><body><main>',
  xml: '<rss version="2.0"><channel><title>x</title>',
  json: '',
  text: '',
}
export type Shape = keyof typeof PIECES
export const SHAPES: readonly Shape[] = ['html', 'xml', 'json', 'text']

/** Odd documents of `size` characters, the same for the same seed: one piece over and over, or some by turns, or at random. */
export function* oddDocuments(shape: Shape, size: number, count: number, seed: number): Generator<string> {
  const chance = createChance(seed)
  const pieces = [...PIECES[shape], ...(shape === 'html' || shape === 'xml' ? PIECES.text : [])]
  for (const piece of pieces) yield cut(HEADS[shape] + piece.repeat(Math.ceil(size / piece.length)), size)
  for (let i = 0; i < count; i++) {
    const some = Array.from({ length: 1 + chance.below(5) }, () => pieces[chance.below(pieces.length)]!)
    const parts: string[] = [HEADS[shape]]
    const isRandom = i % 2 === 0
    for (let length = 0; length < size; length += parts.at(-1)!.length)
      parts.push(isRandom ? some[chance.below(some.length)]! : some.join(''))
    yield cut(parts.join(''), size)
  }
}

const cut = (text: string, size: number) => text.slice(0, size)
