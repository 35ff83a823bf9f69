import type { CheerioAPI } from 'cheerio'
import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { findEntries, type ListEntry } from '../html-list.ts'
import { openHtml, tidyText } from '../html-page.ts'
import { bodyOf, instantOf, titleOf } from '../item-text.ts'
import { placeUrl, selector, words } from '../option-rules.ts'
import { defineSource, type NoticeItem, type Parsed, type SourceRequest, unreadable } from '../source.ts'

const OPTIONS = z.strictObject({
  url: placeUrl.describe('The list page.'),
  item: selector
    .optional()
    .describe('One entry of the list; without it, and where it matches nothing, entries are guessed.'),
  link: selector.optional().describe('Its link, inside the entry.'),
  title: selector.optional().describe('Its title, inside the entry.'),
  date: selector.optional().describe('Its date, inside the entry.'),
  body: selector.optional().describe('The text of an announcement, on its own page.'),
  marker: words.optional().describe('A text that is always on the list page: without it, it is another page.'),
  path: words.optional().describe('Only links whose path begins like this are announcements.'),
  details: z.int().min(0).max(20).default(5).describe('How many of the newest announcements are opened.'),
})
type Options = z.output<typeof OPTIONS>

const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1'
/** The newest announcements change while something goes on; older ones need not be fetched each time. */
const ALWAYS_OPENED = 3
const OLDER_MAX_AGE_MS = 6 * 3_600_000

function read(documents: readonly FetchedDocument[], options: Options): Parsed {
  const list = documents.find(({ url }) => url === options.url)
  if (!list) return unreadable('no-items', 'no list page')
  const page = openHtml(list)
  if ('unreadable' in page) return page
  if (options.marker !== undefined && !list.text.includes(options.marker))
    return unreadable('no-marker', options.marker)
  const found = findEntries(page.html, list, options)
  if (found.entries.length === 0) return unreadable('no-items', page.html('title').first().text())
  const opened = new Map(documents.map((document) => [document.url, document]))
  return {
    readable: found.entries.map((entry) => itemOf(entry, list, opened.get(entry.url) ?? null, options)),
    wanted: found.entries.slice(0, options.details).flatMap((entry, index) => detailOf(entry, index, list)),
    byFallback: found.byFallback,
  }
}

/** More than so many characters are looked through for what is no text. */
const LONG = 50_000

/** Only pages of the same place are opened: a list may link anywhere. */
function detailOf(entry: ListEntry, index: number, list: FetchedDocument): SourceRequest[] {
  if (URL.parse(entry.url)?.host !== URL.parse(list.finalUrl)?.host || entry.url === list.url) return []
  const maxAgeMs = index < ALWAYS_OPENED ? 0 : OLDER_MAX_AGE_MS
  return [{ url: entry.url, accept: ACCEPT, maxAgeMs }]
}

function itemOf(entry: ListEntry, list: FetchedDocument, detail: FetchedDocument | null, options: Options): NoticeItem {
  const page = detail && openHtml(detail)
  const html = page && 'html' in page ? page.html : null
  const own = html && ownTitle(html)
  // A list may cut a long title short.
  const title = own && /(?:…|\.{3})$/.test(entry.title) ? own : entry.title
  const part = html && options.body ? html.html(html(options.body).first()) : ''
  return {
    kind: 'notice',
    key: entry.url,
    url: entry.url,
    title,
    publishedAt: entry.publishedAt ?? (html && publishedIn(html)),
    document: {
      format: html ? 'html' : 'text',
      url: entry.url,
      fetchedAt: (detail ?? list).fetchedAt,
      title,
      body: bodyOf(html ? part || leanOf(html, detail!.text) : entry.text),
    },
  }
}

/** A page that is long is mostly scripts and drawings; without them its words fit into what is kept of it. */
function leanOf(html: CheerioAPI, text: string): string {
  if (text.length <= LONG) return text
  html('script:not([type="application/ld+json"]), style, svg, noscript, template, iframe, link').remove()
  return html.html()
}

const ownTitle = (html: CheerioAPI): string | null =>
  titleOf(html('meta[property="og:title"]').attr('content')) || titleOf(tidyText(html('h1').first().text())) || null

const publishedIn = (html: CheerioAPI): number | null =>
  instantOf(html('meta[property="article:published_time"]').attr('content') ?? html('time[datetime]').attr('datetime'))

/** A list page and the pages of its newest entries. */
export const htmlNotices = defineSource({
  kind: 'html-notices',
  title: { ja: 'お知らせページ（一覧と本文）', en: 'Notice pages (list and details)' },
  reads: 'notices',
  terms: {
    ja: '無料。robots.txt に従い、間隔を空けて読みます。各サイトの利用規約を確認してください。',
    en: 'Free. Follows robots.txt and keeps its distance; check the terms of the site.',
  },
  options: OPTIONS,
  example: { url: 'https://example.com/notice/', item: 'ul.notices > li', link: 'a', date: 'time', body: '.body' },
  leastIntervalMs: 60_000,
  usualIntervalMs: 120_000,
  mayBeEmpty: false,
  lists: true,
  requests: (options) => [{ url: options.url, accept: ACCEPT }],
  read,
})
