import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { parseFeed } from '../feed-entries.ts'
import { placeUrl, words } from '../option-rules.ts'
import { defineSource, type Parsed } from '../source.ts'
import { FEED_ACCEPT } from './feed.ts'

const OPTIONS = z.strictObject({
  query: words.default('"LINE WORKS" 障害').describe('What to search for.'),
  url: placeUrl.default('https://news.google.com/rss/search').describe('The search that answers with a feed.'),
})
type Options = z.output<typeof OPTIONS>

/** Language, country and edition must agree, or the search answers for another country. */
function addressOf({ url, query }: Options): string {
  const address = new URL(url)
  for (const [name, value] of Object.entries({ q: query, hl: 'ja', gl: 'JP', ceid: 'JP:ja' }))
    address.searchParams.set(name, value)
  return address.href
}

async function read([document]: readonly FetchedDocument[]): Promise<Parsed> {
  const parsed = await parseFeed(document)
  if ('unreadable' in parsed) return parsed
  return {
    readable: parsed.entries.flatMap(({ key, url, title, publishedAt }) =>
      publishedAt === null ? [] : [{ kind: 'post', id: key, at: publishedAt, author: hostOf(url), text: title, url }],
    ),
  }
}

const hostOf = (url: string | null): string => (url && URL.parse(url)?.host) ?? ''

/** Headlines about LINE WORKS. A headline is nobody's own report and counts for nothing by itself: it is there to be read. */
export const news = defineSource({
  kind: 'news',
  title: { ja: 'Google ニュース', en: 'Google News' },
  reads: 'posts',
  terms: {
    ja: '無料。数分から数時間遅れます。頻繁な読み取りは制限されることがあります。',
    en: 'Free. Minutes to hours late; frequent reading may be limited.',
  },
  options: OPTIONS,
  example: { query: '"LINE WORKS" 障害' },
  leastIntervalMs: 60_000,
  usualIntervalMs: 300_000,
  mayBeEmpty: true,
  requests: (options) => [{ url: addressOf(options), accept: FEED_ACCEPT }],
  read,
})
