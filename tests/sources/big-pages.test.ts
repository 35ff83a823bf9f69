import { expect, test } from 'vitest'
import { oddDocuments } from '../../bench/sources/odd-documents.ts'
import { SOURCE_KINDS, sourceKindOf } from '../../src/sources/index.ts'
import { parseDocuments } from '../../src/sources/parse-aside.ts'
import { plainTextOf } from '../../src/sources/plain-text.ts'
import { documentOf, sourceOf } from './rig.ts'

const kind = sourceKindOf('html-notices')!
const source = sourceOf('html-notices', { url: 'https://example.com/notice/' })
const entry = (i: number) =>
  `<li><time datetime="2026-04-01">2026.04.01</time><a href="/notice/${i}/">お知らせ ${i} ${'あ'.repeat(150)}</a></li>`
const page = (entries: number) => `<!doctype html><main>${Array.from({ length: entries }, (_, i) => entry(i)).join('')}`

test('a big page is taken apart in a thread of its own, and reads as it reads here', async () => {
  const documents = [documentOf(page(1_000))]
  const here = await kind.read(documents, source.options)
  const aside = parseDocuments(kind, documents, source)
  expect(aside).toBeInstanceOf(Promise)
  expect(await aside).toEqual(here)
  expect(here).toMatchObject({ readable: { length: 200 } })
})

test('a small one is taken apart at once', () => {
  expect(parseDocuments(kind, [documentOf(page(5))], source)).not.toBeInstanceOf(Promise)
})

test('what nobody writes is too much, whatever its shape, and nobody falls over it', async () => {
  const deep = `<!doctype html><main>${'<div>'.repeat(5_000)}`
  const wide = `<!doctype html><main>${'<p>4月1日'.repeat(5_000)}`
  for (const text of [deep, wide])
    expect(kind.read([documentOf(text)], source.options)).toEqual({ unreadable: 'too-complex', detail: '' })
  expect(plainTextOf('<div>'.repeat(10_000)).length).toBeLessThan(10)
})

test('odd documents of every shape are read or unreadable, by every kind', { timeout: 120_000 }, async () => {
  for (const one of SOURCE_KINDS) {
    const options = one.options.parse(one.example)
    const { url } = one.requests(options)[0]!
    for (const shape of ['html', 'xml', 'json', 'text'] as const)
      for (const text of oddDocuments(shape, 20_000, 6, 9)) {
        const parsed = await one.read([documentOf(text, url)], options)
        expect('readable' in parsed || parsed.unreadable.length > 0).toBe(true)
      }
  }
})

test('the words of a page that is mostly scripts are not cut off', async () => {
  const list = page(2)
  const notice = `<!doctype html><html><head><style>${'a{}'.repeat(40_000)}</style></head><body><main><h1>お知らせ 0</h1><p>発生日時：2026年4月1日 9:05</p></main></body></html>`
  const parsed = await kind.read(
    [documentOf(list), documentOf(notice, 'https://example.com/notice/0/')],
    source.options,
  )
  const [first] = 'readable' in parsed ? parsed.readable : []
  expect(first).toMatchObject({ document: { format: 'html', body: expect.stringContaining('発生日時') } })
})
