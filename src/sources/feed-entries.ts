import Parser from 'rss-parser'
import type { FetchedDocument } from '../platform/fetch/fetched.ts'
import { countOf } from './html-page.ts'
import { bodyOf, instantOf, linkOf, MOST_ITEMS, titleOf } from './item-text.ts'
import { type Parsed, unreadable } from './source.ts'

/** One entry of a feed, whatever its dialect. */
export interface FeedEntry {
  readonly key: string
  readonly url: string | null
  readonly title: string
  readonly publishedAt: number | null
  /** Markup or plain text. */
  readonly body: string
}

type ParsedFeed =
  | { readonly entries: readonly FeedEntry[]; readonly url: string; readonly fetchedAt: number }
  | Extract<Parsed, { unreadable: unknown }>

/** Parsing is done at one stretch: beyond these it would hold up everything else. */
const MOST_TAGS = 12_000
const MOST_ATTRIBUTES = 12_000

const parser = new Parser<object, Record<string, unknown>>({
  customFields: { item: ['updated', 'published', 'dc:date', 'summary', 'description'] },
})

/** Reads RSS 2.0, RSS 1.0 and Atom. Entities and document types of its own are refused before anything is parsed. */
export async function parseFeed(document: FetchedDocument | undefined): Promise<ParsedFeed> {
  if (!document) return unreadable('not-xml', 'no document')
  const { text, garbled, finalUrl, fetchedAt } = document
  if (garbled) return unreadable('garbled')
  const start = text.slice(0, 2_000)
  if (/<!doctype\s+html|<html[\s>]/i.test(start)) return unreadable('not-xml', 'a web page')
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return unreadable('forbidden-xml')
  if (!/<(?:rss|feed|(?:\w+:)?RDF)[\s>]/i.test(text.slice(0, 20_000)))
    return unreadable('other-shape', start.trim().slice(0, 80))
  if (countOf(text, '<', MOST_TAGS) > MOST_TAGS || countOf(text, '=', MOST_ATTRIBUTES * 4) > MOST_ATTRIBUTES * 4)
    return unreadable('too-complex')
  try {
    const { items } = await parser.parseString(text)
    const entries = items.slice(0, MOST_ITEMS).map((item) => entryOf(item, finalUrl))
    return { entries: entries.filter((entry) => entry !== null), url: finalUrl, fetchedAt }
  } catch (error) {
    return unreadable('not-xml', error instanceof Error ? error.message : String(error))
  }
}

function entryOf(item: Readonly<Record<string, unknown>>, base: string): FeedEntry | null {
  const url = linkOf(item.link, base) ?? linkOf(item.guid, base)
  const title = titleOf(item.title)
  const name = [item.guid, item.id, item['rdf:about']].find((id) => typeof id === 'string' && id !== '')
  const key = titleOf(name) || (url ?? title)
  if (key === '' || (title === '' && url === null)) return null
  const bodies = ['content:encoded', 'content', 'description', 'summary'].map((field) => bodyOf(item[field]))
  const instants = [item.pubDate, item.published, item['dc:date'], item.isoDate, item.updated].map(instantOf)
  return {
    key,
    url,
    title,
    publishedAt: instants.find((at) => at !== null) ?? null,
    body: bodies.reduce((best, body) => (body.length > best.length ? body : best), ''),
  }
}
