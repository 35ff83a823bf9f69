import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { bodyOf, linkOf, titleOf } from '../item-text.ts'
import { errorIn, jsonOf } from '../json-document.ts'
import { placeUrl } from '../option-rules.ts'
import { plainTextOf } from '../plain-text.ts'
import { defineSource, type Parsed, unreadable } from '../source.ts'

const OPTIONS = z.strictObject({
  url: placeUrl.describe('The list of posts in the REST interface: https://SITE/wp-json/wp/v2/posts'),
  perPage: z.int().min(1).max(50).default(20),
})
type Options = z.output<typeof OPTIONS>

const POSTS = z.array(
  z.looseObject({
    id: z.int(),
    date_gmt: z.string().nullish(),
    link: z.string(),
    title: z.looseObject({ rendered: z.string() }),
    content: z.looseObject({ rendered: z.string() }),
  }),
)

function addressOf({ url, perPage }: Options): string {
  const address = new URL(url)
  address.searchParams.set('per_page', String(perPage))
  address.searchParams.set('orderby', 'modified')
  return address.href
}

/** `_gmt` has no zone of its own. */
const gmtOf = (text: string | null | undefined): number | null => {
  const at = text ? Date.parse(`${text.replace(/Z$/, '')}Z`) : Number.NaN
  return Number.isFinite(at) ? at : null
}

function read([document]: readonly FetchedDocument[]): Parsed {
  const parsed = jsonOf(document)
  if ('unreadable' in parsed) return parsed
  const error = errorIn(parsed.json)
  if (error !== null) return unreadable('error-answer', error)
  const posts = POSTS.safeParse(parsed.json)
  if (!posts.success) return unreadable('other-shape', posts.error.issues[0]?.path.join('.') ?? '')
  const { finalUrl, fetchedAt } = document!
  return {
    readable: posts.data.map(({ id, date_gmt, link, title, content }) => {
      const url = linkOf(link, finalUrl)
      const shown = titleOf(plainTextOf(title.rendered))
      return {
        kind: 'notice',
        key: String(id),
        url,
        title: shown,
        publishedAt: gmtOf(date_gmt),
        document: { format: 'html', url: url ?? finalUrl, fetchedAt, title: shown, body: bodyOf(content.rendered) },
      }
    }),
  }
}

/** A site made with WordPress, by its REST interface. */
export const wordpress = defineSource({
  kind: 'wordpress',
  title: { ja: 'WordPress の投稿（REST API）', en: 'WordPress posts (REST API)' },
  reads: 'notices',
  terms: { ja: '無料。公開されている API です。', en: 'Free. A public interface.' },
  options: OPTIONS,
  example: { url: 'https://example.com/wp-json/wp/v2/posts' },
  leastIntervalMs: 60_000,
  usualIntervalMs: 120_000,
  mayBeEmpty: false,
  lists: true,
  requests: (options) => [{ url: addressOf(options), accept: 'application/json' }],
  read,
})
