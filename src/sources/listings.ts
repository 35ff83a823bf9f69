/** What was last heard of one announcement at one place. */
export interface Telling {
  readonly source: string
  /** A fingerprint of its text; '' where it is only known from before a restart. */
  readonly saying: string
  /** The notice that it became part of. */
  readonly id: string
  readonly publishedAt: number | null
  /** Its place keeps a list that says what holds; a mailbox or a search only says what once came. */
  readonly isListed: boolean
  /** Where it stood at the last reading of the list; null where it did not, or where that is not known. */
  readonly place: number | null
  /** Readings in a row that did not list it, though they listed older ones; and when the first of them was. */
  readonly misses: number
  readonly missedSince: number | null
}

/** All tellings that are remembered, each under its own name. */
export type Tellings = Map<string, Telling>

const MOST_REMEMBERED = 10_000

export function rememberTelling(tellings: Tellings, own: string, telling: Telling): void {
  tellings.delete(own)
  tellings.set(own, telling)
  if (tellings.size > MOST_REMEMBERED) tellings.delete([...tellings.keys()][0]!)
}

/** One entry of a list, in the order in which it stands there. */
export interface Listed {
  readonly own: string
  readonly publishedAt: number | null
}

/**
 * Marks which tellings of a place a reading of its list did not list. The oldest fall off a list by themselves: one is missed
 * only where something older, or something that stood below it, is still there.
 */
export function markMissed(tellings: Tellings, source: string, listed: readonly Listed[], now: number): void {
  const here = new Map(listed.map(({ own }, place) => [own, place]))
  const oldestAt = Math.min(...listed.map(({ publishedAt }) => publishedAt ?? Number.POSITIVE_INFINITY))
  const lowest = Math.max(-1, ...listed.map(({ own }) => tellings.get(own)?.place ?? -1))
  for (const [own, telling] of tellings) {
    if (telling.source !== source) continue
    const { publishedAt, place, misses, missedSince } = telling
    const isListed = here.has(own)
    const hasOlder =
      misses > 0 || (publishedAt !== null && oldestAt < publishedAt) || (place !== null && place < lowest)
    if (isListed) tellings.set(own, { ...telling, misses: 0, missedSince: null })
    else if (hasOlder)
      tellings.set(own, { ...telling, place: null, misses: misses + 1, missedSince: missedSince ?? now })
    else if (place !== null) tellings.set(own, { ...telling, place: null })
  }
  for (const [own, place] of here) {
    const telling = tellings.get(own)
    if (telling) tellings.set(own, { ...telling, place })
  }
}
