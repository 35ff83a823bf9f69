import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { bodyOf, linkOf } from '../item-text.ts'
import { errorIn, jsonOf } from '../json-document.ts'
import { placeUrl, secret, words } from '../option-rules.ts'
import { defineSource, type Parsed, type SourceRequest, unreadable } from '../source.ts'

const OPTIONS = z.strictObject({
  bearerToken: secret.describe('The key of an app; write it as bearerToken_FILE or by an environment variable.'),
  query: words.default('("LINE WORKS" OR LINEWORKS OR LINEワークス OR ラインワークス) -is:retweet'),
  posts: z.int().min(10).max(100).default(10).describe('The most posts that one question may bring.'),
  monthlyUsd: z.number().min(0).max(10_000).default(5).describe('More than this is never spent in a month (UTC).'),
  url: placeUrl.default('https://api.x.com/2/tweets/search/recent'),
})
type Options = z.output<typeof OPTIONS>

/** US$ 0.005 for each post that is returned (docs.x.com, pricing, 2026); in thousandths of a dollar. */
const PER_POST = 5

function requestOf({ url, query, posts, bearerToken }: Options): SourceRequest {
  const address = new URL(url)
  const parameters = { query, max_results: String(posts), 'tweet.fields': 'created_at,author_id' }
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value)
  return {
    url: address.href,
    accept: 'application/json',
    headers: { authorization: `Bearer ${bearerToken}` },
    isApi: true,
  }
}

const ANSWER = z.looseObject({
  data: z
    .array(z.looseObject({ id: z.string().min(1), text: z.string(), created_at: z.string(), author_id: z.string() }))
    .optional(),
  meta: z.looseObject({ result_count: z.int() }),
})

function read([document]: readonly FetchedDocument[]): Parsed {
  const parsed = jsonOf(document)
  if ('unreadable' in parsed) return parsed
  const error = errorIn(parsed.json)
  if (error !== null) return unreadable('error-answer', error)
  const answer = ANSWER.safeParse(parsed.json)
  if (!answer.success) return unreadable('other-shape', answer.error.issues[0]?.path.join('.') ?? '')
  const posts = answer.data.data ?? []
  if (posts.length !== answer.data.meta.result_count) return unreadable('other-shape', 'result_count')
  return {
    readable: posts.flatMap(({ id, text, created_at, author_id }) => {
      const at = Date.parse(created_at)
      if (!Number.isFinite(at)) return []
      const url = linkOf(`https://x.com/i/status/${encodeURIComponent(id)}`, 'https://x.com/')
      return [{ kind: 'post', id, at, author: author_id, text: bodyOf(text), url }]
    }),
  }
}

/** Public posts from the interface of X, which charges for each. */
export const xApi = defineSource({
  kind: 'x-api',
  title: { ja: 'X の API（有料）', en: 'X API (paid)' },
  reads: 'posts',
  terms: {
    ja: '有料（1投稿あたり0.005ドル）。monthlyUsd を超えることはありません。公式の API で、利用規約への同意が必要です。',
    en: 'Paid (US$ 0.005 a post); never more than monthlyUsd. The official interface, under its terms.',
  },
  options: OPTIONS,
  example: { bearerToken: 'AAAA', monthlyUsd: 5 },
  leastIntervalMs: 60_000,
  usualIntervalMs: 900_000,
  mayBeEmpty: true,
  requests: (options) => [requestOf(options)],
  read,
  price: ({ posts, monthlyUsd }) => ({ perReading: posts * PER_POST, perMonth: Math.floor(monthlyUsd * 1000) }),
})
