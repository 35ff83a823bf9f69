import { type CheerioAPI, load } from 'cheerio'
import type { NoticeBlock, NoticeDocument, NoticeText } from '../core/notices/notice-text.ts'

type Node = ReturnType<CheerioAPI['root']>[0]['children'][number]
type Element = Extract<Node, { attribs: unknown }>

const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
const DROPPED = new Set(
  'script style nav footer aside template noscript svg button select textarea iframe del s strike head input object'.split(
    ' ',
  ),
)
/** Pieces of class names and ids that stand for menus and neighbouring articles. */
const SIDE_WORDS = new Set(
  'aside side sidebar nav navi navigation gnav lnav globalnav breadcrumb breadcrumbs topicpath pankuzu menu footer related relation recent ranking pagination pager share sns social banner widget archive archives recommend'.split(
    ' ',
  ),
)
/** Inline elements that set a name apart from its value. */
const NAMING = new Set(['span', 'b', 'strong', 'em', 'label', 'font', 'i'])
const HEADING = /^h[1-6]$/
const MAX_CELL = 400

const isElement = (node: Node): node is Element => 'attribs' in node
const nameOf = (node: Node): string => (isElement(node) ? node.name : '')

/** Turns a fetched document into readable text. Never throws: what cannot be taken apart is read as plain text. */
export function noticeTextOf(document: NoticeDocument): NoticeText {
  const base = { url: document.url, fetchedAt: document.fetchedAt, title: document.title }
  if (document.format === 'text') return { ...base, publishedAt: null, blocks: linesOf(document.body) }
  if (document.format === 'html') return { ...base, ...readHtml(document.body) }
  const feed = load(document.body, { xml: true })
  const pick = (...names: string[]) =>
    names.map((name) => feed(name).first().text().trim()).find((text) => text !== '') ?? ''
  const content = ['content\\:encoded', 'description', 'content', 'summary'].map((name) => feed(name).first().text())
  const body = content.reduce((best, one) => (one.length > best.length ? one : best), '')
  const published = instantOf(pick('pubDate', 'published', 'dc\\:date', 'updated'))
  const inner = /<[a-z!/]/i.test(body) ? readHtml(body).blocks : linesOf(body)
  const title = document.title ?? (pick('title') || null)
  return { ...base, title, publishedAt: published, blocks: inner }
}

const linesOf = (text: string): NoticeBlock[] =>
  text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'line', text: line }))

const instantOf = (text: string | undefined): number | null => {
  const at = text ? Date.parse(text) : Number.NaN
  return Number.isFinite(at) ? at : null
}

function readHtml(html: string): Pick<NoticeText, 'publishedAt' | 'blocks'> {
  const page = load(html, { xml: { xmlMode: false, decodeEntities: true } })
  const main = page('main, [role="main"]').first()[0]
  const roots = main ? [main] : page.root().contents().toArray()
  const titled = headingAncestors(page)
  const blocks = walk(roots as Node[], titled)
  const published =
    page('meta[property="article:published_time"]').attr('content') ??
    page('time[datetime]').first().attr('datetime') ??
    /"datePublished"\s*:\s*"([^"]{8,40})"/.exec(page('script[type="application/ld+json"]').first().text())?.[1]
  return {
    publishedAt: instantOf(published),
    blocks: blocks.length > 0 ? blocks : walk(page.root().contents().toArray() as Node[], null),
  }
}

/** Every element that holds a top heading: such an element is the notice, whatever its class says. */
function headingAncestors(page: CheerioAPI): Set<Node> {
  const holders = new Set<Node>()
  for (const heading of page('h1').toArray()) {
    for (let node: Node | null = heading as Node; node && !holders.has(node); node = node.parent as Node | null)
      holders.add(node)
  }
  return holders
}

function isDropped(element: Element, titled: Set<Node> | null): boolean {
  const { name, attribs } = element
  if (name === 'script' || name === 'style' || name === 'template' || name === 'head') return true
  if (titled === null) return false
  if ('hidden' in attribs || /display\s*:\s*none/i.test(attribs.style ?? '')) return true
  if (titled.has(element)) return false
  if (DROPPED.has(name)) return true
  if (name === 'main' || name === 'article' || name === 'body') return false
  const words = `${attribs.class ?? ''} ${attribs.id ?? ''}`.toLowerCase().split(/[\s_-]+/)
  return words.some((word) => SIDE_WORDS.has(word)) || attribs.role === 'navigation'
}

type Step = { readonly enter: Node } | { readonly leave: Element }

/** Walks the tree with a stack of its own, so that nesting cannot exhaust the machine's. */
function walk(roots: readonly Node[], titled: Set<Node> | null): NoticeBlock[] {
  const out = createOutput()
  const stack: Step[] = roots.map((enter) => ({ enter })).reverse()
  while (stack.length > 0) {
    const step = stack.pop() as Step
    if ('leave' in step) {
      out.leave(step.leave.name)
      continue
    }
    const node = step.enter
    if (node.type === 'text') out.text(node.data)
    else if (isElement(node) && !isDropped(node, titled)) {
      const cells = node.name === 'tr' ? cellsOf(node) : null
      if (cells) {
        out.row(cells)
        continue
      }
      out.enter(node.name)
      stack.push({ leave: node })
      for (const child of [...node.children].reverse()) stack.push({ enter: child })
    } else if ('children' in node && !isElement(node)) {
      for (const child of [...node.children].reverse()) stack.push({ enter: child as Node })
    }
  }
  return out.finish()
}

/** The cells of a row that holds data; null for a row that only lays out the page. */
function cellsOf(row: Element): { text: string; head: boolean }[] | null {
  const cells = row.children.filter((child): child is Element => nameOf(child) === 'td' || nameOf(child) === 'th')
  if (cells.length < 2) return null
  const out: { text: string; head: boolean }[] = []
  for (const cell of cells) {
    const text = cellText(cell)
    if (text === null || text.length > MAX_CELL) return null
    out.push({ text, head: cell.name === 'th' })
  }
  return out
}

/** The lines of a cell; null where it holds a table of its own. */
function cellText(cell: Element): string | null {
  let text = ''
  const stack: Node[] = [...cell.children].reverse()
  while (stack.length > 0) {
    const node = stack.pop() as Node
    if (node.type === 'text') text += node.data.replace(/\s+/g, ' ')
    else if (isElement(node)) {
      if (node.name === 'table') return null
      if (DROPPED.has(node.name)) continue
      if (node.name === 'br' || BLOCKS.has(node.name)) text += '\n'
      for (const child of [...node.children].reverse()) stack.push(child)
    }
    if (text.length > MAX_CELL * 2) return text
  }
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}

function createOutput() {
  const blocks: NoticeBlock[] = []
  let line = ''
  let heading = 0
  let label: string | null = null
  let inLabel = false
  let table = 0
  let preformatted = 0
  let named = false

  const flush = (): void => {
    const text = line.replace(/[^\S\u3000]+/g, ' ').trim()
    line = ''
    named = false
    if (text === '') return
    if (inLabel) label = text
    else if (label !== null) blocks.push({ kind: 'field', label, text })
    else if (heading > 0) blocks.push({ kind: 'heading', level: heading, text })
    else blocks.push({ kind: 'line', text })
  }
  const enter = (name: string): void => {
    if (name === 'br' || BLOCKS.has(name)) flush()
    if (!BLOCKS.has(name)) return
    if (name === 'table') table++
    if (name === 'pre') preformatted++
    if (name === 'dt') {
      label = null
      inLabel = true
    } else if (name === 'dd') inLabel = false
    heading = HEADING.test(name) ? Number(name[1]) : 0
  }
  const leave = (name: string): void => {
    if (NAMING.has(name) && line.trim() !== '') named = true
    if (!BLOCKS.has(name)) return
    flush()
    if (name === 'pre') preformatted--
    if (name === 'dt') inLabel = false
    if (name === 'dd' || name === 'dl') label = null
    heading = 0
  }
  const text = (data: string): void => {
    if (named && data.trim() !== '') {
      if (/^[^\s\u3040-\u309f、。・（(]/.test(data) && !/[\s:：]$/.test(line)) line += '\u3000'
      named = false
    }
    if (preformatted === 0) {
      line += data.replace(/[\r\n\t]+/g, ' ')
      return
    }
    for (const [at, piece] of data.split('\n').entries()) {
      if (at > 0) flush()
      line += piece
    }
  }
  const row = (cells: readonly { text: string; head: boolean }[]): void => {
    flush()
    blocks.push({ kind: 'row', table, cells: cells.map((cell) => cell.text), heads: cells.map(({ head }) => head) })
  }
  const finish = (): NoticeBlock[] => {
    flush()
    return blocks
  }
  return { enter, leave, text, row, finish }
}
