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

interface Node {
  readonly next: Map<string, Node>
  marks: string[]
}

const emptyNode = (): Node => ({ next: new Map(), marks: [] })
const isLatin = (char: string | undefined) => char !== undefined && char >= 'a' && char <= 'z'

/**
 * An index of phrases → marks. Latin phrases match whole words only, so that `is down` is not found in "this downtown".
 * A search costs at most the length of the text times that of the longest phrase.
 */
export function createPhraseIndex(phrases: Iterable<readonly [phrase: string, mark: string]>): PhraseIndex {
  const root = emptyNode()
  let size = 0
  for (const [phrase, mark] of phrases) {
    let node = root
    for (const char of phrase.split('')) {
      const known = node.next.get(char) ?? emptyNode()
      node.next.set(char, known)
      node = known
    }
    if (node === root || node.marks.includes(mark)) continue
    node.marks.push(mark)
    size++
  }
  return {
    size,
    find(text) {
      const hits: PhraseHit[] = []
      for (let from = 0; from < text.length; ) {
        const hit = longestAt(root, text, from)
        if (hit) hits.push(hit)
        from = hit ? hit.to : from + 1
      }
      return hits
    },
  }
}

function longestAt(root: Node, text: string, from: number): PhraseHit | null {
  if (isLatin(text[from]) && isLatin(text[from - 1])) return null
  let node = root
  let best: PhraseHit | null = null
  for (let at = from; at < text.length; at++) {
    const next = node.next.get(text[at]!)
    if (!next) break
    node = next
    const isWhole = !(isLatin(text[at]) && isLatin(text[at + 1]))
    if (node.marks.length > 0 && isWhole) best = { from, to: at + 1, marks: node.marks }
  }
  return best
}
