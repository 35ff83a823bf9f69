import { feed } from './kinds/feed.ts'
import { htmlNotices } from './kinds/html-notices.ts'
import type { SourceKind } from './source.ts'

/** Every kind of source there is: what the operator announces, then what people write. */
export const SOURCE_KINDS: readonly SourceKind[] = [htmlNotices, feed]

export const sourceKindOf = (kind: unknown): SourceKind | null =>
  SOURCE_KINDS.find((source) => source.kind === kind) ?? null
