import { createHash } from 'node:crypto'
import type { PostLabel, PostSignal } from '../core/report.ts'
import type { PostItem } from './source.ts'

/** Counts each voice among public posts once. */
export interface PostSieve {
  take(items: readonly PostItem[], place: string, now: number): readonly PostSignal[]
}

/** Older posts say nothing about now. */
const FRESH_MS = 30 * 60_000
/** One author counts once in this time, and so does one text, whoever copies it. */
const ONE_VOICE_MS = 30 * 60_000
/** A clock that runs ahead elsewhere. */
const AHEAD_MS = 2 * 60_000
const MOST_REMEMBERED = 20_000

export type Classify = (post: { readonly source: string; readonly text: string }) => PostLabel

/** Builds the sieve. Neither authors nor texts are kept, only their hashes, and not for long. */
export function createPostSieve(classify: Classify): PostSieve {
  const heard = new Map<string, number>()
  const isNew = (mark: string, at: number): boolean => {
    const before = heard.get(mark)
    if (before !== undefined && at - before < ONE_VOICE_MS) return false
    heard.delete(mark)
    heard.set(mark, at)
    if (heard.size > MOST_REMEMBERED) heard.delete([...heard.keys()][0]!)
    return true
  }
  return {
    take: (items, place, now) =>
      items
        .toSorted((a, b) => a.at - b.at)
        .flatMap((item) => {
          if (item.at < now - FRESH_MS || item.at > now + AHEAD_MS) return []
          if (!isNew(hashOf('post', `${place} ${item.id}`), now)) return []
          const label = classify({ source: place, text: item.text })
          if (label === 'other') return []
          const said = item.text.replace(/https?:\/\/\S+|[@#]\S+|[\s\p{P}\p{S}]/gu, '').toLowerCase()
          const marks = [hashOf('author', `${label} ${place} ${item.author}`), hashOf('text', `${label} ${said}`)]
          const isFirst = marks.map((mark) => isNew(mark, now)).every(Boolean)
          return isFirst ? [{ at: Math.min(item.at, now), label }] : []
        }),
  }
}

const hashOf = (what: string, text: string): string =>
  createHash('sha256').update(`${what}\n${text}`).digest('base64url')
