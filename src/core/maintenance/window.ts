import type { Component } from '../condition.ts'
import type { Text } from '../locale.ts'

/** Announced work as it is announced now. Instants are epoch milliseconds. */
export interface MaintenancePlan {
  /** Stable over edits of the announcement. */
  readonly id: string
  readonly origin: 'notice' | 'manual' | 'recurring'
  /** The notice that announces it; null for recurring work. */
  readonly notice: string | null
  readonly title: Text
  readonly url: string | null
  readonly startAt: number
  /** Null where nobody said when it ends. */
  readonly endAt: number | null
  /** `['all']` is everything; empty where the announcement names nothing: then it excuses nothing either. */
  readonly components: readonly Component[]
  readonly affectsLogin: boolean
  /** The operator's own word. */
  readonly said: 'scheduled' | 'in_progress' | 'completed' | 'cancelled'
}

/**
 * `announced` → `running` → `ended`; `overrun`: past its end, and our probes still fail within it;
 * `unconfirmed`: past its end, and no look tells whether all works again. `cancelled` and `ended` are final.
 */
export const WINDOW_STATES = ['announced', 'running', 'unconfirmed', 'overrun', 'ended', 'cancelled'] as const
export type WindowState = (typeof WINDOW_STATES)[number]

/** Announced work and what became of it: a row. */
export interface KeptWindow {
  readonly id: string
  readonly plan: MaintenancePlan
  readonly state: WindowState
  /** When Dotchi learnt of it. */
  readonly knownAt: number
  readonly startedAt: number | null
  /** When our probes saw all work again; without such a look, when it was given up to wait for one. */
  readonly endedAt: number | null
  /** Whether our own probes confirmed the end. */
  readonly endConfirmed: boolean
  readonly overrunAt: number | null
  /** When the operator called it over. */
  readonly calledOverAt: number | null
  /** When its parts first were seen to fail within it (null: nobody noticed anything), and to work again (null: not yet). */
  readonly failingFrom: number | null
  readonly failingTo: number | null
  /** Reminders already decided on, as milliseconds before the start. */
  readonly reminded: readonly number[]
  readonly changedAt: number
}

/** Whether nothing more can come of a window. */
export const isWindowOver = ({ state }: Pick<KeptWindow, 'state'>): boolean =>
  state === 'ended' || state === 'cancelled'
/** Failures within its scope belong to it. */
export const isWindowOpen = ({ state }: Pick<KeptWindow, 'state'>): boolean =>
  state === 'running' || state === 'overrun' || state === 'unconfirmed'
