/** Where a known phrase stands in a text, and what it is a mark of. */
export interface PhraseHit {
  readonly from: number
  readonly to: number
  readonly marks: readonly string[]
}

/** Finds every known phrase in one pass. */
export interface PhraseIndex {
  readonly size: number
  /** From left to right, the longest phrase at each place, without overlaps. */
  find(text: string): PhraseHit[]
}

const ROOT = 0
const NONE = 0
const isLatin = (char: string | undefined) => char !== undefined && char >= 'a' && char <= 'z'

/**
 * An index of phrases → marks. Latin phrases match whole words only, so that `is down` is not found in "this downtown".
 * A search costs at most the length of the text times that of the longest phrase. The tree is kept in flat arrays: as objects,
 * the tens of thousands of phrases would take a hundred megabytes.
 */
export function createPhraseIndex(phrases: Iterable<readonly [phrase: string, mark: string]>): PhraseIndex {
  const codes: number[] = [0]
  const firstChild: number[] = [NONE]
  const nextSibling: number[] = [NONE]
  const marksAt = new Map<number, string[]>()

  const childOf = (node: number, code: number): number => {
    let child = firstChild[node]!
    while (child !== NONE && codes[child] !== code) child = nextSibling[child]!
    return child
  }
  const addChild = (node: number, code: number): number => {
    const child = codes.push(code) - 1
    nextSibling.push(firstChild[node]!)
    firstChild.push(NONE)
    firstChild[node] = child
    return child
  }

  let size = 0
  for (const [phrase, mark] of phrases) {
    let node = ROOT
    for (let i = 0; i < phrase.length; i++) {
      const code = phrase.charCodeAt(i)
      node = childOf(node, code) || addChild(node, code)
    }
    const marks = marksAt.get(node) ?? []
    if (node === ROOT || marks.includes(mark)) continue
    marksAt.set(node, [...marks, mark])
    size++
  }

  const begins = new Map<number, number>()
  for (let child = firstChild[ROOT]!; child !== NONE; child = nextSibling[child]!) begins.set(codes[child]!, child)

  const longestAt = (text: string, from: number): PhraseHit | null => {
    if (isLatin(text[from]) && isLatin(text[from - 1])) return null
    let best: PhraseHit | null = null
    let node = begins.get(text.charCodeAt(from)) ?? NONE
    for (let at = from; node !== NONE; node = childOf(node, text.charCodeAt(++at))) {
      const marks = marksAt.get(node)
      const isWhole = !(isLatin(text[at]) && isLatin(text[at + 1]))
      if (marks && isWhole) best = { from, to: at + 1, marks }
    }
    return best
  }

  return {
    size,
    find(text) {
      const hits: PhraseHit[] = []
      for (let from = 0; from < text.length; ) {
        const hit = longestAt(text, from)
        if (hit) hits.push(hit)
        from = hit ? hit.to : from + 1
      }
      return hits
    },
  }
}
