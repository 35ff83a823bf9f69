import type { CheerioAPI } from 'cheerio'
import type { DomUtils } from 'htmlparser2'
import type { FetchedDocument } from '../platform/fetch/fetched.ts'
import { tidyText } from './html-page.ts'
import { hasDate, instantOf, linkOf, MOST_ITEMS, titleOf } from './item-text.ts'

/** One line of a list of announcements. */
export interface ListEntry {
  readonly url: string
  readonly title: string
  readonly publishedAt: number | null
  /** Everything that the list says about it. */
  readonly text: string
}

export interface ListSelectors {
  readonly item?: string | undefined
  readonly link?: string | undefined
  readonly title?: string | undefined
  readonly date?: string | undefined
  readonly path?: string | undefined
}

export interface FoundEntries {
  readonly entries: readonly ListEntry[]
  /** Selectors were given and matched nothing. */
  readonly byFallback: boolean
}

type Selection = ReturnType<CheerioAPI>
type Element = Parameters<typeof DomUtils.getAttributeValue>[0]
const elementsOf = (html: CheerioAPI, selector: string): Element[] =>
  html<Element, string>(selector)
    .toArray()
    .flatMap((node) => ('attribs' in node ? [node] : []))
type Finder = (html: CheerioAPI, base: string, selectors: ListSelectors) => readonly (ListEntry | null)[]

/**
 * Finds the entries of a list page: by the selectors, else by what pages say for machines (JSON-LD, `<time>`), else by what
 * every list has, a date beside a link.
 */
export function findEntries(html: CheerioAPI, page: FetchedDocument, selectors: ListSelectors): FoundEntries {
  const base = baseOf(html, page)
  const isWanted = ({ url }: ListEntry) =>
    selectors.path === undefined || (URL.parse(url)?.pathname.startsWith(selectors.path) ?? false)
  for (const find of selectors.item === undefined ? GUESSES : [bySelectors, ...GUESSES]) {
    const entries = distinct(find(html, base, selectors)).filter(isWanted)
    if (entries.length > 0)
      return { entries: entries.slice(0, MOST_ITEMS), byFallback: selectors.item !== undefined && find !== bySelectors }
  }
  return { entries: [], byFallback: false }
}

const baseOf = (html: CheerioAPI, { finalUrl }: FetchedDocument): string =>
  linkOf(html('base[href]').first().attr('href'), finalUrl) ?? finalUrl

function distinct(entries: readonly (ListEntry | null)[]): ListEntry[] {
  const byUrl = new Map<string, ListEntry>()
  for (const entry of entries) if (entry && entry.title !== '' && !byUrl.has(entry.url)) byUrl.set(entry.url, entry)
  return [...byUrl.values()]
}

/** The elements that a selector of the configuration matches; one that cannot be read matches nothing. */
function matching(find: () => Selection): Selection | null {
  try {
    const found = find()
    return found.length > 0 ? found : null
  } catch {
    return null
  }
}

const bySelectors: Finder = (html, base, { item = '', link = 'a[href]', title, date = 'time' }) => {
  const items = matching(() => html(item))
  if (!items) return []
  return items
    .toArray()
    .slice(0, 2 * MOST_ITEMS)
    .map((element) => {
      const entry = html(element)
      const anchor = entry.is('a[href]') ? entry : (matching(() => entry.find(link)) ?? entry.find('a[href]')).first()
      const named = title === undefined ? null : matching(() => entry.find(title))
      const dated = matching(() => entry.find(date))
      return entryOf(anchor.attr('href'), base, (named ?? anchor).first().text(), dated?.first() ?? null, entry.text())
    })
}

function entryOf(
  href: string | undefined,
  base: string,
  title: string,
  dated: Selection | null,
  text: string,
): ListEntry | null {
  const url = linkOf(href, base)
  if (url === null) return null
  const publishedAt = dated && (instantOf(dated.attr('datetime')) ?? instantOf(dated.text()))
  return {
    url,
    title: titleOf(title),
    publishedAt: publishedAt ?? instantOf(text),
    text: tidyText(text).slice(0, 2_000),
  }
}

/** Articles that the page describes for search engines. */
const byJsonLd: Finder = (html, base) =>
  html('script[type="application/ld+json"]')
    .toArray()
    .flatMap((script) => articlesIn(parsed(html(script).text()), 0))
    .map((article) => {
      const url = linkOf(article.url ?? article['@id'], base)
      const title = titleOf(article.headline ?? article.name)
      return url === null ? null : { url, title, publishedAt: instantOf(article.datePublished), text: title }
    })

type Json = Readonly<Record<string, unknown>>
const ARTICLE = /Article|BlogPosting|SpecialAnnouncement|Event/

function articlesIn(value: unknown, depth: number): Json[] {
  if (depth > 6) return []
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).flatMap((inner) => articlesIn(inner, depth + 1))
  if (typeof value !== 'object' || value === null) return []
  const record = value as Json
  if (ARTICLE.test(String(record['@type']))) return [record]
  return ['@graph', 'itemListElement', 'item', 'mainEntity', 'blogPost', 'hasPart'].flatMap((name) =>
    Object.hasOwn(record, name) ? articlesIn(record[name], depth + 1) : [],
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What stands around a list; asked of each element by hand, since a selector would ask each of all. */
const OUTSIDE: ReadonlySet<string> = new Set(['nav', 'header', 'footer', 'aside'])

function isInside(element: Element): boolean {
  for (let at: Element | null = element; at !== null; at = parentOf(at)) if (OUTSIDE.has(at.name)) return false
  return true
}

const parentOf = ({ parent }: Element): Element | null => (parent?.type === 'tag' ? (parent as Element) : null)

/** How far above its date an entry may begin. */
const NEAR = 4

/** Each date with the one link that stands nearest to it. */
const byTime: Finder = (html, base) => besideLinks(html, elementsOf(html, 'time[datetime]'), base)

/** Elements of their own that hold little more than a date. */
const byDate: Finder = (html, base) =>
  besideLinks(html, elementsOf(html, 'p, span, dt, dd, td, th, div, li, a').filter(hasOwnDate), base)

function hasOwnDate({ children }: Element): boolean {
  let own = ''
  for (const child of children) {
    if (child.type === 'text') own += child.data
    if (own.length >= 200) return false
  }
  return hasDate(own)
}

function besideLinks(html: CheerioAPI, dated: readonly Element[], base: string): (ListEntry | null)[] {
  const linkIn = createLinkFinder(base)
  return dated
    .filter(isInside)
    .slice(0, MOST_ITEMS)
    .map((element) => besideLink(html, element, base, linkIn))
}

/** The one link that an element is or holds; 'many' where it holds several that lead apart, null where none. */
type LinkFinder = (element: Element) => Element | 'many' | null

/** Every element is looked into once, however many dates stand around it. */
function createLinkFinder(base: string): LinkFinder {
  const known = new Map<Element, Element | 'many' | null>()
  const addressOf = (element: Element) => linkOf(element.attribs.href, base)
  const find: LinkFinder = (element) => {
    const before = known.get(element)
    if (before !== undefined) return before
    let found: Element | 'many' | null = element.name === 'a' && 'href' in element.attribs ? element : null
    for (const child of found === null ? element.children : []) {
      const inner = child.type === 'tag' ? find(child) : null
      if (inner === null) continue
      if (found === null) found = inner
      else if (inner === 'many' || addressOf(inner) !== addressOf(found)) found = 'many'
      if (found === 'many') break
    }
    known.set(element, found)
    return found
  }
  return find
}

function besideLink(html: CheerioAPI, dated: Element, base: string, linkIn: LinkFinder): ListEntry | null {
  let around: Element | null = dated
  for (let step = 0; step <= NEAR && around !== null; step++) {
    const link = linkIn(around)
    if (link === 'many') return null
    if (link !== null) return entryBeside(html, dated, around, link, base)
    // The terms of a definition list stand beside each other.
    const beside: Element | undefined = around.name === 'dt' ? html(around).next('dd').get(0) : undefined
    around = beside && linkIn(beside) !== null ? beside : parentOf(around)
  }
  return null
}

function entryBeside(html: CheerioAPI, dated: Element, around: Element, link: Element, base: string): ListEntry | null {
  const text = tidyText(html(around).text())
  const date = tidyText(html(dated).text())
  const heading = html(around).find('h1, h2, h3, h4').first().text()
  const title = tidyText(heading || html(link).text()).replace(date, '')
  return entryOf(html(link).attr('href'), base, title || text.replace(date, ''), html(dated), text)
}

const GUESSES: readonly Finder[] = [byJsonLd, byTime, byDate]
