import { describe, expect, test } from 'vitest'
import type { NoticeFormat } from '../../src/core/notices/notice-text.ts'
import { noticeTextOf } from '../../src/sources/notice-text.ts'

const textOf = (body: string, format: NoticeFormat = 'html', title: string | null = null) =>
  noticeTextOf({ format, url: 'https://line-works.com/notice/1', fetchedAt: 0, title, body })
const blocksOf = (body: string, format?: NoticeFormat) => textOf(body, format).blocks

describe('a page', () => {
  test('loses scripts, menus, neighbours, comments, hidden and struck-out text', () => {
    const body = `<html><head><title>x</title><script>障害()</script></head><body><nav>障害情報</nav>
      <div class="breadcrumb">トップ</div><h1>題</h1><p>本文<!-- 復旧 --><span style="display: none">隠し</span></p>
      <p><del>1:00～5:00</del></p><div class="l-side"><p>別の障害</p></div><aside>関連</aside><footer>会社</footer></body></html>`
    expect(blocksOf(body)).toEqual([
      { kind: 'heading', level: 1, text: '題' },
      { kind: 'line', text: '本文' },
    ])
  })
  test('is read from its main part where it has one', () => {
    expect(blocksOf('<p>外</p><main><p>中</p></main><p>後</p>')).toEqual([{ kind: 'line', text: '中' }])
  })
  test('keeps what holds its heading, whatever its class says', () => {
    expect(blocksOf('<div class="sidebar"><h1>障害</h1><p>調査中</p></div>')).toHaveLength(2)
  })
  test('that is all menu is read all the same, rather than as nothing', () => {
    expect(blocksOf('<nav><p>障害のお知らせ</p></nav>')).toEqual([{ kind: 'line', text: '障害のお知らせ' }])
  })
  test('gives definition lists as fields and tables as rows', () => {
    expect(blocksOf('<dl><dt>日時<dd>5/1 1:00<dd>5/2 1:00<dt>対象<dd>メール</dl>')).toEqual([
      { kind: 'field', label: '日時', text: '5/1 1:00' },
      { kind: 'field', label: '日時', text: '5/2 1:00' },
      { kind: 'field', label: '対象', text: 'メール' },
    ])
    expect(blocksOf('<table><tr><th>発生<td>9:05<br>9:40</table>')).toEqual([
      { kind: 'row', table: 1, cells: ['発生', '9:05\n9:40'], heads: [true, false] },
    ])
  })
  test('does not take a table for layout as data', () => {
    const body = '<table><tr><td>左</td><td><table><tr><td>発生</td><td>9:05</td></tr></table></td></tr></table>'
    expect(blocksOf(body)).toEqual([
      { kind: 'line', text: '左' },
      { kind: 'row', table: 2, cells: ['発生', '9:05'], heads: [false, false] },
    ])
  })
  test('sets a name apart from its value', () => {
    expect(blocksOf('<li><span>作業日時</span><span>5月1日 1:00</span></li>')).toEqual([
      { kind: 'line', text: '作業日時　5月1日 1:00' },
    ])
    expect(blocksOf('<p><b>トーク</b>が送れません</p>')).toEqual([{ kind: 'line', text: 'トークが送れません' }])
  })
  test('tells when it was published', () => {
    const at = Date.parse('2026-05-10T03:00:00+09:00')
    expect(textOf('<time datetime="2026-05-10T03:00:00+09:00">昨日</time>').publishedAt).toBe(at)
    expect(
      textOf('<script type="application/ld+json">{"datePublished":"2026-05-10T03:00:00+09:00"}</script>').publishedAt,
    ).toBe(at)
    expect(textOf('<p>5月10日</p>').publishedAt).toBeNull()
  })
  test('broken or absurd, still gives its text', () => {
    expect(blocksOf('<div class=a<p>障害<table><tr><td>')).not.toEqual([])
    expect(blocksOf(`障害${'<div>'.repeat(5_000)}`)).toContainEqual({ kind: 'line', text: '障害' })
  })
})

describe('a feed entry', () => {
  const entry = (inner: string) =>
    `<item><title>題 &amp; 名</title><pubDate>Tue, 19 May 2026 08:45:00 +0900</pubDate>${inner}</item>`
  test('is read escaped, in CDATA or plain, with its date and title', () => {
    for (const description of ['&lt;p&gt;障害&lt;/p&gt;', '<![CDATA[<p>障害</p>]]>', '障害']) {
      const text = textOf(entry(`<description>${description}</description>`), 'rss')
      expect(text.blocks).toEqual([{ kind: 'line', text: '障害' }])
      expect(text.title).toBe('題 & 名')
      expect(text.publishedAt).toBe(Date.parse('2026-05-19T08:45:00+09:00'))
    }
  })
  test('prefers its full content', () => {
    const body = entry(
      '<description>短い</description><content:encoded><![CDATA[<p>もっと長い本文</p>]]></content:encoded>',
    )
    expect(blocksOf(body, 'rss')).toEqual([{ kind: 'line', text: 'もっと長い本文' }])
  })
  test('may be Atom', () => {
    const body =
      '<entry><title>t</title><updated>2026-05-19T00:00:00Z</updated><content type="xhtml"><div><p>障害</p></div></content></entry>'
    expect(blocksOf(body, 'rss')).toEqual([{ kind: 'line', text: '障害' }])
  })
})

test('plain text is its lines; data for programs says nothing', () => {
  expect(blocksOf('一行目\r\n\r\n二行目', 'text')).toHaveLength(2)
  expect(blocksOf('{"error":"障害"}', 'text')).toEqual([])
})
