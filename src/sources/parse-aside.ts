import pLimit from 'p-limit'
import type { FetchedDocument } from '../platform/fetch/fetched.ts'
import { runAside } from '../platform/run-aside.ts'
import { type Parsed, type Source, type SourceKind, unreadable } from './source.ts'

/** What the thread beside is handed. */
export interface ParseJob {
  readonly kind: string
  readonly documents: readonly FetchedDocument[]
  readonly options: unknown
}

/** Up to so many characters are taken apart at once: that costs less than a thread, and some milliseconds. */
const SMALL = 60_000
const LONGEST_MS = 15_000
/** One after the other: two big pages at once would only want twice the memory. */
const one = pLimit(1)

/** Makes sense of documents: small ones here, big ones in a thread of its own, so that nobody waits for them. */
export function parseDocuments(
  kind: SourceKind,
  documents: readonly FetchedDocument[],
  { options }: Pick<Source, 'options'>,
  signal?: AbortSignal,
): Parsed | Promise<Parsed> {
  const size = documents.reduce((sum, { text }) => sum + text.length, 0)
  if (size <= SMALL) return kind.read(documents, options)
  const job: ParseJob = { kind: kind.kind, documents, options }
  return one(async () => {
    const end = await runAside<Parsed>('./parse-worker', import.meta.url, job, { timeoutMs: LONGEST_MS, signal })
    return end.kind === 'done' ? end.answer : unreadable('too-complex', end.detail)
  })
}
