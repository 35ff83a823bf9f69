import { foldText } from '../text/folded-text.ts'
import { createPhraseIndex, type PhraseIndex } from '../text/phrase-index.ts'

/** The words that say something about a post, found by what they are marks of. */
export interface PostWords {
  readonly phrases: PhraseIndex
}

const MOST_PHRASES = 60_000

/**
 * Reads the word lists: `{ endings: { name: [..] }, marks: { mark: [phrase, ..] } }`. In a phrase `(a|b)` is a choice, with
 * nothing for an empty one, `a?` may be missing, `\\?` is the sign itself, and `{name}` stands for any of these endings. Throws where the lists are not of that form, since
 * they ship with the program.
 */
export function parsePostWords(value: unknown): PostWords {
  const { endings, marks } = recordOf(value, 'words')
  const parts = Object.entries(recordOf(endings, 'endings')).map(([name, list]) => [name, listOf(list, name)] as const)
  const macros = new Map(parts.map(([name, list]) => [name, list.join('|')]))
  const phrases: [string, string][] = []
  for (const [mark, list] of Object.entries(recordOf(marks, 'marks'))) {
    for (const pattern of listOf(list, mark)) {
      for (const phrase of choicesOf(
        pattern.replace(/\{([^{}]+)\}/g, (_, name) => `(${macros.get(name) ?? unknownEnding(name)})`),
      ))
        phrases.push([foldText(phrase).text.trim(), mark])
      if (phrases.length > MOST_PHRASES) throw new Error(`too many phrases, at ${pattern}`)
    }
  }
  return { phrases: createPhraseIndex(phrases) }
}

/** Each text that a pattern stands for. */
function choicesOf(pattern: string): string[] {
  let at = 0
  const either = (): string[] => {
    const texts = series()
    while (pattern[at] === '|') {
      at++
      texts.push(...series())
    }
    return texts
  }
  const series = (): string[] => {
    let texts = ['']
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') {
      const next = one()
      if (pattern[at] === '?') {
        at++
        next.push('')
      }
      texts = texts.flatMap((text) => next.map((end) => text + end))
    }
    return texts
  }
  const one = (): string[] => {
    const char = pattern[at++]
    if (char === '\\') return [pattern[at++] ?? '']
    if (char !== '(') return [char!]
    const texts = either()
    if (pattern[at++] !== ')') throw new Error(`a bracket is not closed: ${pattern}`)
    return texts
  }
  const texts = either()
  if (at < pattern.length) throw new Error(`a bracket too many: ${pattern}`)
  return texts
}

function unknownEnding(name: string): never {
  throw new Error(`no endings called ${name}`)
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} is not a map`)
  return value as Readonly<Record<string, unknown>>
}

function listOf(value: unknown, what: string): string[] {
  if (!Array.isArray(value)) throw new Error(`${what} is not a list`)
  return value.map(String)
}
