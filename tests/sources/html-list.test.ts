import { expect, test } from 'vitest'
import { htmlNotices } from '../../src/sources/kinds/html-notices.ts'
import { documentOf } from './rig.ts'

const URL = 'https://example.com/notice/'
const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>t</title>${head}</head><body>${body}</body></html>`
const read = async (html: string, options: Record<string, unknown> = {}) =>
  htmlNotices.read([documentOf(html)], htmlNotices.options.parse({ url: URL, ...options }))
const listed = async (html: string, options?: Record<string, unknown>) => {
  const parsed = await read(html, options)
  if ('unreadable' in parsed) return parsed.unreadable
  return parsed.readable.map((item) =>
    item.kind === 'notice'
      ? `${item.url?.replace('https://example.com', '')} ${item.title} ${item.publishedAt === null ? '-' : new Date(item.publishedAt + 9 * 3_600_000).toISOString().slice(0, 10)}`
      : '',
  )
}

const LAYOUTS: Readonly<Record<string, string>> = {
  'JSON-LD': page(
    '<p>x</p>',
    `<script type="application/ld+json">{"@graph":[{"@type":"ItemList","itemListElement":[
      {"@type":"ListItem","item":{"@type":"NewsArticle","url":"/n/1","headline":"復旧のお知らせ","datePublished":"2026-04-06T09:00:00+09:00"}},
      {"@type":"ListItem","item":{"@type":"NewsArticle","url":"/n/2","headline":"新機能","datePublished":"2026-04-01"}}]}]}</script>`,
  ),
  'time elements': page(
    `<ul><li><time datetime="2026-04-06">今日</time><a href="/n/1">復旧のお知らせ</a></li><li><a href="/n/2"><time datetime="2026-04-01">4/1</time>新機能</a></li></ul>`,
  ),
  'a definition list': page(
    `<dl><dt>2026年4月6日</dt><dd><a href="/n/1">復旧のお知らせ</a></dd><dt>2026年4月1日</dt><dd><a href="/n/2">新機能</a></dd></dl>`,
  ),
  'a table': page(
    `<table><tr><td>2026/04/06</td><td>障害</td><td><a href="/n/1">復旧のお知らせ</a></td></tr><tr><td>２０２６.０４.０１</td><td>他</td><td><a href="/n/2">新機能</a></td></tr></table>`,
  ),
  'cards that are links': page(
    `<div><a href="/n/1"><span>2026.4.6</span><h3>復旧のお知らせ</h3></a><a href="/n/2"><span>2026.4.1</span><h3>新機能</h3></a></div>`,
  ),
  'a Korean list': page(
    `<ul><li><a href="/n/1">복구 안내</a><span>2026. 4. 6.</span></li><li><a href="/n/2">새 기능</a><span>2026. 4. 1.</span></li></ul>`,
  ),
}

test.each(Object.entries(LAYOUTS))('without selectors, %s is read as a list', async (_name, html) => {
  const entries = await listed(html)
  expect(entries).toHaveLength(2)
  expect(entries[0]).toMatch(/^\/n\/1 (復旧のお知らせ|복구 안내) 2026-04-06$/)
  expect(entries[1]).toMatch(/^\/n\/2 (新機能|새 기능) 2026-04-01$/)
})

test('selectors that match nothing any more are told, and the list is still read', async () => {
  const parsed = await read(LAYOUTS['time elements']!, { item: '.gone > li' })
  expect(parsed).toMatchObject({ byFallback: true, readable: [{}, {}] })
})

test('a selector that cannot be read matches nothing, and breaks nothing', async () => {
  expect(await read(LAYOUTS['a table']!, { item: 'ul[[>' })).toMatchObject({ byFallback: true })
})

test('menus with dates are no announcements, and a path keeps other links out', async () => {
  const html = page(
    `<nav><ul><li><a href="/x">2026.04.06 キャンペーン</a></li></ul></nav><ul><li><span>2026.04.06</span><a href="/pr/9">広告</a></li><li><span>2026.04.06</span><a href="/notice/3">お知らせ</a></li></ul>`,
  )
  expect(await listed(html, { path: '/notice/' })).toEqual(['/notice/3 お知らせ 2026-04-06'])
})

test('links that are no pages are left out', async () => {
  const html = page(
    `<ul><li><time datetime="2026-04-06"></time><a href="javascript:alert(1)">a</a></li><li><time datetime="2026-04-06"></time><a href="http://u:p@x.example/">b</a></li><li><time datetime="2026-04-06"></time><a href="/n/1">c</a></li></ul>`,
  )
  expect(await listed(html)).toEqual(['/n/1 c 2026-04-06'])
})

test('only pages of the same place are opened', async () => {
  const html = page(
    `<ul><li><time datetime="2026-04-06"></time><a href="https://other.example/1">外</a></li><li><time datetime="2026-04-06"></time><a href="/n/1">内</a></li></ul>`,
  )
  expect(await read(html)).toMatchObject({ wanted: [{ url: 'https://example.com/n/1' }] })
})

test('a list without its marker is another page', async () => {
  expect(await listed(LAYOUTS['a table']!, { marker: 'お知らせ一覧' })).toBe('no-marker')
})
