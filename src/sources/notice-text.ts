import type { NoticeBlock, NoticeDocument, NoticeText } from '../core/notices/notice-text.ts'
import { parseMarkup, readHtml } from './html-blocks.ts'

/** Data for programs, such as an error answer: nobody announces anything in it. */
const JSON_DATA = /^\s*(?:\{\s*(?:"|\})|\[\s*(?:\{|\]))/

/** Turns a fetched document into readable text. Never throws: what cannot be taken apart is read as far as it goes. */
export function noticeTextOf(document: NoticeDocument): NoticeText {
  const { url, fetchedAt, title, body } = document
  if (JSON_DATA.test(body)) return { url, fetchedAt, title, publishedAt: null, blocks: [] }
  if (document.format === 'text') return { url, fetchedAt, title, publishedAt: null, blocks: linesOf(body) }
  if (document.format === 'html') {
    const { blocks, published } = readHtml(body)
    return { url, fetchedAt, title, publishedAt: instantOf(published), blocks }
  }
  const entry = entryOf(body)
  const published = entry.pubDate ?? entry.published ?? entry['dc:date'] ?? entry.updated
  const texts = [entry['content:encoded'], entry.description, entry.content, entry.summary].map((text) => text ?? '')
  const content = texts.reduce((best, one) => (one.length > best.length ? one : best))
  return {
    url,
    fetchedAt,
    title: title ?? entry.title?.trim() ?? null,
    publishedAt: instantOf(published?.trim() ?? null),
    blocks: /<[a-z!/]/i.test(content) ? readHtml(content).blocks : linesOf(content),
  }
}

const linesOf = (text: string): NoticeBlock[] =>
  text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'line', text: line }))

const instantOf = (text: string | null): number | null => {
  const at = text ? Date.parse(text) : Number.NaN
  return Number.isFinite(at) ? at : null
}

const FIELDS = [
  'title',
  'pubDate',
  'published',
  'dc:date',
  'updated',
  'content:encoded',
  'description',
  'content',
  'summary',
] as const
type Field = (typeof FIELDS)[number]
const isField = (name: string): name is Field => FIELDS.includes(name as Field)

/** The texts of one feed entry: the first of each name. Markup inside a text (Atom's xhtml) is kept as markup. */
function entryOf(xml: string): Partial<Record<Field, string>> {
  const entry: Partial<Record<Field, string>> = {}
  let field: Field | null = null
  let depth = 0
  let text = ''
  parseMarkup(
    xml,
    {
      open(name) {
        if (field !== null) {
          depth++
          text += `<${name}>`
        } else if (isField(name) && entry[name] === undefined) {
          field = name
          depth = 0
          text = ''
        }
      },
      close(name) {
        if (field === null) return
        if (depth > 0) {
          depth--
          text += `</${name}>`
          return
        }
        entry[field] = text
        field = null
      },
      text(data) {
        if (field !== null) text += data
      },
    },
    true,
  )
  return entry
}
