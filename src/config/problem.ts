import type { Locale, Text } from '../core/locale.ts'

/** One thing that is wrong in the configuration: where it stands, and a sentence for whoever has to mend it. */
export interface Problem {
  /** The file as it was named, or null for the environment. */
  readonly file: string | null
  /** `probing.intervalSeconds`, `targets[2].kind`, or the name of an environment variable; '' for the file as a whole. */
  readonly path: string
  /** Counted from 1; null where the place has no line (environment, unreadable file). */
  readonly line: number | null
  readonly column: number | null
  readonly text: Text
}

export type Path = readonly (string | number)[]

const PLAIN_KEY = /^[\p{L}_][\p{L}\p{N}_-]*$/u

/** `['targets', 2, 'kind']` → `targets[2].kind`; odd keys are quoted. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    if (!PLAIN_KEY.test(part)) return `${text}[${JSON.stringify(part)}]`
    return text === '' ? part : `${text}.${part}`
  }, '')

const ENVIRONMENT: Text = { ja: '環境変数', en: 'environment' }

/** `dotchi.config.yaml:12:3 probing.intervalSeconds: …`, the form in which editors find the place. */
export function problemLine(problem: Problem, locale: Locale): string {
  const { file, line, column } = problem
  const position = line === null ? '' : column === null ? `:${line}` : `:${line}:${column}`
  const where = file === null ? ENVIRONMENT[locale] : `${file}${position}`
  return `${where}${problem.path ? ` ${problem.path}` : ''}: ${problem.text[locale]}`
}

/** In the order in which they stand, the environment last; the same problem is told once. */
export function sortedProblems(problems: readonly Problem[]): readonly Problem[] {
  const rank = (problem: Problem) => (problem.file === null ? 1 : 0)
  const seen = new Set<string>()
  return problems
    .filter((problem) => {
      const key = problemLine(problem, 'en')
      return seen.has(key) ? false : seen.add(key)
    })
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        (a.file ?? '').localeCompare(b.file ?? '', 'en') ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0),
    )
}
