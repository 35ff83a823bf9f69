import { type FoldedText, writtenBetween } from '../text/folded-text.ts'
import type { PostWords } from './post-words.ts'
import { SIGN } from './service-name.ts'

/** What a word in a post is a mark of, and the word as it was written. */
export interface Mark {
  readonly name: string
  readonly words: string
  /** Which sentence of the post it stands in, counted from 0; a line or an arrow begins a new one. */
  readonly sentence: number
}

const ENDS_SENTENCE = '。!?\n→←'

const NAME_OF_SIGN = new Map<string, string>(Object.entries(SIGN).map(([name, sign]) => [sign, name]))

/** The marks of a text whose names were masked, names among them, in the order in which they stand. */
export function marksOf(folded: FoldedText, words: PostWords): Mark[] {
  const { text } = folded
  const marks: Mark[] = []
  let at = 0
  let sentence = 0
  const readSigns = (to: number) => {
    for (; at < to; at++) {
      const name = NAME_OF_SIGN.get(text[at]!) ?? (text[at] === '?' ? 'question' : undefined)
      if (name !== undefined) marks.push({ name, words: writtenBetween(folded, at, at + 1), sentence })
      if (ENDS_SENTENCE.includes(text[at]!)) sentence++
    }
  }
  for (const { from, to, marks: names } of words.phrases.find(text)) {
    readSigns(from)
    for (const name of names) marks.push({ name, words: writtenBetween(folded, from, to), sentence })
    readSigns(to)
  }
  readSigns(text.length)
  return marks
}
