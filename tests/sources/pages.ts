import type { PlaceAnswer } from '../support/place.ts'

/** What one kind of source meets at a place on a good day, and what it must make of it. */
export interface GoodDay {
  readonly options: (origin: string) => Record<string, unknown>
  /** The first is the document that is damaged in tests. */
  readonly answers: (origin: string) => Record<string, PlaceAnswer & (string | { readonly body: string })>
  readonly expected: readonly { readonly key: string; readonly text: string; readonly at: string | null }[]
}

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' }
const json = (value: unknown) => ({ headers: JSON_TYPE, body: JSON.stringify(value) })

const NOTICE_LIST = `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>お知らせ | サンプル</title></head><body>
<header><nav><a href="/">トップ</a><a href="/about/">会社案内</a></nav></header>
<main><h1>お知らせ</h1><ul class="list">
<li class="row"><time datetime="2026-04-06T09:20:00+09:00">2026.04.06</time> <a href="/notice/12/">【障害】ログインできない事象について</a></li>
<li class="row"><time datetime="2026-04-01">2026.04.01</time> <a href="/notice/11/#top">セミナー開催のご案内</a></li>
</ul></main><footer><a href="/terms/">規約</a></footer></body></html>`

const DETAIL = `<!doctype html><html lang="ja"><head><title>x</title></head><body><main><h1>【障害】ログインできない事象について</h1>
<div class="text"><p>現在、ログインできない事象が発生しております。原因を調査しております。</p><p>発生日時：2026年4月6日 9:05頃 〜</p></div>
</main></body></html>`

const FEED = (
  origin: string,
) => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>お知らせ</title>
<item><title>メンテナンスのお知らせ</title><link>${origin}/n/2</link><guid>n-2</guid><pubDate>Mon, 06 Apr 2026 00:00:00 GMT</pubDate>
<description>&lt;p&gt;4月10日 1:00〜5:00に実施します。&lt;/p&gt;</description></item>
<item><title>新機能</title><link>${origin}/n/1</link><guid>n-1</guid><pubDate>Sun, 05 Apr 2026 00:00:00 GMT</pubDate></item></channel></rss>`

const INCIDENT = {
  id: 'inc1',
  name: 'Errors in LINE Login',
  status: 'monitoring',
  created_at: '2026-04-06T00:10:00.000Z',
  started_at: '2026-04-06T00:05:00.000Z',
  resolved_at: null,
  shortlink: 'https://stspg.example/inc1',
  incident_updates: [{ body: 'A fix is in place.' }],
}
const PAGE = { id: 'page1', name: 'Platform', url: 'https://status.example' }

const TIMELINE = {
  props: {
    pageProps: {
      pageData: {
        timeline: {
          entry: [
            {
              id: '18',
              displayText: '\tSTART\tLINE WORKS\tEND\t落ちてる？',
              createdAt: 1_775_433_600,
              screenName: 'a_b',
              urls: [],
            },
            { id: '17', displayText: 'ラインワークス入れない', createdAt: 1_775_433_540, screenName: 'c', urls: [] },
          ],
        },
      },
    },
  },
}

export const GOOD_DAYS: Readonly<Record<string, GoodDay>> = {
  'html-notices': {
    options: (origin) => ({
      url: `${origin}/notice/`,
      item: 'ul.list > li',
      body: '.text',
      marker: 'お知らせ | サンプル',
    }),
    answers: () => ({ '/notice/': NOTICE_LIST, '/notice/12/': DETAIL }),
    expected: [
      { key: '/notice/12/', text: '【障害】ログインできない事象について', at: '2026-04-06T00:20:00.000Z' },
      { key: '/notice/11/', text: 'セミナー開催のご案内', at: '2026-03-31T15:00:00.000Z' },
    ],
  },
  feed: {
    options: (origin) => ({ url: `${origin}/feed` }),
    answers: (origin) => ({ '/feed': { headers: { 'content-type': 'application/rss+xml' }, body: FEED(origin) } }),
    expected: [
      { key: 'n-2', text: 'メンテナンスのお知らせ', at: '2026-04-06T00:00:00.000Z' },
      { key: 'n-1', text: '新機能', at: '2026-04-05T00:00:00.000Z' },
    ],
  },
  wordpress: {
    options: (origin) => ({ url: `${origin}/wp-json/wp/v2/posts` }),
    answers: (origin) => ({
      '/wp-json/wp/v2/posts?per_page=20&orderby=modified': json([
        {
          id: 34,
          date_gmt: '2026-04-06T01:00:00',
          link: `${origin}/?p=34`,
          title: { rendered: '復旧のお知らせ &amp; お詫び' },
          content: { rendered: '<p>復旧いたしました。</p>' },
        },
      ]),
    }),
    expected: [{ key: '34', text: '復旧のお知らせ & お詫び', at: '2026-04-06T01:00:00.000Z' }],
  },
  statuspage: {
    options: (origin) => ({ url: origin, components: { 'LINE Login': 'login' } }),
    answers: () => ({
      '/api/v2/summary.json': json({
        page: PAGE,
        status: { indicator: 'major' },
        components: [{ name: 'LINE Login', status: 'major_outage' }],
        incidents: [INCIDENT],
        scheduled_maintenances: [],
      }),
      '/api/v2/incidents.json': json({
        page: PAGE,
        incidents: [INCIDENT, { ...INCIDENT, id: 'inc0', name: 'Coupons' }],
      }),
    }),
    expected: [{ key: 'inc1', text: 'Errors in LINE Login', at: '2026-04-06T00:10:00.000Z' }],
  },
  'yahoo-realtime': {
    options: (origin) => ({ url: `${origin}/search`, query: 'LINEWORKS' }),
    answers: () => ({
      '/search?p=LINEWORKS&ei=UTF-8': `<!doctype html><html><body><main>x</main><script id="__NEXT_DATA__" type="application/json">${JSON.stringify(TIMELINE)}</script></body></html>`,
    }),
    expected: [
      { key: '18', text: 'LINE WORKS落ちてる？', at: '2026-04-06T00:00:00.000Z' },
      { key: '17', text: 'ラインワークス入れない', at: '2026-04-05T23:59:00.000Z' },
    ],
  },
  'mastodon-tag': {
    options: (origin) => ({ instance: origin, tag: 'LINEWORKS' }),
    answers: () => ({
      '/api/v1/timelines/tag/LINEWORKS?limit=40': json([
        {
          id: '9',
          created_at: '2026-04-06T00:00:00.000Z',
          url: 'https://m.example/@a/9',
          content: '<p>LINE WORKS<br>入れない &amp; 困った</p>',
          account: { acct: 'a', bot: false },
          reblog: null,
        },
        {
          id: '8',
          created_at: '2026-04-06T00:00:00.000Z',
          content: 'x',
          account: { acct: 'b', bot: true },
          reblog: null,
        },
      ]),
    }),
    expected: [{ key: '9', text: 'LINE WORKS\n入れない & 困った', at: '2026-04-06T00:00:00.000Z' }],
  },
  mail: {
    options: () => ({
      host: 'imap.example.jp',
      user: 'u',
      password: 'p',
      senders: ['@vendor.example'],
      authenticatedBy: 'mx.example.jp',
    }),
    answers: () => ({
      '/mailbox': json({
        mails: [
          {
            key: '1:7',
            from: 'info@vendor.example',
            receivedAt: 1_775_433_600_000,
            subject: '【障害】ログインできない事象について',
            format: 'text',
            body: '現在、ログインできない事象が発生しております。',
            authentication:
              'mx.example.jp; spf=pass smtp.mailfrom=vendor.example; dmarc=pass header.from=vendor.example',
          },
          {
            key: '1:8',
            from: 'info@vendor.example',
            receivedAt: 1_775_433_600_000,
            subject: 'forged',
            format: 'text',
            body: 'x',
            authentication: 'mx.example.jp; dmarc=fail (dmarc=pass; dmarc=pass)',
          },
        ],
      }),
    }),
    expected: [{ key: '1:7', text: '【障害】ログインできない事象について', at: '2026-04-06T00:00:00.000Z' }],
  },
  bluesky: {
    options: (origin) => ({
      service: origin,
      identifier: 'me.example',
      appPassword: 'abcd-efgh-ijkl-mnop',
      queries: ['LINEWORKS'],
    }),
    answers: () => ({
      '/xrpc/app.bsky.feed.searchPosts?q=LINEWORKS&sort=latest&limit=50': json({
        posts: [
          {
            uri: 'at://did:plc:abc/app.bsky.feed.post/3k2',
            author: { did: 'did:plc:abc', handle: 'a.example' },
            record: { text: 'LINE WORKS 入れない', createdAt: '2026-04-06T00:00:00.000Z' },
            indexedAt: '2026-04-06T00:00:02.000Z',
          },
          {
            uri: 'at://did:plc:def/app.bsky.feed.post/3k1',
            author: { did: 'did:plc:def', handle: 'b.example' },
            record: { text: 'from the future', createdAt: '2036-01-01T00:00:00.000Z' },
            indexedAt: '2026-04-06T00:00:01.000Z',
          },
        ],
      }),
      '/xrpc/com.atproto.server.createSession': json({ accessJwt: 'e30.e30.c2ln', refreshJwt: 'x', did: 'did:plc:me' }),
    }),
    expected: [
      { key: 'at://did:plc:abc/app.bsky.feed.post/3k2', text: 'LINE WORKS 入れない', at: '2026-04-06T00:00:00.000Z' },
      { key: 'at://did:plc:def/app.bsky.feed.post/3k1', text: 'from the future', at: '2026-04-06T00:00:01.000Z' },
    ],
  },
  news: {
    options: (origin) => ({ url: `${origin}/rss/search`, query: 'x' }),
    answers: (origin) => ({ '/rss/search?q=x&hl=ja&gl=JP&ceid=JP%3Aja': { body: FEED(origin) } }),
    expected: [
      { key: 'n-2', text: 'メンテナンスのお知らせ', at: '2026-04-06T00:00:00.000Z' },
      { key: 'n-1', text: '新機能', at: '2026-04-05T00:00:00.000Z' },
    ],
  },
  'x-api': {
    options: (origin) => ({ url: `${origin}/2/search`, bearerToken: 'key', query: 'q' }),
    answers: () => ({
      '/2/search?query=q&max_results=10&tweet.fields=created_at%2Cauthor_id': json({
        data: [{ id: '5', text: 'LINE WORKS is down', created_at: '2026-04-06T00:00:00.000Z', author_id: '77' }],
        meta: { result_count: 1 },
      }),
    }),
    expected: [{ key: '5', text: 'LINE WORKS is down', at: '2026-04-06T00:00:00.000Z' }],
  },
}
