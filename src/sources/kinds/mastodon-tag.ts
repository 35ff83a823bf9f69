import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { bodyOf, linkOf } from '../item-text.ts'
import { errorIn, jsonOf } from '../json-document.ts'
import { placeUrl } from '../option-rules.ts'
import { plainTextOf } from '../plain-text.ts'
import { defineSource, type Parsed, unreadable } from '../source.ts'

const OPTIONS = z.strictObject({
  instance: placeUrl.default('https://mastodon.social').describe('The server.'),
  tag: z
    .string()
    .regex(/^[\p{L}\p{N}_]{1,60}$/u)
    .default('LINEWORKS'),
})
type Options = z.output<typeof OPTIONS>

const STATUSES = z.array(
  z.looseObject({
    id: z.string().min(1),
    created_at: z.string(),
    url: z.string().nullish(),
    content: z.string(),
    account: z.looseObject({ acct: z.string(), bot: z.boolean().nullish() }),
    reblog: z.unknown(),
  }),
)

const addressOf = ({ instance, tag }: Options) =>
  new URL(`/api/v1/timelines/tag/${encodeURIComponent(tag)}?limit=40`, instance).href

function read([document]: readonly FetchedDocument[]): Parsed {
  const parsed = jsonOf(document)
  if ('unreadable' in parsed) return parsed
  const error = errorIn(parsed.json)
  if (error !== null) return unreadable('error-answer', error)
  const statuses = STATUSES.safeParse(parsed.json)
  if (!statuses.success) return unreadable('other-shape', statuses.error.issues[0]?.path.join('.') ?? '')
  return {
    readable: statuses.data.flatMap(({ id, created_at, url, content, account, reblog }) => {
      const at = Date.parse(created_at)
      if (!Number.isFinite(at) || account.bot === true || (reblog !== null && reblog !== undefined)) return []
      const text = bodyOf(plainTextOf(content))
      return [{ kind: 'post', id, at, author: account.acct, text, url: linkOf(url, document!.finalUrl) }]
    }),
  }
}

/** Public posts under one tag, from one server of Mastodon. */
export const mastodonTag = defineSource({
  kind: 'mastodon-tag',
  title: { ja: 'Mastodon のハッシュタグ', en: 'Mastodon tag' },
  reads: 'posts',
  terms: {
    ja: '無料。サーバーによってはログインが必要です（その場合は読めません）。',
    en: 'Free. Some servers want a login and cannot be read.',
  },
  options: OPTIONS,
  example: { instance: 'https://mastodon.example', tag: 'LINEWORKS' },
  leastIntervalMs: 60_000,
  usualIntervalMs: 180_000,
  mayBeEmpty: true,
  requests: (options) => [{ url: addressOf(options), accept: 'application/json', isApi: true }],
  read,
})
