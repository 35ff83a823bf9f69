import type { Post } from '../posts.ts'
import { documentOf, escaped, html, json, notFound, type Page, robots, type Site, xml } from './page.ts'

export const POST_PATHS = { search: '/realtime/search', tag: '/tags/LINEWORKS.rss' } as const

const SEARCH_SHOWS = 10
const TAG_SHOWS = 20
const NAME = /line\s?works|lineワークス|ラインワークス/gi

/** Where people write in public: a search page as Yahoo! realtime builds it, and a tag feed as Mastodon does. */
export const postSite =
  (posts: () => readonly Post[]): Site =>
  ({ url }) => {
    if (url.pathname === '/robots.txt') return robots()
    if (url.pathname === POST_PATHS.search) return searchPage(found(posts(), url.searchParams.get('p') ?? ''))
    if (url.pathname === POST_PATHS.tag) return tagFeed(found(posts(), NAMES), url.origin)
    if (url.pathname === '/api/v1/timelines/tag/LINEWORKS') return json(found(posts(), NAMES).map(statusOf(url.origin)))
    return notFound()
  }

const NAMES = '"LINE WORKS" OR LINEWORKS OR LINEワークス OR ラインワークス'

/** As search engines read it: spaces mean "and", OR means "or", quotes keep words together; brackets are not needed here. */
function found(posts: readonly Post[], query: string): readonly Post[] {
  const alternatives = query
    .replace(/[()（）]/g, ' ')
    .split(/\sOR\s/)
    .map((part) => [...part.matchAll(/"([^"]+)"|(\S+)/g)].map((match) => (match[1] ?? match[2])!.toLowerCase()))
    .filter((words) => words.length > 0)
  return posts.filter(({ text }) =>
    alternatives.some((words) => words.every((word) => text.toLowerCase().includes(word))),
  )
}

function searchPage(posts: readonly Post[]): Page {
  const entry = posts.slice(0, SEARCH_SHOWS).map((post) => ({
    id: post.id,
    displayText: post.text.replace(NAME, (name) => `\tSTART\t${name}\tEND\t`),
    createdAt: Math.floor(post.at / 1000),
    screenName: post.author,
    name: post.author,
    urls: [],
    rtCount: 0,
    likesCount: 0,
    replyCount: 0,
  }))
  const data = {
    props: { pageProps: { pageData: { timeline: { head: { totalResultsAvailable: entry.length }, entry } } } },
  }
  // "<" would end the script element early
  const script = JSON.stringify(data).replaceAll('<', '\\u003c')
  const items = posts.slice(0, SEARCH_SHOWS).map((post) => `<li>${escaped(post.text)}</li>`)
  const body = `<main><ul>${items.join('\n')}</ul></main>
<script id="__NEXT_DATA__" type="application/json">${script}</script>`
  return html(documentOf({ title: 'リアルタイム検索', body }))
}

const linkOf = (post: Post, origin: string) => `${origin}/@${post.author}/${post.id}`

function tagFeed(posts: readonly Post[], origin: string): Page {
  const items = posts.slice(0, TAG_SHOWS).map(
    (post) => `<item><guid isPermaLink="true">${linkOf(post, origin)}</guid><link>${linkOf(post, origin)}</link>
<pubDate>${new Date(post.at).toUTCString()}</pubDate>
<description>${escaped(`<p>${escaped(post.text)}</p>`)}</description><category>lineworks</category></item>`,
  )
  return xml(
    'rss',
    `<rss version="2.0"><channel><title>#LINEWORKS</title><link>${origin}/tags/LINEWORKS</link>
<description>#LINEWORKS</description>
${items.join('\n')}
</channel></rss>`,
  )
}

const statusOf = (origin: string) => (post: Post) => ({
  id: post.id,
  created_at: new Date(post.at).toISOString(),
  url: linkOf(post, origin),
  language: 'ja',
  content: `<p>${escaped(post.text)}</p>`,
  account: { acct: post.author, username: post.author, bot: false },
  reblog: null,
})
