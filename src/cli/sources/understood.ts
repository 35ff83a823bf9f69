import type { NoticeWords } from '../../core/notices/notice-words.ts'
import { isoOf } from '../../core/time-text.ts'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { parseFeed } from '../../sources/feed-entries.ts'
import { findEntries } from '../../sources/html-list.ts'
import { openHtml } from '../../sources/html-page.ts'
import { instantOf, titleOf } from '../../sources/item-text.ts'
import { noticeOf } from '../../sources/notice-of.ts'
import type { UnreadableReason } from '../../sources/reasons.ts'
import type { NoticeItem } from '../../sources/source.ts'

/** What would be understood of one announcement, with the sentences that it was read from. */
export interface UnderstoodNotice {
  readonly title: string
  readonly url: string | null
  readonly publishedAt: string | null
  readonly kind: string
  readonly status: string | null
  readonly affectsLogin: boolean
  readonly components: readonly string[]
  readonly windows: readonly {
    readonly startAt: string | null
    readonly endAt: string | null
    readonly approximate: boolean
  }[]
  readonly quotes: readonly { readonly fact: string; readonly value: string; readonly text: string }[]
}

const SOURCE = { id: 'read', correlated: false }

export function understoodNotice(item: NoticeItem, words: NoticeWords, now: number, zone: string): UnderstoodNotice {
  const iso = (at: number | null) => (at === null ? null : isoOf(at, zone))
  const { notice, reading } = noticeOf(item, SOURCE, words, now)
  return {
    title: notice.title,
    url: notice.url,
    publishedAt: iso(notice.publishedAt),
    kind: notice.kind,
    status: notice.status,
    affectsLogin: notice.affectsLogin,
    components: notice.components,
    windows: notice.windows.map(({ startAt, endAt, approximate }) => ({
      startAt: iso(startAt),
      endAt: iso(endAt),
      approximate,
    })),
    quotes: reading.quotes,
  }
}

/** The announcements in any document: the entries of a feed, or a page as one announcement (a list says what it lists). */
export async function noticesIn(
  document: FetchedDocument,
): Promise<
  { readonly items: readonly NoticeItem[] } | { readonly unreadable: UnreadableReason; readonly detail: string }
> {
  if (/^\s*(?:<\?xml|<rss|<feed|<rdf:RDF)/i.test(document.text)) {
    const feed = await parseFeed(document)
    if ('unreadable' in feed) return feed
    return {
      items: feed.entries.map(({ key, url, title, publishedAt, body }) =>
        itemOf({ key, url, title, publishedAt }, body, document),
      ),
    }
  }
  const page = openHtml(document)
  if ('unreadable' in page) {
    if (page.unreadable !== 'not-html' || /^\s*[[{]/.test(document.text)) return page
    const [title = '', ...rest] = document.text.trim().split(/\r?\n/)
    return {
      items: [
        itemOf(
          { key: document.url, url: null, title: titleOf(title), publishedAt: null },
          rest.join('\n'),
          document,
          'text',
        ),
      ],
    }
  }
  const { html } = page
  const { entries } = findEntries(html, document, {})
  const isArticle = html('article').length === 1 || html('meta[property="og:type"]').attr('content') === 'article'
  if (entries.length > 2 && !isArticle)
    return { items: entries.map((entry) => itemOf({ ...entry, key: entry.url }, entry.text, document, 'text')) }
  const title =
    titleOf(html('meta[property="og:title"]').attr('content')) ||
    titleOf(html('h1').first().text() || html('title').text())
  const publishedAt = instantOf(
    html('meta[property="article:published_time"]').attr('content') ?? html('time[datetime]').attr('datetime'),
  )
  const url = /^https?:/.test(document.finalUrl) ? document.finalUrl : null
  return { items: [itemOf({ key: document.url, url, title, publishedAt }, document.text, document)] }
}

const itemOf = (
  head: Pick<NoticeItem, 'key' | 'url' | 'title' | 'publishedAt'>,
  body: string,
  { url, fetchedAt }: FetchedDocument,
  format: 'html' | 'text' = 'html',
): NoticeItem => ({
  kind: 'notice',
  ...head,
  document: { format, url: head.url ?? url, fetchedAt, title: head.title, body },
})
