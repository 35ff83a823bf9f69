import type { Bulletin } from '../bulletins.ts'
import { isoInJapan, localInJapan, shortDayInJapan } from '../japan-time.ts'
import { type Asked, documentOf, escaped, html, json, notFound, type Page, robots, type Site, xml } from './page.ts'

export const NOTICE_PATHS = {
  list: '/notice/',
  rss: '/notice/feed/',
  atom: '/notice/atom.xml',
  wordpress: '/wp-json/wp/v2/posts',
} as const

/** Where a list reader finds what on the pages of this site. */
export const NOTICE_SELECTORS = {
  item: '.notice_list > li',
  link: 'a.notice_link',
  title: '.notice_subject',
  date: 'time',
  body: '.notice_body',
} as const

/** The operator's announcements, in each of the forms in which such sites are found: list and pages, feeds, WordPress. */
export const noticeSite =
  (bulletins: () => readonly Bulletin[]): Site =>
  (asked) => {
    const { pathname, origin } = asked.url
    if (pathname === '/robots.txt') return robots()
    if (pathname === NOTICE_PATHS.list) return listPage(bulletins())
    if (pathname === NOTICE_PATHS.rss) return rssFeed(bulletins(), origin)
    if (pathname === NOTICE_PATHS.atom) return atomFeed(bulletins(), origin)
    if (pathname.startsWith(NOTICE_PATHS.wordpress)) return wordpress(bulletins(), asked)
    const id = /^\/notice\/(\d+)\/?$/.exec(pathname)?.[1]
    const bulletin = bulletins().find((candidate) => String(candidate.id) === id)
    return bulletin ? detailPage(bulletin, origin) : notFound()
  }

const pathOf = (bulletin: Bulletin) => `${NOTICE_PATHS.list}${bulletin.id}/`
const paragraphsOf = (bulletin: Bulletin) =>
  bulletin.paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n')

const FOOTER = '<footer><small>これは練習用の架空のお知らせです。 / A made-up notice for practice.</small></footer>'

function listPage(bulletins: readonly Bulletin[]): Page {
  const items = bulletins.map(
    (bulletin) => `<li><span class="notice_label">${bulletin.label}</span>
<time datetime="${isoInJapan(bulletin.publishedAt)}">${shortDayInJapan(bulletin.publishedAt)}</time>
<a class="notice_link" href="${pathOf(bulletin)}"><span class="notice_subject">${escaped(bulletin.title)}</span></a></li>`,
  )
  const body = `<main><h1>お知らせ</h1>\n<ul class="notice_list">\n${items.join('\n')}\n</ul></main>\n${FOOTER}`
  return html(documentOf({ title: 'お知らせ', body }))
}

function detailPage(bulletin: Bulletin, origin: string): Page {
  const head = `<meta property="og:title" content="${escaped(bulletin.title)}">
<meta property="article:modified_time" content="${isoInJapan(bulletin.updatedAt)}">
<link rel="canonical" href="${origin}${pathOf(bulletin)}">`
  const body = `<main><article class="notice_detail">
<header><span class="notice_label">${bulletin.label}</span>
<h1 class="notice_subject">${escaped(bulletin.title)}</h1>
<time datetime="${isoInJapan(bulletin.publishedAt)}">${shortDayInJapan(bulletin.publishedAt)}</time></header>
<div class="notice_body">
${paragraphsOf(bulletin)}
</div></article></main>
${FOOTER}`
  return html(documentOf({ title: `${bulletin.title} | お知らせ`, head, body }))
}

function rssFeed(bulletins: readonly Bulletin[], origin: string): Page {
  const items = bulletins.map(
    (bulletin) => `<item><title>${escaped(bulletin.title)}</title><link>${origin}${pathOf(bulletin)}</link>
<guid isPermaLink="true">${origin}${pathOf(bulletin)}</guid><category>${bulletin.label}</category>
<pubDate>${new Date(bulletin.updatedAt).toUTCString()}</pubDate>
<description>${escaped(paragraphsOf(bulletin))}</description></item>`,
  )
  return xml(
    'rss',
    `<rss version="2.0"><channel><title>お知らせ</title><link>${origin}${NOTICE_PATHS.list}</link>
<description>お知らせ</description><language>ja</language>
${items.join('\n')}
</channel></rss>`,
  )
}

function atomFeed(bulletins: readonly Bulletin[], origin: string): Page {
  const newest = Math.max(...bulletins.map((bulletin) => bulletin.updatedAt))
  const entries = bulletins.map(
    (bulletin) => `<entry><id>${origin}${pathOf(bulletin)}</id><title>${escaped(bulletin.title)}</title>
<link rel="alternate" href="${origin}${pathOf(bulletin)}"/><category term="${bulletin.label}"/>
<published>${isoInJapan(bulletin.publishedAt)}</published><updated>${isoInJapan(bulletin.updatedAt)}</updated>
<content type="html">${escaped(paragraphsOf(bulletin))}</content></entry>`,
  )
  return xml(
    'atom',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ja"><id>${origin}${NOTICE_PATHS.atom}</id>
<title>お知らせ</title><updated>${isoInJapan(newest)}</updated><author><name>お知らせ</name></author>
${entries.join('\n')}
</feed>`,
  )
}

/** The posts of WordPress's REST interface: the list, or one by its number. */
function wordpress(bulletins: readonly Bulletin[], { url }: Asked): Page {
  const rest = url.pathname.slice(NOTICE_PATHS.wordpress.length).replaceAll('/', '')
  if (rest === '') {
    const limit = Number(url.searchParams.get('per_page') ?? 10)
    const shown = bulletins.slice(0, limit).map((bulletin) => wordpressPost(bulletin, url.origin))
    return json(shown, 200, { 'x-wp-total': String(bulletins.length), 'x-wp-totalpages': '1' })
  }
  const bulletin = bulletins.find((candidate) => String(candidate.id) === rest)
  return bulletin
    ? json(wordpressPost(bulletin, url.origin))
    : json({ code: 'rest_post_invalid_id', message: 'Invalid post ID.', data: { status: 404 } }, 404)
}

const wordpressPost = (bulletin: Bulletin, origin: string) => ({
  id: bulletin.id,
  date: localInJapan(bulletin.publishedAt),
  date_gmt: gmt(bulletin.publishedAt),
  modified: localInJapan(bulletin.updatedAt),
  modified_gmt: gmt(bulletin.updatedAt),
  slug: String(bulletin.id),
  status: 'publish',
  type: 'post',
  link: `${origin}${pathOf(bulletin)}`,
  title: { rendered: escaped(bulletin.title) },
  content: { rendered: paragraphsOf(bulletin), protected: false },
})

const gmt = (at: number) => new Date(at).toISOString().slice(0, 19)
