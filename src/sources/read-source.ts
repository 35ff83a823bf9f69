import { cleanText } from '../platform/clean-text.ts'
import type { FetchedDocument, Fetcher } from '../platform/fetch/fetched.ts'
import { isChallenge } from './challenge.ts'
import { sourceKindOf } from './index.ts'
import { parseDocuments } from './parse-aside.ts'
import type { UnreadableReason } from './reasons.ts'
import { type Sessions, withSession } from './session.ts'
import type { Item, Parsed, Source, SourceRequest } from './source.ts'

/** What one reading of one source came to. */
export type SourceReading =
  | {
      readonly kind: 'readable'
      readonly items: readonly Item[]
      /** Found in another way than it should be. */
      readonly byFallback: boolean
      /** Nothing is new, by the place's own word. */
      readonly unchanged: boolean
    }
  | {
      readonly kind: 'unreadable'
      readonly reason: UnreadableReason
      readonly detail: string
      readonly retryAt: number | null
      /** What came instead, for repair; '' where nothing did. */
      readonly body: string
    }

/** A list, its pages, and what those lead to. */
const MOST_PASSES = 3
const MOST_DOCUMENTS = 25

/**
 * Reads one source once: fetches what its kind asks for, and lets it make sense of that. Whoever reads again hands in the
 * same `sessions`, so that places with a login are entered once.
 */
export async function readSource(
  source: Source,
  plain: Fetcher,
  signal?: AbortSignal,
  sessions: Sessions = new Map(),
): Promise<SourceReading> {
  const kind = sourceKindOf(source.kind)
  if (!kind) throw new Error(`no kind of source is called ${source.kind}`)
  const { session: rule } = kind
  const fetcher = rule ? withSession(plain, { source: source.id, rule, options: source.options, sessions }) : plain
  const documents = new Map<string, FetchedDocument>()
  for (const request of kind.requests(source.options)) {
    const got = await take(request, fetcher, signal)
    if (got.kind !== 'document') return got
    documents.set(request.url, got.document)
  }
  let parsed = await parseDocuments(kind, [...documents.values()], source, signal)
  for (let pass = 1; pass < MOST_PASSES; pass++) {
    const missing = 'wanted' in parsed ? (parsed.wanted ?? []).filter(({ url }) => !documents.has(url)) : []
    const before = documents.size
    for (const request of missing) {
      if (documents.size >= MOST_DOCUMENTS) break
      const got = await take(request, fetcher, signal)
      // A page behind the list that cannot be had leaves what the list says.
      if (got.kind === 'document') documents.set(request.url, got.document)
    }
    if (documents.size === before) break
    parsed = await parseDocuments(kind, [...documents.values()], source, signal)
  }
  return concluded(parsed, [...documents.values()])
}

type Taken =
  | { readonly kind: 'document'; readonly document: FetchedDocument }
  | Extract<SourceReading, { kind: 'unreadable' }>

async function take(request: SourceRequest, fetcher: Fetcher, signal?: AbortSignal): Promise<Taken> {
  const fetched = await fetcher.fetch({ ...request, ...(signal ? { signal } : {}) })
  if (fetched.kind === 'failed') {
    const { reason, detail, retryAt, body } = fetched
    const isGuarded = (reason === 'denied' || reason === 'server-error') && isChallenge(body)
    return {
      kind: 'unreadable',
      reason: isGuarded ? 'challenge' : reason,
      detail: cleanText(detail, 200),
      retryAt,
      body,
    }
  }
  const { text } = fetched.document
  if (isChallenge(text)) return { kind: 'unreadable', reason: 'challenge', detail: '', retryAt: null, body: text }
  return fetched
}

function concluded(parsed: Parsed, documents: readonly FetchedDocument[]): SourceReading {
  if ('unreadable' in parsed) {
    const { unreadable: reason, detail } = parsed
    return { kind: 'unreadable', reason, detail: cleanText(detail, 200), retryAt: null, body: documents[0]?.text ?? '' }
  }
  return {
    kind: 'readable',
    items: parsed.readable,
    byFallback: parsed.byFallback ?? false,
    unchanged: documents.length > 0 && documents.every(({ unchanged }) => unchanged),
  }
}
