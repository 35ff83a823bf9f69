import { compilePatterns, type Macros } from './pattern.ts'

/** The scripts of a text, as bits: a pattern in a script that the text lacks need not be looked for. */
const LATIN = 1
const JAPANESE = 2
const KOREAN = 4

export const scriptsOf = (text: string): number =>
  (/[a-z]/.test(text) ? LATIN : 0) |
  (/[\u3040-\u30ff\u3400-\u9fff]/.test(text) ? JAPANESE : 0) |
  (/[\uac00-\ud7a3]/.test(text) ? KOREAN : 0)

/** A list of patterns, compiled apart by script. */
export interface Finder {
  readonly parts: readonly { readonly scripts: number; readonly expression: RegExp }[]
}

/** A pattern without letters of its own is looked for everywhere; one of several scripts needs only one of them. */
export function createFinder(patterns: readonly string[], macros: Macros): Finder {
  const groups = new Map<number, string[]>()
  for (const pattern of patterns) {
    const scripts = scriptsOf(pattern.replace(/\{[a-z-]+\}/g, (name) => macros[name.slice(1, -1)] ?? ''))
    groups.set(scripts, [...(groups.get(scripts) ?? []), pattern])
  }
  return { parts: [...groups].map(([scripts, list]) => ({ scripts, expression: compilePatterns(list, macros) })) }
}

/** The expressions worth trying on a text with these scripts, ready to be used from the start. */
export function* expressionsFor(finder: Finder, scripts: number): Generator<RegExp> {
  for (const { scripts: needed, expression } of finder.parts) {
    if (needed !== 0 && (needed & scripts) === 0) continue
    expression.lastIndex = 0
    yield expression
  }
}

export function finds(finder: Finder, text: string, scripts = scriptsOf(text)): boolean {
  for (const expression of expressionsFor(finder, scripts)) if (expression.test(text)) return true
  return false
}

/** Replaces every match of every pattern. */
export function replaceFound(finder: Finder, text: string, replacement: () => string): string {
  let left = text
  for (const expression of expressionsFor(finder, scriptsOf(text))) left = left.replace(expression, replacement)
  return left
}
