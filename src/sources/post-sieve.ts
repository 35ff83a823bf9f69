import { createHash } from 'node:crypto'
import { newVoices, type Voice, WINDOW_MS } from '../core/posts/voices.ts'
import type { PostLabel, PostSignal } from '../core/report.ts'
import type { PostItem } from './source.ts'

/** Counts each voice among public posts once. */
export interface PostSieve {
  take(items: readonly PostItem[], place: string, now: number): readonly PostSignal[]
}

/** A clock that runs ahead elsewhere. */
const AHEAD_MS = 2 * 60_000
const MOST_REMEMBERED = 20_000

export type Classify = (post: { readonly source: string; readonly text: string }) => PostLabel

/** Builds the sieve. Authors are known by a hash only, and nothing is kept longer than half an hour, or on any disk. */
export function createPostSieve(classify: Classify): PostSieve {
  const read = new Map<string, number>()
  let voices: readonly Voice[] = []
  const isUnread = (mark: string, now: number): boolean => {
    const before = read.get(mark)
    if (before !== undefined && now - before < WINDOW_MS) return false
    read.delete(mark)
    read.set(mark, now)
    if (read.size > MOST_REMEMBERED) read.delete([...read.keys()][0]!)
    return true
  }
  return {
    take(items, place, now) {
      const posts = items.flatMap((item) => {
        if (item.at <= now - WINDOW_MS || item.at > now + AHEAD_MS) return []
        if (!isUnread(hashOf(`${place} ${item.id}`), now)) return []
        const label = classify({ source: place, text: item.text })
        const author = hashOf(`${place} ${item.author}`)
        return [{ at: Math.min(item.at, now), author, text: item.text, label }]
      })
      const heard = newVoices(voices, posts, now)
      voices = heard.voices
      return heard.fresh.map(({ at, label }) => ({ at, label }))
    },
  }
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')
