import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { bodyOf, linkOf, MOST_ITEMS } from '../item-text.ts'
import { placeUrl, SERVICE_QUERY, words } from '../option-rules.ts'
import { defineSource, type Parsed, type PostItem, unreadable } from '../source.ts'

const OPTIONS = z.strictObject({
  query: words.default(SERVICE_QUERY).describe('What to search for; OR, quotes and brackets work.'),
  url: placeUrl.default('https://search.yahoo.co.jp/realtime/search').describe('The search page.'),
})
type Options = z.output<typeof OPTIONS>

const ENTRY = z.looseObject({
  id: z.string().min(1),
  displayText: z.string(),
  createdAt: z.number(),
  screenName: z.string(),
})

function addressOf({ url, query }: Options): string {
  const address = new URL(url)
  address.searchParams.set('p', query)
  address.searchParams.set('ei', 'UTF-8')
  return address.href
}

/** The data of the page, which stands in one script of its own; undefined where that is missing. */
function dataIn(text: string): string | undefined {
  const named = text.indexOf('id="__NEXT_DATA__"')
  const from = named < 0 ? -1 : text.indexOf('>', named)
  const to = from < 0 ? -1 : text.indexOf('</script>', from)
  return to < 0 ? undefined : text.slice(from + 1, to)
}

function read([document]: readonly FetchedDocument[]): Parsed {
  if (!document) return unreadable('not-html', 'no document')
  if (document.garbled) return unreadable('garbled')
  const script = dataIn(document.text)
  if (script === undefined) return unreadable('no-marker', '__NEXT_DATA__')
  let data: unknown
  try {
    data = JSON.parse(script)
  } catch {
    return unreadable('not-json', '__NEXT_DATA__')
  }
  const entries = timelineIn(data)
  if (entries === null) return unreadable('other-shape', 'timeline.entry')
  const posts = entries.slice(0, MOST_ITEMS).map((entry) => ENTRY.safeParse(entry))
  // A few entries of another kind (pictures, advertisements) may stand among them; all of them may not.
  const readable = posts.flatMap((post) => (post.success ? [postOf(post.data)] : []))
  if (entries.length > 0 && readable.length * 2 < entries.length) return unreadable('other-shape', 'entries')
  return { readable }
}

/** The entries of the first object that has a timeline, wherever it stands: the page's own structure changes often. */
function timelineIn(data: unknown): readonly unknown[] | null {
  const queue: unknown[] = [data]
  for (let seen = 0; seen < queue.length && seen < 20_000; seen++) {
    const value = queue[seen]
    if (typeof value !== 'object' || value === null) continue
    const { timeline } = value as { timeline?: { entry?: unknown } }
    if (Array.isArray(timeline?.entry)) return timeline.entry
    queue.push(...Object.values(value))
  }
  return null
}

const postOf = ({ id, displayText, createdAt, screenName }: z.output<typeof ENTRY>): PostItem => ({
  kind: 'post',
  id,
  at: createdAt * 1000,
  author: screenName,
  text: bodyOf(displayText.replace(/\t(?:START|END)\t/g, '')),
  url: linkOf(`https://x.com/${encodeURIComponent(screenName)}/status/${encodeURIComponent(id)}`, 'https://x.com/'),
})

/** Public posts as the realtime search of Yahoo! JAPAN shows them: about the ten newest. */
export const yahooRealtime = defineSource({
  kind: 'yahoo-realtime',
  title: { ja: 'Yahoo!リアルタイム検索', en: 'Yahoo! JAPAN realtime search' },
  reads: 'posts',
  terms: {
    ja: '無料。公開の API ではありません。規約に明記はありませんが、同社は他のサービスで自動取得を遠慮するよう求めています。利用は自社の判断で有効にしてください。',
    en: 'Free, but no public interface. Its terms do not name programs; for other services the company asks not to read them automatically. Switch it on by your own decision.',
  },
  options: OPTIONS,
  example: { query: '"LINE WORKS"' },
  leastIntervalMs: 60_000,
  usualIntervalMs: 180_000,
  mayBeEmpty: true,
  requests: (options) => [{ url: addressOf(options), accept: 'text/html' }],
  read,
})
