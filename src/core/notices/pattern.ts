import { foldText } from './fold.ts'

/** Short names for word endings that many patterns share; may use the ones defined before them. */
export type Macros = Readonly<Record<string, string>>

/** Characters between two words of one sentence that `*` may skip. */
const GAP = '[^。!?\\n]{0,24}?'
const EDGE_BEFORE = '(?<![a-z0-9])'
const EDGE_AFTER = '(?![a-z0-9])'
/** Never matches: what an empty list of patterns means. */
const NOTHING = /(?!)/g

const isLatin = (character: string | undefined): boolean => character !== undefined && /[a-z0-9]/.test(character)

const expandMacros = (pattern: string, macros: Macros): string => {
  let expanded = pattern
  for (let depth = 0; depth < 6 && expanded.includes('{'); depth++) {
    expanded = expanded.replace(/\{([a-z-]+)\}/g, (_, name: string) => {
      const macro = macros[name]
      if (macro === undefined) throw new Error(`pattern "${pattern}" names an unknown macro "${name}"`)
      return `(${macro})`
    })
  }
  return expanded
}

const SIGNS: Readonly<Record<string, string>> = {
  '*': GAP,
  ' ': '(?:\\s{1,3})',
  _: '(?:\\s{0,3})',
  '@': "[a-z0-9'-]{1,16}",
  '(?=': '(?=',
  '(?!': '(?!',
  '(': '(?:',
  ')': ')',
  '|': '|',
  '?': '?',
  '^': '^',
  $: '$',
}

/** The pieces of a pattern: an escaped character, a bracket with what makes it special, or one character. */
const PIECES = /\\.|\(\?[=!]|[\s\S]/gu
const pieceOf = (piece: string): string => {
  const literal = piece.startsWith('\\') ? piece.slice(1) : piece
  return (piece === literal ? SIGNS[piece] : undefined) ?? literal.replace(/[.*+?^$|()[\]{}\\/]/g, '\\$&')
}

/**
 * The source of a regular expression for one pattern of the words file. Patterns are written in the folded spelling with
 * `(a|b)` for a choice, `?` for what may be missing, `*` for up to 24 characters in between, `_` for optional space, `@`
 * for one Latin word, `{name}` for a macro, `^` `$` for the ends, `(?=a)` and `(?!a)` for what must or must not follow,
 * and a backslash before a sign that is meant as such. There is no unbounded repetition, so matching stays linear.
 * Latin words match as whole words unless the pattern ends in `*`.
 */
export const patternSource = (pattern: string, macros: Macros): string => {
  const open = pattern.endsWith('*')
  const text = expandMacros(foldText(open ? pattern.slice(0, -1) : pattern), macros)
  const source = (text.match(PIECES) ?? []).map(pieceOf).join('')
  const before = isLatin(text.replace(/^\(+/, '')[0]) ? EDGE_BEFORE : ''
  const last = text.replace(/[)?]+$/, '').at(-1)
  const after = !open && (last === '*' || isLatin(last)) ? EDGE_AFTER : ''
  return `${before}(?:${source})${after}`
}

/** One expression (global) for a list of patterns; an empty list matches nothing. */
export const compilePatterns = (patterns: readonly string[], macros: Macros): RegExp =>
  patterns.length === 0 ? NOTHING : new RegExp(patterns.map((one) => patternSource(one, macros)).join('|'), 'g')

/** Like `compilePatterns`, but a pattern must cover the whole text. */
export const compileWhole = (patterns: readonly string[], macros: Macros): RegExp =>
  patterns.length === 0
    ? NOTHING
    : new RegExp(`^\\s*(?:${patterns.map((one) => patternSource(one, macros)).join('|')})\\s*$`)
