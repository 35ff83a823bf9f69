import type { Component } from '../condition.ts'
import type { NoticeKind, NoticeStatus } from '../notice.ts'
import { createFinder, expressionsFor, type Finder, scriptsOf } from './finder.ts'
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
  'still',
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
  'undecided',
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
  'foreign',
  'denied',
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
  readonly any: Finder
  readonly before: RegExp | null
  readonly after: RegExp | null
}

/** The words, ready to be looked for. Made once, by `compileNoticeWords`. */
export interface NoticeWords {
  readonly labels: readonly { readonly role: LabelRole; readonly whole: RegExp }[]
  readonly senses: Readonly<Record<Sense, CompiledSense>>
  readonly components: readonly { readonly component: Component; readonly weak: boolean; readonly names: Finder }[]
  readonly phrases: readonly { readonly means: readonly Component[]; readonly names: Finder }[]
  readonly topics: readonly {
    readonly topic: string
    readonly firm: boolean
    readonly title: Finder
    readonly text: Finder
  }[]
  readonly status: readonly StatusRule[]
  /** What was found out about a text, for the time of one reading. */
  readonly memory?: Map<string, TextMemory>
}

interface TextMemory {
  readonly scripts: number
  readonly said: Map<Sense, boolean>
}

/** The same words with a memory of their own, so that one reading asks every question once. */
export const remembering = (words: NoticeWords): NoticeWords => ({ ...words, memory: new Map() })

const edge = (
  patterns: readonly string[] | undefined,
  macros: Macros,
  wrap: (source: string) => string,
): RegExp | null => (patterns?.length ? new RegExp(wrap(compilePatterns(patterns, macros).source)) : null)

/** Turns the words file into expressions. Throws where a pattern names an unknown macro: a mistake in the file. */
export function compileNoticeWords(file: NoticeWordsFile): NoticeWords {
  const { macros } = file
  const senseOf = ({ any, before, after }: SensePatterns): CompiledSense => ({
    any: createFinder(any, macros),
    before: edge(before, macros, (source) => `(?:${source})$`),
    after: edge(after, macros, (source) => `^(?:${source})`),
  })
  return {
    labels: LABEL_ROLES.map((role) => ({ role, whole: compileWhole(file.labels[role], macros) })),
    senses: Object.fromEntries(SENSES.map((sense) => [sense, senseOf(file.senses[sense])])) as NoticeWords['senses'],
    components: file.components.map(({ component, weak, names }) => ({
      component,
      weak: weak ?? false,
      names: createFinder(names, macros),
    })),
    phrases: file.phrases.map(({ means, names }) => ({ means, names: createFinder(names, macros) })),
    topics: file.topics.map(({ topic, firm, title, text }) => ({
      topic,
      firm: firm ?? false,
      title: createFinder(title, macros),
      text: createFinder(text, macros),
    })),
    status: file.status,
  }
}

/** Characters before and behind a match in which its guards are looked for. */
const BEFORE = 18
const AFTER = 14

/** Where a folded text says it, outside the guards, in order. */
export function placesOf(words: NoticeWords, sense: Sense, text: string): { from: number; to: number }[] {
  const { any } = words.senses[sense]
  const places: { from: number; to: number }[] = []
  for (const expression of expressionsFor(any, memoryOf(words, text).scripts)) {
    for (const match of text.matchAll(expression)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (!isBarred(words, sense, text, from, to)) places.push({ from, to })
    }
  }
  return places.sort((left, right) => left.from - right.from)
}

/** Whether a folded text says it, outside the guards. */
export function says(words: NoticeWords, sense: Sense, text: string): boolean {
  const memory = memoryOf(words, text)
  const known = memory.said.get(sense)
  if (known !== undefined) return known
  const said = isSaid(words, sense, text, memory.scripts)
  memory.said.set(sense, said)
  return said
}

function memoryOf(words: NoticeWords, text: string): TextMemory {
  const known = words.memory?.get(text)
  if (known) return known
  const memory: TextMemory = { scripts: scriptsOf(text), said: new Map() }
  words.memory?.set(text, memory)
  return memory
}

function isSaid(words: NoticeWords, sense: Sense, text: string, scripts: number): boolean {
  for (const expression of expressionsFor(words.senses[sense].any, scripts)) {
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
      if (!isBarred(words, sense, text, match.index, match.index + match[0].length)) return true
      expression.lastIndex = match.index + 1
    }
  }
  return false
}

function isBarred(words: NoticeWords, sense: Sense, text: string, from: number, to: number): boolean {
  const { before, after } = words.senses[sense]
  return Boolean(before?.test(text.slice(Math.max(0, from - BEFORE), from)) || after?.test(text.slice(to, to + AFTER)))
}

/** What a label means, or null. `label` is folded and without decoration. */
export const roleOf = (words: NoticeWords, label: string): LabelRole | null =>
  label.length > 40 ? null : (words.labels.find(({ whole }) => whole.test(label))?.role ?? null)
