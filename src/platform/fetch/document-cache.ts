import type { FetchedDocument } from './fetched.ts'

/** A document with the words by which its server knows it again. */
export interface CachedDocument {
  readonly document: FetchedDocument
  readonly etag: string | null
  readonly lastModified: string | null
}

export interface DocumentCache {
  get(url: string): CachedDocument | null
  put(url: string, cached: CachedDocument): void
}

const MOST_DOCUMENTS = 200
const MOST_CHARACTERS = 8_000_000

/** Keeps the documents that were used last, bounded by number and size. */
export function createDocumentCache(): DocumentCache {
  const kept = new Map<string, CachedDocument>()
  let characters = 0
  const drop = (url: string) => {
    characters -= kept.get(url)?.document.text.length ?? 0
    kept.delete(url)
  }
  return {
    get(url) {
      const cached = kept.get(url) ?? null
      if (cached) {
        kept.delete(url)
        kept.set(url, cached)
      }
      return cached
    },
    put(url, cached) {
      drop(url)
      kept.set(url, cached)
      characters += cached.document.text.length
      while (kept.size > MOST_DOCUMENTS || (characters > MOST_CHARACTERS && kept.size > 1)) drop([...kept.keys()][0]!)
    },
  }
}
