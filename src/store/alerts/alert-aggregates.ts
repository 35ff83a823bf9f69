import type { Decision } from '../../core/alert/decision.ts'
import type { AlertEvent, EventGroup } from '../../core/alert/event.ts'
import type { HumanAct } from '../../core/alert/facts.ts'
import type { AlertMemory } from '../../core/alert/memory.ts'
import type { Component } from '../../core/condition.ts'
import type { Incident } from '../../core/incident/incident.ts'
import type { Locale } from '../../core/locale.ts'
import type { KeptWindow } from '../../core/maintenance/window.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Interval } from '../store.ts'

/** The parts of the store that alerts are made of. */
export interface AlertAggregates {
  readonly incidents: Incidents
  readonly windows: Windows
  readonly alerts: Alerts
  readonly decisions: Decisions
  readonly outbox: Outbox
  readonly subscriptions: Subscriptions
}

export interface Incidents {
  /** Keeps new ones and the newest form of known ones. */
  put(incidents: readonly Incident[]): Promise<void>
  find(id: string): Promise<Incident | null>
  /** Newest start first; suspicions that came to nothing are left out unless asked for. */
  recent(query: {
    readonly limit?: number
    readonly beforeAt?: number
    readonly withSuspicions?: boolean
  }): Promise<readonly Incident[]>
  /** Those that touch the interval, oldest start first; one that goes on reaches on for ever. */
  during(query: Interval): Promise<readonly Incident[]>
}

export interface Windows {
  put(windows: readonly KeptWindow[]): Promise<void>
  find(id: string): Promise<KeptWindow | null>
  /** Those that touch the interval by their plan or in fact, oldest start first; an open end reaches on for ever. */
  during(query: Interval): Promise<readonly KeptWindow[]>
}

/** What the fold of alerts remembers, what happened, and what people did that it has not heard of yet. */
export interface Alerts {
  /** Null before the first step. */
  memory(): Promise<AlertMemory | null>
  remember(memory: AlertMemory): Promise<void>
  addEvents(events: readonly AlertEvent[]): Promise<void>
  /** Newest first. */
  events(query: Interval & { readonly thread?: string; readonly limit?: number }): Promise<readonly AlertEvent[]>
  findEvent(id: string): Promise<AlertEvent | null>
  /** Keeps what a person did until the next step takes it. */
  addAct(act: HumanAct): Promise<void>
  /** Hands out every act once, in their order. */
  takeActs(): Promise<readonly HumanAct[]>
}

export interface Decisions {
  append(decisions: readonly Decision[]): Promise<void>
  /** Newest first. */
  range(query: DecisionQuery): Promise<readonly Decision[]>
  /** Removes decisions, events, and incidents and windows that were over before. Gives the rows removed. */
  pruneBefore(at: number): Promise<number>
}

export interface DecisionQuery extends Interval {
  readonly recipient?: string
  readonly event?: string
  readonly thread?: string
  readonly message?: string
  readonly limit?: number
}

/** What an employee wants to hear of; null: everything of that sort. */
export interface SubscriptionChoice {
  readonly events: readonly EventGroup[] | null
  readonly components: readonly Component[] | null
  readonly sites: readonly string[] | null
}

export interface Subscription {
  readonly id: string
  readonly address: string
  readonly locale: Locale
  readonly choice: SubscriptionChoice
  readonly createdAt: number
  readonly confirmedAt: number
}

/** Employees who asked to be told by mail. */
export interface Subscriptions {
  /** Keeps a wish until it is confirmed; an older unconfirmed wish of this address is forgotten. */
  ask(
    wish: Omit<Subscription, 'confirmedAt'> & { readonly tokenHash: string; readonly expiresAt: number },
  ): Promise<void>
  /** The wish behind a token, without using it up; null where there is none, or no more. */
  asked(tokenHash: string, at: number): Promise<Omit<Subscription, 'confirmedAt'> | null>
  /** Uses the token up. The address then has this one subscription, under the id that it had before. */
  confirm(tokenHash: string, at: number): Promise<Subscription | null>
  find(id: string): Promise<Subscription | null>
  /** Forgets the address; false where there was nothing to forget. */
  end(id: string): Promise<boolean>
  /** Confirmed ones, sorted by id. */
  all(): Promise<readonly Subscription[]>
  /** Removes wishes that were not confirmed in time. */
  pruneExpired(at: number): Promise<number>
}
