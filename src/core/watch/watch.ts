/** How another Dotchi looks from here. `well`: it judges, and what it has to say reaches people. */
export const SIGHTS = [
  'well',
  'silent', // no answer, or none that is a Dotchi's
  'stale', // it answers, and knows nothing of now
  'mute', // it judges, and cannot tell anybody
] as const
export type Sight = (typeof SIGHTS)[number]

/** What is known of another Dotchi: plain data, to be stored as JSON. Instants are epoch milliseconds. */
export interface Watch {
  /** As it was last told, or `well`; what is not told yet stands in `first`. */
  readonly told: Sight
  /** When the trouble that was told began. */
  readonly toldSinceAt: number | null
  /** The first of the looks that say otherwise than `told`; null while they say the same. */
  readonly first: { readonly sight: Sight; readonly at: number; readonly looks: number } | null
}

export const UNWATCHED: Watch = { told: 'well', toldSinceAt: null, first: null }

/** What there is to tell: trouble that holds, or its end. */
export interface WatchNews {
  readonly sight: Sight
  readonly sinceAt: number
  /** For an end: when the trouble had begun. */
  readonly beganAt: number | null
}

/** One lost packet is no news; neither is one good answer between bad ones. */
const LOOKS = 2

/** What is known after one more look. Trouble must hold for `patienceMs`, and so many looks; its end so many looks. */
export function watchAfter(
  before: Watch,
  sight: Sight,
  at: number,
  patienceMs: number,
): { readonly watch: Watch; readonly news: WatchNews | null } {
  if ((sight === 'well') === (before.told === 'well')) return { watch: { ...before, first: null }, news: null }
  const known = before.first
  const first = known ? { ...known, sight, looks: known.looks + 1 } : { sight, at, looks: 1 }
  const holdsMs = sight === 'well' ? 0 : patienceMs
  if (first.looks < LOOKS || at - first.at < holdsMs) return { watch: { ...before, first }, news: null }
  return {
    watch: { told: sight, toldSinceAt: sight === 'well' ? null : first.at, first: null },
    news: { sight, sinceAt: first.at, beganAt: before.toldSinceAt },
  }
}
