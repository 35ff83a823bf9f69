import type { Component } from '../condition.ts'
import type { NoticeKind, NoticeStatus } from '../notice.ts'
import { compilePatterns, compileWhole, type Macros } from './pattern.ts'

/** What the name before a value ("発生日時：…") or above a section says about the value. */
export const LABEL_ROLES = [
  'window',
  'start',
  'end',
  'stamp',
  'next',
  'reserve',
  'before',
  'after',
  'affected',
  'unaffected',
  'symptom',
  'cause',
  'status',
  'plan',
  'contact',
  'aside',
  'timeline',
] as const
export type LabelRole = (typeof LABEL_ROLES)[number]

/** What one sentence can say. Each sense is a list of patterns in the words file. */
export const SENSES = [
  'fault',
  'work',
  'halt',
  'trouble',
  'planned',
  'after-work',
  'recovered',
  'fully',
  'partly',
  'recurred',
  'watching',
  'fixed',
  'cause-known',
  'cause',
  'repairing',
  'investigating',
  'past-trouble',
  'report',
  'cancelled',
  'postponed',
  'completed',
  'running',
  'extended',
  'moved',
  'conditional',
  'unaffected',
  'excluded',
  'all-fine',
  'slow',
  'no-stop',
  'stopped',
  'next-update',
  'reserve',
  'delivered',
  'contact',
  'as-of-before',
  'as-of-after',
  'superseded-before',
  'superseded-after',
  'expected',
  'begins',
  'ends',
  'mended',
  'consumer',
  'ours',
  'advice',
  'zone-note',
  'update-mark',
] as const
export type Sense = (typeof SENSES)[number]

/** The words file as it is written: every string is a pattern (see `patternSource`). */
export interface NoticeWordsFile {
  readonly macros: Macros
  readonly labels: Readonly<Record<LabelRole, readonly string[]>>
  readonly senses: Readonly<Record<Sense, SensePatterns>>
  /** A weak name counts only where no other component is named. */
  readonly components: readonly {
    readonly component: Component
    readonly weak?: boolean
    readonly names: readonly string[]
  }[]
  /** Turns of speech that hold a component's name and mean others, or none; looked for first and taken out. */
  readonly phrases: readonly { readonly means: readonly Component[]; readonly names: readonly string[] }[]
  /** Subjects that are neither trouble nor work. A firm one stands whatever else the title names. */
  readonly topics: readonly {
    readonly topic: string
    readonly firm?: boolean
    readonly title: readonly string[]
    readonly text: readonly string[]
  }[]
  readonly status: readonly StatusRule[]
}

export interface SensePatterns {
  readonly any: readonly string[]
  /** The match does not count where one of these ends right before it, or begins right behind it. */
  readonly before?: readonly string[]
  readonly after?: readonly string[]
}

/** Rules are tried in order; the first whose `all` were said and whose `none` were not decides. */
export interface StatusRule {
  readonly kind: Exclude<NoticeKind, 'other'>
  readonly status: NoticeStatus
  readonly all: readonly Sense[]
  readonly none?: readonly Sense[]
  /** A guess that a title which says more may correct. */
  readonly weak?: boolean
}

interface CompiledSense {
  readonly any: RegExp
  readonly before: RegExp | null
  readonly after: RegExp | null
}

/** The words, ready to be looked for. Made once, by `compileNoticeWords`. */
export interface NoticeWords {
  readonly labels: readonly { readonly role: LabelRole; readonly whole: RegExp }[]
  readonly senses: Readonly<Record<Sense, CompiledSense>>
  readonly components: readonly { readonly component: Component; readonly weak: boolean; readonly names: RegExp }[]
  readonly phrases: readonly { readonly means: readonly Component[]; readonly names: RegExp }[]
  readonly topics: readonly {
    readonly topic: string
    readonly firm: boolean
    readonly title: RegExp
    readonly text: RegExp
  }[]
  readonly status: readonly StatusRule[]
}

const edge = (
  patterns: readonly string[] | undefined,
  macros: Macros,
  wrap: (source: string) => string,
): RegExp | null => (patterns?.length ? new RegExp(wrap(compilePatterns(patterns, macros).source)) : null)

/** Turns the words file into expressions. Throws where a pattern names an unknown macro: a mistake in the file. */
export function compileNoticeWords(file: NoticeWordsFile): NoticeWords {
  const { macros } = file
  const senseOf = ({ any, before, after }: SensePatterns): CompiledSense => ({
    any: compilePatterns(any, macros),
    before: edge(before, macros, (source) => `(?:${source})$`),
    after: edge(after, macros, (source) => `^(?:${source})`),
  })
  return {
    labels: LABEL_ROLES.map((role) => ({ role, whole: compileWhole(file.labels[role], macros) })),
    senses: Object.fromEntries(SENSES.map((sense) => [sense, senseOf(file.senses[sense])])) as NoticeWords['senses'],
    components: file.components.map(({ component, weak, names }) => ({
      component,
      weak: weak ?? false,
      names: compilePatterns(names, macros),
    })),
    phrases: file.phrases.map(({ means, names }) => ({ means, names: compilePatterns(names, macros) })),
    topics: file.topics.map(({ topic, firm, title, text }) => ({
      topic,
      firm: firm ?? false,
      title: compilePatterns(title, macros),
      text: compilePatterns(text, macros),
    })),
    status: file.status,
  }
}

/** Characters before and behind a match in which its guards are looked for. */
const BEFORE = 18
const AFTER = 14

/** Where a folded text says it, outside the guards. */
export function placesOf(words: NoticeWords, sense: Sense, text: string): { from: number; to: number }[] {
  const { any, before, after } = words.senses[sense]
  any.lastIndex = 0
  return [...text.matchAll(any)].flatMap((match) => {
    const end = match.index + match[0].length
    const barred =
      before?.test(text.slice(Math.max(0, match.index - BEFORE), match.index)) ||
      after?.test(text.slice(end, end + AFTER))
    return barred ? [] : [{ from: match.index, to: end }]
  })
}

/** Whether a folded text says it, outside the guards. */
export function says(words: NoticeWords, sense: Sense, text: string): boolean {
  const { any, before, after } = words.senses[sense]
  any.lastIndex = 0
  for (let match = any.exec(text); match; match = any.exec(text)) {
    const end = match.index + match[0].length
    const barred =
      before?.test(text.slice(Math.max(0, match.index - BEFORE), match.index)) ||
      after?.test(text.slice(end, end + AFTER))
    if (!barred) return true
    any.lastIndex = Math.max(match.index + 1, any.lastIndex === match.index ? match.index + 1 : any.lastIndex)
  }
  return false
}

/** What a label means, or null. `label` is folded and without decoration. */
export const roleOf = (words: NoticeWords, label: string): LabelRole | null =>
  label.length > 40 ? null : (words.labels.find(({ whole }) => whole.test(label))?.role ?? null)
