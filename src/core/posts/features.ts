import type { Feature } from '../text/feature.ts'
import type { FoldedText } from '../text/folded-text.ts'
import type { Mark } from './marks.ts'
import type { Mention } from './service-name.ts'

/** Runs of this many letters are looked at. */
const SHORTEST = 1
const LONGEST = 3
/** Pairs grow with the square of the marks; no post that says something has so many. */
const MOST_MARKS = 48
/** A whole text of letter runs weighs about as much as this many marks. */
const LETTERS_WEIGHT = 3

/** Marks of something going wrong; without any of them, the same words mean less. */
const TROUBLE: ReadonlySet<string> = new Set(['fails', 'fell', 'failed_then', 'trouble', 'error', 'not_back'])

/**
 * Features of a post, each name once: `m:fails` a mark; `p:fails>own_cause` one mark before another; `l:back` the last mark; `q:scope` a
 * mark where nothing goes wrong, `t:scope` where something does; `s:fails` a mark in a
 * sentence that names the service, `o:fails` in another;
 * `w:is down` English words; `c:つなが` runs of letters, together as long as a few marks, however long the text.
 */
export function featuresOf(folded: FoldedText, allMarks: readonly Mark[], mention: Mention): Feature[] {
  const marks = allMarks.slice(0, MOST_MARKS)
  const features = new Map<string, Feature>()
  const add = (name: string, words: string | null) => {
    if (!features.has(name)) features.set(name, { name, value: 1, words })
  }
  add('always', null)
  add(`mention:${mention}`, null)
  for (const [i, { name, words }] of marks.entries()) {
    add(`m:${name}`, words)
    const next = marks[i + 1]
    if (next) add(`n:${name}>${next.name}`, `${words} … ${next.words}`)
    for (const later of marks.slice(i + 1)) add(`p:${name}>${later.name}`, `${words} … ${later.words}`)
  }
  const isTrouble = marks.some(({ name }) => TROUBLE.has(name))
  add(isTrouble ? 'trouble' : 'calm', null)
  for (const { name, words } of marks) add(`${isTrouble ? 't' : 'q'}:${name}`, words)
  // In the sentence that names the service, or in another.
  const naming = new Set(marks.flatMap(({ name, sentence }) => (name === 'named' ? [sentence] : [])))
  for (const { name, words, sentence } of marks) {
    add(`${naming.has(sentence) ? 's' : 'o'}:${name}`, words)
  }
  const last = marks.at(-1)
  add(`l:${last?.name ?? 'nothing'}`, last?.words ?? null)
  const first = marks.find(({ name }) => name !== 'named')
  add(`f:${first?.name ?? 'nothing'}`, first?.words ?? null)
  const letters = new Set(lettersOf(folded.text))
  const value = LETTERS_WEIGHT / Math.sqrt(letters.size || 1)
  return [...features.values(), ...Array.from(letters, (name) => ({ name, value, words: shownOf(name.slice(2)) }))]
}

/** Signs that stand for a name, and the ends of the text, are no words that anybody wrote. */
const shownOf = (run: string): string | null => (/[§¤¢€^$]/.test(run) ? null : run)

function lettersOf(text: string): string[] {
  const names: string[] = []
  const plain = `^${text.replace(/\d+/g, '0').replace(/\n/g, ' ')}$`
  for (let from = 0; from < plain.length; from++) {
    for (let length = SHORTEST; length <= LONGEST && from + length <= plain.length; length++) {
      names.push(`c:${plain.slice(from, from + length)}`)
    }
  }
  const english = plain.match(/[a-z']+|[§¤¢€@?!]/g) ?? []
  for (const [i, word] of english.entries()) {
    if (word.length > 1) names.push(`w:${word}`)
    if (i > 0) names.push(`w:${english[i - 1]} ${word}`)
  }
  return names
}
