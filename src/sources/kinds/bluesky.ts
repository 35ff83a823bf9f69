import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { bodyOf, linkOf } from '../item-text.ts'
import { errorIn, jsonOf } from '../json-document.ts'
import { placeUrl, words } from '../option-rules.ts'
import { defineSource, type Parsed, type PostItem, unreadable } from '../source.ts'

const refusal = (ja: string, en: string) => ({ error: en, params: { text: { ja, en } } })
const isSafeForPasswords = (value: string): boolean => {
  const url = URL.parse(value)
  return url?.protocol === 'https:' || /^(?:127(?:\.\d+){3}|\[::1\]|localhost)$/.test(url?.hostname ?? '')
}

const OPTIONS = z.strictObject({
  service: placeUrl
    .refine(isSafeForPasswords, refusal('https:// で始まる URL にしてください', 'must be an https:// URL'))
    .default('https://bsky.social')
    .describe('The server that holds the account.'),
  identifier: words.describe('The handle or mail address of the account.'),
  // The password of the account itself opens everything; one for apps can be taken back alone.
  appPassword: z
    .string()
    .regex(
      /^[a-z0-9]{4}(?:-[a-z0-9]{4}){3}$/,
      refusal(
        'アカウントのパスワードではなく、設定画面で発行したアプリパスワード（xxxx-xxxx-xxxx-xxxx）にしてください',
        'must be an app password (xxxx-xxxx-xxxx-xxxx), not that of the account',
      ),
    )
    .describe('Write it as appPassword_FILE or by an environment variable.'),
  queries: z.array(words).min(1).max(4).default(['"LINE WORKS"', 'LINEWORKS', 'ラインワークス']),
  posts: z.int().min(10).max(100).default(50).describe('The most posts that one question may bring.'),
})
type Options = z.output<typeof OPTIONS>

function addressOf(query: string, { service, posts }: Options): string {
  const address = new URL('/xrpc/app.bsky.feed.searchPosts', service)
  for (const [name, value] of Object.entries({ q: query, sort: 'latest', limit: String(posts) }))
    address.searchParams.set(name, value)
  return address.href
}

const POSTS = z.looseObject({
  posts: z.array(
    z.looseObject({
      uri: z.string().min(1).max(1_000),
      author: z.looseObject({ did: z.string().min(1).max(500) }),
      record: z.looseObject({ text: z.string(), createdAt: z.string() }),
      indexedAt: z.string(),
    }),
  ),
})
type Post = z.output<typeof POSTS>['posts'][number]

/** What an author says of the time is believed only where it lies before the server's own. */
function itemOf({ uri, author, record, indexedAt }: Post): PostItem[] {
  const at = Math.min(...[record.createdAt, indexedAt].map((text) => Date.parse(text)).filter(Number.isFinite))
  if (!Number.isFinite(at)) return []
  const key = encodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1))
  const url = linkOf(`https://bsky.app/profile/${encodeURIComponent(author.did)}/post/${key}`, 'https://bsky.app/')
  return [{ kind: 'post', id: uri, at, author: author.did, text: bodyOf(record.text), url }]
}

function read(documents: readonly FetchedDocument[]): Parsed {
  const found = new Map<string, PostItem>()
  for (const document of documents) {
    const parsed = jsonOf(document)
    if ('unreadable' in parsed) return parsed
    const error = errorIn(parsed.json)
    if (error !== null) return unreadable('error-answer', error)
    const answer = POSTS.safeParse(parsed.json)
    if (!answer.success) return unreadable('other-shape', answer.error.issues[0]?.path.join('.') ?? '')
    for (const item of answer.data.posts.flatMap(itemOf)) found.set(item.id, item)
  }
  return documents.length === 0 ? unreadable('not-json', 'no document') : { readable: [...found.values()] }
}

const SESSION = z.looseObject({
  accessJwt: z
    .string()
    .regex(/^[\w-]+(?:\.[\w-]+){2}$/)
    .max(8_000),
})

/** Public posts on Bluesky, whose search wants a login. */
export const bluesky = defineSource({
  kind: 'bluesky',
  title: { ja: 'Bluesky の投稿検索', en: 'Bluesky post search' },
  reads: 'posts',
  terms: {
    ja: '無料。アカウントとアプリパスワードが必要で、Bluesky の利用規約に従います。パスワードは service のサーバーだけに送ります。',
    en: 'Free. Needs an account and an app password, under the terms of Bluesky; the password goes to `service` only.',
  },
  options: OPTIONS,
  example: { identifier: 'example.bsky.social', appPassword: 'abcd-efgh-ijkl-mnop' },
  leastIntervalMs: 60_000,
  usualIntervalMs: 180_000,
  mayBeEmpty: true,
  requests: (options) =>
    options.queries.map((query) => ({ url: addressOf(query, options), accept: 'application/json', isApi: true })),
  session: {
    opening: ({ service, identifier, appPassword }) => ({
      url: new URL('/xrpc/com.atproto.server.createSession', service).href,
      accept: 'application/json',
      isApi: true,
      post: { contentType: 'application/json', body: JSON.stringify({ identifier, password: appPassword }) },
    }),
    headersFrom(document) {
      const parsed = jsonOf(document)
      const session = SESSION.safeParse('json' in parsed ? parsed.json : null)
      return session.success ? { authorization: `Bearer ${session.data.accessJwt}` } : null
    },
    // An old key is answered with 400 and one of these words, a missing one with 401.
    isExpired: ({ reason, body }) =>
      reason === 'denied' || (reason === 'http-status' && /"error"\s*:\s*"(?:ExpiredToken|InvalidToken)"/.test(body)),
  },
  read,
})
