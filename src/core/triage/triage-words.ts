import { parsePostWords } from '../posts/post-words.ts'
import { type FoldedText, foldText, writtenBetween } from '../text/folded-text.ts'
import type { PhraseIndex } from '../text/phrase-index.ts'
import { createLexicon, type Lexicon } from './lexicon.ts'

/** The words that say something about the cause, found by what they are marks of. */
export interface TriageWords {
  readonly phrases: PhraseIndex
  /** The English ones among them. */
  readonly lexicon: Lexicon
}

/** What a part of the text is a mark of. `clause` counts the sentences and half sentences before it. */
export interface TriageMark {
  readonly name: string
  readonly words: string
  readonly from: number
  readonly to: number
  readonly clause: number
}

/** Reads word lists of the form that posts have as well. Throws where they are broken, since they ship with the program. */
export const parseTriageWords = (value: unknown): TriageWords => ({
  ...parsePostWords(value),
  lexicon: createLexicon(JSON.stringify(value).toLowerCase().match(ENGLISH) ?? []),
})

/** What stands behind this many characters does not change where to begin; a hundred thousand cost no more than these. */
const LONGEST = 1_000
const ENGLISH = /[a-z]+/g
const CLAUSE_END = /[。!?\n、,;.](?=[^0-9a-z]|$)/g
const WIDE_LATIN = /[Ａ-Ｚａ-ｚ０-９][Ａ-Ｚａ-ｚ０-９ａ-ｚ]/
const WIDE_AT = /[^\s「」（）、。]{1,20}＠|＠[a-zａ-ｚ]/
const QUOTED = /[「『"“][^」』"”]{6,200}[」』"”]/

/** A text as the rest reads it: levelled, with its marks, and what levelling would hide. */
export interface ReadText {
  readonly folded: FoldedText
  readonly marks: readonly TriageMark[]
  /** Marks of the letters themselves: `wide_latin`, `wide_at`, `quoted`. */
  readonly surface: readonly { readonly name: string; readonly words: string | null }[]
}

export function readText(raw: string, words: TriageWords): ReadText {
  const start = raw
    .slice(0, 100 * LONGEST)
    .trimStart()
    .slice(0, LONGEST)
  const folded = mendedOf(foldText(start), words.lexicon)
  return { folded, marks: marksOf(folded, words), surface: surfaceOf(start) }
}

/** The text with misspelt English words set right; each of its letters still leads back to what was written. */
function mendedOf({ text, origin, written }: FoldedText, { meantBy }: Lexicon): FoldedText {
  let mended = ''
  const origins: number[] = []
  let at = 0
  for (const { 0: word, index } of text.matchAll(ENGLISH)) {
    const meant = meantBy(word)
    if (meant === null) continue
    const last = index + word.length - 1
    mended += text.slice(at, index) + meant
    origins.push(...origin.slice(at, index), ...Array.from(meant, (_, i) => origin[Math.min(index + i, last)]!))
    at = last + 1
  }
  return { text: mended + text.slice(at), origin: [...origins, ...origin.slice(at)], written }
}

function marksOf(folded: FoldedText, words: TriageWords): TriageMark[] {
  const ends = [...folded.text.matchAll(CLAUSE_END)].map(({ index }) => index)
  let clause = 0
  return words.phrases.find(folded.text).flatMap(({ from, to, marks }) => {
    while (clause < ends.length && ends[clause]! < from) clause++
    const written = writtenBetween(folded, from, to)
    return marks.map((name) => ({ name, words: written, from, to, clause }))
  })
}

function surfaceOf(text: string) {
  const found: { name: string; words: string | null }[] = []
  const wide = WIDE_LATIN.exec(text)
  if (wide) found.push({ name: 'wide_latin', words: wide[0] })
  const at = WIDE_AT.exec(text)
  if (at) found.push({ name: 'wide_at', words: '＠' })
  const quote = QUOTED.exec(text)
  if (quote) found.push({ name: quote[0].length * 2 > text.length ? 'mostly_quoted' : 'quoted', words: null })
  return found
}
