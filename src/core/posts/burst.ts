import type { PostLabel } from '../report.ts'
import { type Gist, gistOf, isNearCopy, isShort } from './near-copy.ts'
import { type UsualPosts, usualAnHour } from './usual-posts.ts'

/**
 * Do more people than usual say that LINE WORKS fails? A cumulative sum over the log likelihood ratio of two Poisson rates:
 * the usual one of that hour of the week (λ0) and one report a minute (λ1). Each voice adds ln(λ1/λ0), each minute takes
 * λ1 − λ0; the sum never falls below zero, and a burst begins when it reaches `ALARM`. With thresholds in nats one number
 * serves quiet nights and busy mornings alike.
 *
 * By the simulation in `bench/posts.ts` (Poisson posts, 120 months a row): 0.067 false alarms a month at 0.3 usual reports an
 * hour, 0.050 at 1.2, 0.067 at 6. At one report a minute the median alarm comes after 2.5, 3.6 and 6.9 minutes, at two after
 * 1.3, 1.8 and 3.2.
 *
 * The anchor is Motoyama, Meeder, Levchenko and Voelker (WOSN 2010): alarm only when two independent signs exceed their usual
 * rates, since one phrase alone bursts for reasons of its own. Here a post must both name the service and tell of failure to be
 * labelled a report at all, and voices must differ: an author counts once a window, and so does a text with its copies.
 * Even so a burst is worth minutes and a suspicion; it confirms nothing.
 */
export interface BurstState {
  /** The instant up to which has been heard. */
  readonly at: number
  /** The sum, in nats. */
  readonly excess: number
  readonly isBurst: boolean
  /** When the present burst began; null where there is none. */
  readonly since: number | null
  /** Voices of the last half hour. */
  readonly voices: readonly Voice[]
}

export interface Voice {
  readonly at: number
  readonly author: string | null
  readonly label: 'report' | 'recovery'
  readonly gist: Gist
}

/** A post with its label, and who wrote it: any name that stays the same for one author, null where unknown. */
export interface HeardPost {
  readonly at: number
  readonly author: string | null
  readonly text: string
  readonly label: PostLabel
}

/** The window in which one author, and one text, count once. */
export const WINDOW_MS = 30 * 60_000
/** Nats at which a burst begins. */
const ALARM = 12.5
/** However loud, the sum stays below this, so that a burst ends after a quarter of an hour of silence. */
const MOST = 17
/** Reports a minute in a burst worth knowing of. */
const BURST_A_MINUTE = 1
/** Fewer different authors than this are no burst, whatever the sum says. */
const LEAST_AUTHORS = 3
/** A short text may be said by so many people on their own; one less than a burst needs. */
const SAME_SHORT_TEXTS = 2
/** Bounds memory and work in a flood; by then the sum has long been at its top. */
const MOST_VOICES = 400

export const silentBurst = (at: number): BurstState => ({ at, excess: 0, isBurst: false, since: null, voices: [] })

/**
 * Hears posts up to the instant `at`, in any order. Posts from the future or from before the window are left out; late ones
 * count when they are heard. Pure: the same posts in the same portions give the same state.
 */
export function hearPosts(before: BurstState, posts: readonly HeardPost[], usual: UsualPosts, at: number): BurstState {
  const heard = posts
    .filter((post) => post.label !== 'other' && post.at <= at && post.at > at - WINDOW_MS)
    .toSorted((a, b) => a.at - b.at || compare(keyOf(a), keyOf(b)))
  let state = before
  for (const post of heard) {
    state = wait(state, Math.max(post.at, state.at), usual)
    const voice = voiceOf(post)
    if (voice && isNewVoice(voice, state.voices)) state = count(state, voice, usual)
  }
  return wait(state, Math.max(at, state.at), usual)
}

/** How many reports were counted within the last `ms`, at most a window: what the usual is learned from. */
export const reportsWithin = ({ at, voices }: BurstState, ms: number): number =>
  voices.filter((voice) => voice.label === 'report' && voice.at > at - ms).length

const keyOf = ({ author, text, label }: HeardPost) => JSON.stringify([author, text, label])
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

function voiceOf({ at, author, label, text }: HeardPost): Voice | null {
  return label === 'other' ? null : { at, author, label, gist: gistOf(text) }
}

/** Unknown authors count as one: somebody without a name can be anybody twice. */
function isNewVoice(voice: Voice, voices: readonly Voice[]): boolean {
  const alike = voices.filter(({ label }) => label === voice.label)
  if (alike.length >= MOST_VOICES || alike.some(({ author }) => author === voice.author)) return false
  const copies = alike.filter(({ gist }) => isNearCopy(gist, voice.gist)).length
  return copies < (isShort(voice.gist) ? SAME_SHORT_TEXTS : 1)
}

function count(state: BurstState, voice: Voice, usual: UsualPosts): BurstState {
  const step = Math.log(BURST_A_MINUTE / aMinute(usual, state.at)) * (voice.label === 'report' ? 1 : -1)
  const excess = Math.min(MOST, Math.max(0, state.excess + step))
  return settled({ ...state, excess, voices: [...state.voices, { ...voice, at: state.at }] })
}

/** Time passes without a word; an hour with another usual rate begins where it begins. */
function wait(state: BurstState, at: number, usual: UsualPosts): BurstState {
  let { excess } = state
  for (let from = state.at; from < at && excess > 0; ) {
    const to = Math.min(at, (Math.floor(from / HOUR) + 1) * HOUR)
    excess = Math.max(0, excess - (BURST_A_MINUTE - aMinute(usual, from)) * ((to - from) / 60_000))
    from = to
  }
  return settled({ ...state, at, excess, voices: state.voices.filter((voice) => voice.at > at - WINDOW_MS) })
}

const HOUR = 3_600_000
/** Never so near to the rate of a burst that nothing could be told apart. */
const aMinute = (usual: UsualPosts, at: number) => Math.min(BURST_A_MINUTE / 2, usualAnHour(usual, at) / 60)

/** Begins at the alarm, ends at zero: a burst does not flicker. */
function settled(state: BurstState): BurstState {
  const authors = new Set(state.voices.flatMap(({ label, author }) => (label === 'report' ? [author] : []))).size
  const isBurst = state.isBurst ? state.excess > 0 : state.excess >= ALARM && authors >= LEAST_AUTHORS
  return { ...state, isBurst, since: isBurst ? (state.since ?? state.at) : null }
}
