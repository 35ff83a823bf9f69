import type { PostLabel } from '../report.ts'
import { type Gist, gistOf, isNearCopy, isShort } from './near-copy.ts'

/** A post with its label, and who wrote it: any name that stays the same for one author, null where unknown. */
export interface HeardPost {
  readonly at: number
  readonly author: string | null
  readonly text: string
  readonly label: PostLabel
}

/** Somebody who said, in words of their own, that it fails or that it works again. */
export interface Voice {
  readonly at: number
  readonly author: string | null
  readonly label: 'report' | 'recovery'
  readonly gist: Gist
}

/** The window in which one author, and one text with its copies, count once; older posts say nothing about now. */
export const WINDOW_MS = 30 * 60_000
/** A short text may be said by so many people on their own; one less than a burst needs. */
const SAME_SHORT_TEXTS = 2
/** Bounds memory and work in a flood; by then every sum has long been at its top. */
const MOST_VOICES = 400

/**
 * The voices among posts that were not counted yet, and all voices of the window, to be handed in the next time. Posts may come
 * in any order; those from the future or from before the window are left out.
 */
export function newVoices(
  before: readonly Voice[],
  posts: readonly HeardPost[],
  at: number,
): { readonly fresh: readonly Voice[]; readonly voices: readonly Voice[] } {
  const isInside = (one: { readonly at: number }) => one.at <= at && one.at > at - WINDOW_MS
  const voices = before.filter(isInside)
  const fresh: Voice[] = []
  for (const post of posts.filter(isInside).toSorted(inOrder)) {
    const { label } = post
    if (label === 'other') continue
    const voice = { at: post.at, author: post.author, label, gist: gistOf(post.text) }
    if (!isNew(voice, voices)) continue
    voices.push(voice)
    fresh.push(voice)
  }
  return { fresh, voices }
}

const inOrder = (a: HeardPost, b: HeardPost) => a.at - b.at || compare(keyOf(a), keyOf(b))
const keyOf = ({ author, text, label }: HeardPost) => JSON.stringify([author, text, label])
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Unknown authors count as one: somebody without a name can be anybody twice. */
function isNew(voice: Voice, voices: readonly Voice[]): boolean {
  const alike = voices.filter(({ label }) => label === voice.label)
  if (alike.length >= MOST_VOICES || alike.some(({ author }) => author === voice.author)) return false
  const copies = alike.filter(({ gist }) => isNearCopy(gist, voice.gist)).length
  return copies < (isShort(voice.gist) ? SAME_SHORT_TEXTS : 1)
}
