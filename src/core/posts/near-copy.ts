import { maskNames, SIGN } from './service-name.ts'

/** The gist of a text: what is left when names, links, people, tags, digits and signs are taken away. */
export interface Gist {
  readonly letters: string
  /** Runs of three letters, each once. */
  readonly runs: readonly string[]
}

/** What anybody may say by themselves (「LINE WORKS落ちてる?」) is this short; longer texts are not alike by chance. */
const SHORT_LETTERS = 12
/** A text is a copy when so much of the shorter one is found in the longer: a comment may be added, a word changed. */
const ALIKE = 0.8
const RUN = 3
/** So that comparing stays cheap, however long a post is. */
const MOST_LETTERS = 280

export function gistOf(text: string): Gist {
  const { text: masked } = maskNames(text).folded
  const plain = masked.replace(/#[^\s#]{1,60}/g, '').replace(PASSED_ON, '')
  const letters = plain.replace(NOT_LETTERS, '').slice(0, MOST_LETTERS)
  const runs = new Set<string>()
  for (let i = 0; i + RUN <= letters.length; i++) runs.add(letters.slice(i, i + RUN))
  return { letters, runs: [...runs] }
}

/** What people add when they pass a text on. */
const PASSED_ON = /(?<![a-z])rt(?![a-z])|(?<![a-z])via(?![a-z])|拡散(?:希望|お願いします|して)?|再掲|引用/g
const NOT_LETTERS = new RegExp(`[^\\p{L}]|[${Object.values(SIGN).join('')}]`, 'gu')

export const isShort = ({ letters }: Gist): boolean => letters.length < SHORT_LETTERS

/** Whether two texts are the same, or one nearly holds the other. */
export function isNearCopy(a: Gist, b: Gist): boolean {
  if (a.letters === b.letters) return true
  const [few, many] = a.runs.length < b.runs.length ? [a.runs, b.runs] : [b.runs, a.runs]
  if (few.length < SHORT_LETTERS - RUN) return false
  const known = new Set(many)
  const shared = few.filter((run) => known.has(run)).length
  return shared >= ALIKE * few.length
}
