import type { CheerioAPI } from 'cheerio'
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
  return items.toArray().map((element) => {
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

const OUTSIDE = 'nav, header, footer, aside'
/** How far above its date an entry may begin. */
const NEAR = 4

/** Each date with the one link that stands nearest to it. */
const byTime: Finder = (html, base) =>
  html('time[datetime]')
    .not(`${OUTSIDE} *`)
    .toArray()
    .slice(0, MOST_ITEMS)
    .map((element) => besideLink(html, html(element), base))

/** Elements of their own that hold little more than a date. */
const byDate: Finder = (html, base) =>
  html('p, span, dt, dd, td, th, div, li, a')
    .not(`${OUTSIDE}, ${OUTSIDE} *`)
    .toArray()
    .filter((element) => {
      const own = element.children.map((child) => (child.type === 'text' ? child.data : '')).join('')
      return own.length < 200 && hasDate(own)
    })
    .slice(0, MOST_ITEMS)
    .map((element) => besideLink(html, html(element), base))

function besideLink(html: CheerioAPI, dated: Selection, base: string): ListEntry | null {
  let around = dated
  for (let step = 0; step <= NEAR && around.length > 0; step++) {
    const links = around.is('a[href]') ? around : around.find('a[href]')
    const urls = new Set(links.toArray().map((link) => linkOf(html(link).attr('href'), base)))
    if (urls.size > 1) return null
    if (urls.size === 1) {
      const link = links.first()
      const text = tidyText(around.text())
      const heading = around.find('h1, h2, h3, h4').first().text()
      const title = tidyText(heading || link.text()).replace(tidyText(dated.text()), '')
      return entryOf(link.attr('href'), base, title || text.replace(tidyText(dated.text()), ''), dated, text)
    }
    // The terms of a definition list stand beside each other.
    const beside = around.is('dt') ? around.next('dd') : null
    around = beside && beside.find('a[href]').length > 0 ? beside : around.parent()
  }
  return null
}

const GUESSES: readonly Finder[] = [byJsonLd, byTime, byDate]
