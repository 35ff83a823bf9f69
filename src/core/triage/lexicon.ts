/** Words that misspelt ones are taken for. */
export interface Lexicon {
  has(word: string): boolean
  /** The known word that was most likely meant: two letters changed places, one too many, or one missing. Null for known and strange words. */
  meantBy(word: string): string | null
}

/** In shorter words one letter makes another word. */
const SHORTEST = 5
const LONGEST = 20

/** A letter for another is left alone: `looked` is no misspelt `locked`. */
export function createLexicon(words: Iterable<string>): Lexicon {
  const known = new Set<string>()
  const lacking = new Map<string, string>()
  for (const word of words) {
    if (word.length < SHORTEST || word.length > LONGEST) continue
    known.add(word)
    for (const shorter of withoutOne(word)) if (!lacking.has(shorter)) lacking.set(shorter, word)
  }
  return {
    has: (word) => known.has(word),
    meantBy(word) {
      if (word.length < SHORTEST || word.length > LONGEST || known.has(word)) return null
      const swapped = swaps(word).find((other) => known.has(other))
      return swapped ?? lacking.get(word) ?? withoutOne(word).find((other) => known.has(other)) ?? null
    },
  }
}

/** The first letter is hardly ever the one that is missing. */
const withoutOne = (word: string): string[] =>
  Array.from({ length: word.length - 1 }, (_, i) => word.slice(0, i + 1) + word.slice(i + 2))

const swaps = (word: string): string[] =>
  Array.from(
    { length: word.length - 2 },
    (_, i) => word.slice(0, i + 1) + word[i + 2] + word[i + 1] + word.slice(i + 3),
  )
