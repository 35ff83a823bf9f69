import type { Feature } from '../text/feature.ts'
import type { TriageInput } from './triage-input.ts'
import type { ReadText, TriageMark } from './triage-words.ts'

/** What is known of the place besides the text. */
type Where = Pick<TriageInput, 'device' | 'client'>

/** Runs of this many letters are looked at. */
const SHORTEST = 2
const LONGEST = 4
/** Pairs grow with the square of the marks. */
const MOST_MARKS = 40
/** A whole text of letter runs weighs about as much as this many marks. */
const LETTERS_WEIGHT = 3
const PAIR_WEIGHT = 0.6
/** Which device it is says little by itself. */
const WHERE_WEIGHT = 0.4

/**
 * Features of a text and what is known besides, each name once: `m:caps` a mark, `s:code+not_come` two marks of one clause,
 * `p:locked+attempts` two marks anywhere; `c:つなが` runs of letters, `w:locked out` English words, together as long as a few
 * marks, however long the text; `client:app`, `device:ios`. What the service does is left out: it decides
 * only where the text names no cause, and that is for the text to tell.
 */
export function triageFeaturesOf({ folded, marks, surface }: ReadText, input: Where): Feature[] {
  const features = new Map<string, Feature>()
  const add = (name: string, words: string | null, value = 1) => {
    if (!features.has(name)) features.set(name, { name, value, words })
  }
  add('always', null)
  for (const name of placesOf(input)) add(name, null, WHERE_WEIGHT)
  for (const { name, words } of surface) add(`m:${name}`, words)
  const first = firstOfEach(marks)
  for (const { name, words } of first) add(`m:${name}`, words)
  if (first.length === 0) add('m:nothing', null)
  addPairs(first, marks.slice(0, MOST_MARKS), add)
  const letters = new Set(lettersOf(folded.text))
  const value = LETTERS_WEIGHT / Math.sqrt(letters.size || 1)
  return [...features.values(), ...Array.from(letters, (name) => ({ name, value, words: name.slice(2) }))]
}

function placesOf({ device, client }: Where): string[] {
  return [`device:${device ?? 'none'}`, `client:${client ?? 'none'}`]
}

function firstOfEach(marks: readonly TriageMark[]): TriageMark[] {
  const seen = new Map<string, TriageMark>()
  for (const mark of marks) if (!seen.has(mark.name)) seen.set(mark.name, mark)
  return [...seen.values()].slice(0, MOST_MARKS)
}

function addPairs(
  first: readonly TriageMark[],
  marks: readonly TriageMark[],
  add: (name: string, words: string, value: number) => void,
): void {
  const pairOf = (a: TriageMark, b: TriageMark) => (a.name < b.name ? `${a.name}+${b.name}` : `${b.name}+${a.name}`)
  for (const [i, a] of marks.entries())
    for (const b of marks.slice(i + 1))
      if (a.name !== b.name && a.clause === b.clause) add(`s:${pairOf(a, b)}`, `${a.words} … ${b.words}`, PAIR_WEIGHT)
  for (const [i, a] of first.entries())
    for (const b of first.slice(i + 1)) add(`p:${pairOf(a, b)}`, `${a.words} … ${b.words}`, PAIR_WEIGHT)
}

function lettersOf(text: string): string[] {
  const names: string[] = []
  const plain = `^${text.replace(/\d+/g, '0').replace(/\n/g, ' ')}$`
  for (let from = 0; from < plain.length; from++)
    for (let length = SHORTEST; length <= LONGEST && from + length <= plain.length; length++)
      names.push(`c:${plain.slice(from, from + length)}`)
  const english = plain.match(/[a-z']+/g) ?? []
  for (const [i, word] of english.entries()) {
    if (word.length > 1) names.push(`w:${word}`)
    if (i > 0) names.push(`w:${english[i - 1]} ${word}`)
  }
  return names
}
