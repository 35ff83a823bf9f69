import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { parseFeed } from '../feed-entries.ts'
import { placeUrl } from '../option-rules.ts'
import { defineSource, type Parsed } from '../source.ts'

const OPTIONS = z.strictObject({ url: placeUrl.describe('The feed: RSS 2.0, RSS 1.0 (RDF) or Atom.') })

export const FEED_ACCEPT =
  'application/rss+xml,application/atom+xml,application/rdf+xml,application/xml;q=0.9,text/xml;q=0.8'

async function read([document]: readonly FetchedDocument[]): Promise<Parsed> {
  const parsed = await parseFeed(document)
  if ('unreadable' in parsed) return parsed
  return {
    readable: parsed.entries.map(({ key, url, title, publishedAt, body }) => ({
      kind: 'notice',
      key,
      url,
      title,
      publishedAt,
      document: { format: 'html', url: url ?? parsed.url, fetchedAt: parsed.fetchedAt, title, body },
    })),
  }
}

/** A feed of announcements. */
export const feed = defineSource({
  kind: 'feed',
  title: { ja: 'フィード（RSS・Atom）', en: 'Feed (RSS, Atom)' },
  reads: 'notices',
  terms: { ja: '無料。読み取りのために公開されています。', en: 'Free. Published to be read by programs.' },
  options: OPTIONS,
  example: { url: 'https://example.com/news/feed.xml' },
  leastIntervalMs: 60_000,
  usualIntervalMs: 120_000,
  mayBeEmpty: false,
  lists: true,
  requests: ({ url }) => [{ url, accept: FEED_ACCEPT }],
  read,
})
