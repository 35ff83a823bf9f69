import type { Text } from '../locale.ts'
import type { Topic } from '../triage/topic.ts'
import type { Client, Device } from '../triage/triage-input.ts'

/** Where a step belongs: a client, a device, or both together. `phone` and `pc` are devices, `app` is a client. */
export const STEP_PLACES = [
  'browser',
  'app',
  'phone-app',
  'pc-app',
  'phone',
  'pc',
  'ios',
  'android',
  'windows',
  'mac',
] as const
export type StepPlace = (typeof STEP_PLACES)[number]

/** What a person uses, as far as it is known. */
export interface Setting {
  readonly device: Device | null
  readonly client: Client | null
}

export interface Step {
  /** Where it is done; empty: everywhere. */
  readonly on: readonly StepPlace[]
  readonly text: Text
}

/** A sign by which a topic is told from its neighbours. */
export interface Sign {
  readonly text: Text
  /** The article to read instead, where the sign speaks for another topic. */
  readonly instead: Topic | null
}

/** Who can help where one's own steps end. `administrator`: who runs LINE WORKS in the company. `none`: nobody needs to be asked. */
export const CONTACTS = ['administrator', 'it-desk', 'carrier', 'none'] as const
export type Contact = (typeof CONTACTS)[number]

/** Where a statement comes from: the operator itself, the press or a public program, or what is common knowledge. */
export const SOURCE_BASES = ['official', 'public', 'general'] as const
export type SourceBasis = (typeof SOURCE_BASES)[number]

export interface ArticleSource {
  readonly title: Text
  readonly url: string | null
  readonly basis: SourceBasis
  /** Whether the source says it in so many words; otherwise it is likely, and said to be so. */
  readonly confirmed: boolean
}

/** What a person with one kind of trouble has to know. One topic has one article. */
export interface Article {
  readonly slug: Topic
  readonly title: Text
  /** One sentence: the one thing to do first. */
  readonly firstStep: Text
  /** What people see. */
  readonly symptom: Text
  readonly howToTell: readonly Sign[]
  /** In order. For every setting there is one at least. */
  readonly steps: readonly Step[]
  /** How long it takes. */
  readonly takes: Text
  /** When to stop trying. */
  readonly stopWhen: Text
  /** Whom to ask then, and what to tell them. */
  readonly ask: Text
  readonly contact: Contact
  readonly doNot: readonly Text[]
  readonly related: readonly Topic[]
  readonly sources: readonly ArticleSource[]
  /** The day on which it was last gone through: `2026-11-23`. */
  readonly checkedOn: string
}

/** Every topic has its article. */
export type Articles = Readonly<Record<Topic, Article>>

/** What an answer leads to: the next question, or the articles to read, the likeliest first. */
export type AnswerEnd =
  | { readonly kind: 'question'; readonly question: string }
  | { readonly kind: 'articles'; readonly articles: readonly [Topic, ...Topic[]] }

export interface TreeAnswer {
  readonly id: string
  readonly label: Text
  readonly next: AnswerEnd
}

export interface TreeQuestion {
  readonly id: string
  readonly ask: Text
  /** Why it is asked, or how to find the answer; null where the question says it all. */
  readonly hint: Text | null
  readonly answers: readonly TreeAnswer[]
}

/** The questions that lead to articles; `first` is asked first. Made by `parseTree`, which proves that every path ends. */
export interface Tree {
  readonly first: string
  readonly questions: ReadonlyMap<string, TreeQuestion>
}

/** More are never asked. */
export const MOST_QUESTIONS = 4

/** The steps for a setting; what is not known of it rules nothing out. */
export const stepsFor = (article: Article, setting: Setting): readonly Step[] =>
  article.steps.filter((step) => isFor(step, setting))

/** Whether a step may be for a setting. */
export const isFor = ({ on }: Step, setting: Setting): boolean =>
  on.length === 0 || on.some((place) => isAt(place, setting))

const isPhone = (device: Device) => device === 'ios' || device === 'android'

function isAt(place: StepPlace, { device, client }: Setting): boolean {
  switch (place) {
    case 'browser':
    case 'app':
      return client === null || client === place
    case 'phone-app':
      return (client === null || client === 'app') && (device === null || isPhone(device))
    case 'pc-app':
      return (client === null || client === 'app') && (device === null || !isPhone(device))
    case 'phone':
      return device === null || isPhone(device)
    case 'pc':
      return device === null || !isPhone(device)
    default:
      return device === null || device === place
  }
}
