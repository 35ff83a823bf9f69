import { Parser } from 'htmlparser2'
import type { NoticeBlock } from '../core/notices/notice-text.ts'
import { createBlockWriter } from './block-writer.ts'

/** What one page holds, apart from what surrounds it. */
export interface HtmlReading {
  readonly blocks: readonly NoticeBlock[]
  /** The time of publication, as its markup writes it. */
  readonly published: string | null
}

/** What is never text of a notice. */
const DROPPED = new Set(
  'script style nav footer aside template noscript svg button select textarea iframe del s strike head input object'.split(
    ' ',
  ),
)
const NEVER_TEXT = new Set(['script', 'style', 'template', 'head'])
/** Pieces of class names and ids that stand for menus and neighbouring articles. */
const SIDE_WORDS = new Set(
  'aside side sidebar nav navi navigation gnav lnav globalnav breadcrumb breadcrumbs topicpath pankuzu menu footer related relation recent ranking pagination pager share sns social banner widget archive archives recommend'.split(
    ' ',
  ),
)
/** Nobody writes deeper than this; the parser's cost grows with it. */
const MOST_DEPTH = 500
const CHUNK = 4_096

type Attributes = Readonly<Record<string, string>>

/** Elements are numbered in the order of their opening, so that a second pass knows what a first one found out. */
interface Outline {
  /** The first `main` element, or 0. */
  readonly main: number
  /** Elements that hold a top heading: such a one is the notice, whatever its class says. */
  readonly titled: ReadonlySet<number>
  readonly published: string | null
}

/** Reads a page or a fragment as blocks. Linear, never throws: broken markup gives what could be told apart. */
export function readHtml(html: string): HtmlReading {
  const outline = outlineOf(html)
  const blocks = blocksOf(html, outline)
  return { blocks: blocks.length > 0 ? blocks : blocksOf(html, null), published: outline.published }
}

interface Handlers {
  open(name: string, attributes: Attributes): void
  close(name: string): void
  text(data: string): void
}

/** Feeds the parser in pieces and stops where the nesting gets absurd. */
export function parseMarkup(source: string, handlers: Handlers, xml: boolean): void {
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth++
        handlers.open(name, attributes)
      },
      onclosetag: (name) => {
        depth--
        handlers.close(name)
      },
      ontext: (data) => handlers.text(data),
    },
    { xmlMode: xml, decodeEntities: true, recognizeCDATA: true },
  )
  for (let at = 0; at < source.length && depth <= MOST_DEPTH; at += CHUNK) parser.write(source.slice(at, at + CHUNK))
  parser.end()
}

function outlineOf(html: string): Outline {
  const open: number[] = []
  const titled = new Set<number>()
  let count = 0
  let main = 0
  let published: string | null = null
  let json = ''
  let inJson = false
  const open_ = (name: string, attributes: Attributes): void => {
    open.push(++count)
    if (main === 0 && (name === 'main' || attributes.role === 'main')) main = count
    if (name === 'h1') for (let at = open.length - 1; at >= 0 && !titled.has(open[at]!); at--) titled.add(open[at]!)
    if (name === 'meta' && attributes.property === 'article:published_time') published ??= attributes.content ?? null
    if (name === 'time') published ??= attributes.datetime ?? null
    inJson = name === 'script' && attributes.type === 'application/ld+json'
  }
  parseMarkup(
    html,
    {
      open: open_,
      close: () => {
        open.pop()
        inJson = false
      },
      text: (data) => {
        if (inJson && json.length < 20_000) json += data
      },
    },
    false,
  )
  return { main, titled, published: published ?? /"datePublished"\s*:\s*"([^"]{8,40})"/.exec(json)?.[1] ?? null }
}

/** `outline` null: take everything that is text at all. */
function blocksOf(html: string, outline: Outline | null): NoticeBlock[] {
  const writer = createBlockWriter()
  let count = 0
  let depth = 0
  /** Depth at which something dropped, or the main part, began; 0 for none. */
  let droppedAt = 0
  let mainAt = 0
  const isOutside = () => droppedAt > 0 || (outline !== null && outline.main > 0 && mainAt === 0)
  parseMarkup(
    html,
    {
      open(name, attributes) {
        count++
        depth++
        if (droppedAt > 0) return
        if (outline !== null && count === outline.main) mainAt = depth
        if (isDropped(name, attributes, count, outline)) droppedAt = depth
        else if (!isOutside()) writer.enter(name)
      },
      close(name) {
        if (!isOutside()) writer.leave(name)
        if (droppedAt === depth) droppedAt = 0
        if (mainAt === depth) mainAt = -1
        depth--
      },
      text(data) {
        if (!isOutside() && mainAt >= 0) writer.text(data)
      },
    },
    false,
  )
  return writer.finish()
}

function isDropped(name: string, attributes: Attributes, number: number, outline: Outline | null): boolean {
  if (NEVER_TEXT.has(name)) return true
  if (outline === null) return false
  if ('hidden' in attributes || /display\s*:\s*none/i.test(attributes.style ?? '')) return true
  if (outline.titled.has(number)) return false
  if (DROPPED.has(name) || (name === 'header' && outline.titled.size > 0)) return true
  if (name === 'main' || name === 'article' || name === 'body' || name === 'html') return false
  const words = `${attributes.class ?? ''} ${attributes.id ?? ''}`
    .slice(0, 200)
    .toLowerCase()
    .split(/[\s_-]+/)
  return words.some((word) => SIDE_WORDS.has(word)) || attributes.role === 'navigation'
}
