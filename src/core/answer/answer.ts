import type { Component, ServiceCondition, ViewerCondition } from '../condition.ts'
import type { Locale, Text } from '../locale.ts'
import type { MaintenanceWindow } from '../notices/maintenance-windows.ts'
import type { ConditionChange } from '../outlook.ts'
import type { Verdict } from '../verdict.ts'

/** What somebody may want to know. `unknown`: words that we do not know; they are answered with help. */
export const INTENTS = [
  'status',
  'login',
  'maintenance',
  'history',
  'why',
  'notify',
  'language',
  'thanks',
  'help',
  'unknown',
] as const
export type Intent = (typeof INTENTS)[number]

/** What somebody asks, in their own words. */
export interface Question {
  readonly text: string
  /** The language to answer in; null: that of the words, otherwise the usual one. */
  readonly locale: Locale | null
  /** What they usually speak, where neither is said; left out: not known. */
  readonly usual?: Locale | null
  /** What is asked, where it is known without reading the words. */
  readonly intent?: Intent
  /** The vantage they ask from; null: the one that the words name, otherwise LINE WORKS as a whole. */
  readonly site: string | null
}

/** One outage, maintenance or trouble that was or is. Instants are epoch milliseconds. */
export interface AnswerIncident {
  readonly id: string
  readonly state: 'open' | 'resolved'
  readonly condition: Exclude<ServiceCondition, 'operational' | 'unknown'>
  readonly startAt: number
  /** Null while it goes on. */
  readonly endAt: number | null
  readonly title: Text
  /** Empty where nobody knows. */
  readonly components: readonly Component[]
}

/** Where to begin with a trouble of one's own. */
export interface AnswerTopic {
  readonly topic: string
  readonly title: Text
  readonly firstStep: Text
  /** Its article; null where there is none to link to. */
  readonly url: string | null
}

export interface AnswerLink {
  readonly title: Text
  readonly url: string
}

/** Everything that is known when the question is asked. */
export interface AnswerFacts {
  readonly now: number
  /** IANA zone in which times are told. */
  readonly zone: string
  /** The language where neither the question nor its words say one. */
  readonly fallback: Locale
  /** As it was judged; null before the first. Whether it may still be shown is decided here. */
  readonly verdict: Verdict | null
  readonly vantageTitles: Readonly<Record<string, Text>>
  /** Where conditions changed, for how long such troubles last. */
  readonly changes: readonly ConditionChange[]
  /** The newest first; null while the record cannot be read. */
  readonly incidents: readonly AnswerIncident[] | null
  readonly maintenances: readonly MaintenanceWindow[]
  /** Whether any official source of notices can be read; false: that none is announced proves nothing. */
  readonly noticesAreRead: boolean
  /** Where to begin, the likeliest first. Pure, and called only where it is wanted. */
  readonly topicsFor: (text: string, service: ServiceCondition) => readonly AnswerTopic[]
  readonly urls: {
    /** The status page; null where nobody said at which address people reach it. */
    readonly page: string | null
    readonly explain: string | null
    /** Ways to be told by oneself: feed, calendar … */
    readonly subscriptions: readonly AnswerLink[]
  }
}

/** One line of an answer: a sentence, or an item of a list. */
export interface AnswerLine {
  readonly kind: 'sentence' | 'item'
  readonly text: string
}

/** A question that may follow, for a button. */
export interface Choice {
  readonly label: string
  /** What pressing it asks. */
  readonly text: string
}

/** One answer, in one language, before any chat or terminal gives it its form. */
export interface Answer {
  readonly intent: Intent
  readonly locale: Locale
  /** What is true for whoever asked; `unknown` wherever nothing may be claimed. */
  readonly condition: ViewerCondition
  /** Whether the condition rests on fresh looks. */
  readonly freshness: 'checking' | 'fresh' | 'stale'
  /** The vantage it speaks of; null: LINE WORKS as a whole. */
  readonly site: string | null
  /** How it is, in one sentence, whatever was asked. */
  readonly summary: string
  readonly headline: string
  readonly lines: readonly AnswerLine[]
  readonly choices: readonly Choice[]
  readonly links: readonly { readonly label: string; readonly url: string }[]
}

export const sentence = (text: string): AnswerLine => ({ kind: 'sentence', text })
export const item = (text: string): AnswerLine => ({ kind: 'item', text })
