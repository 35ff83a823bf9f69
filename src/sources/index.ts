import { bluesky } from './kinds/bluesky.ts'
import { feed } from './kinds/feed.ts'
import { htmlNotices } from './kinds/html-notices.ts'
import { mail } from './kinds/mail.ts'
import { mastodonTag } from './kinds/mastodon-tag.ts'
import { news } from './kinds/news.ts'
import { statuspage } from './kinds/statuspage.ts'
import { wordpress } from './kinds/wordpress.ts'
import { xApi } from './kinds/x-api.ts'
import { yahooRealtime } from './kinds/yahoo-realtime.ts'
import type { SourceKind } from './source.ts'

/** Every kind of source there is: what the operator announces, then what people write. */
export const SOURCE_KINDS: readonly SourceKind[] = [
  htmlNotices,
  feed,
  wordpress,
  statuspage,
  mail,
  yahooRealtime,
  mastodonTag,
  bluesky,
  news,
  xApi,
]

/** The kind of source of this name; null where there is none. */
export const sourceKindOf = (kind: unknown): SourceKind | null =>
  SOURCE_KINDS.find((source) => source.kind === kind) ?? null
