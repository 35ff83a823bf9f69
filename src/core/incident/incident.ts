import type { Component, Culprit } from '../condition.ts'
import type { Locale, Text } from '../locale.ts'
import type { Advice } from '../verdict.ts'

/** One for the service as a whole, one for each office whose own network is at fault. */
export type IncidentScope = { readonly kind: 'service' } | { readonly kind: 'site'; readonly vantage: string }

/**
 * `suspected`: the newest looks say so, nothing is confirmed; `open`: confirmed; `recovering`: confirmed well again,
 * not yet for long enough; `resolved`: over. A suspicion that came to nothing is resolved and has no `openedAt`.
 */
export const INCIDENT_STATES = ['suspected', 'open', 'recovering', 'resolved'] as const
export type IncidentState = (typeof INCIDENT_STATES)[number]

/** From mild to bad. `maintenance`: LINE WORKS says that it is being worked on, and nobody announced it. */
export const INCIDENT_CONDITIONS = ['company_network', 'degraded', 'maintenance', 'outage'] as const
export type IncidentCondition = (typeof INCIDENT_CONDITIONS)[number]

/** Somebody has taken it on. */
export interface Acknowledgement {
  readonly at: number
  readonly by: string
  /** Who looks after it now. */
  readonly owner: string
  readonly note: string | null
}

/** What an administrator says about it. Where one language is missing, the other is shown. */
export interface IncidentUpdate {
  readonly at: number
  readonly by: string
  readonly text: Readonly<Partial<Record<Locale, string>>>
}

/** Who says so: our own looks, the operator, or people. */
export const LANES = ['probes', 'notices', 'people'] as const
export type Lane = (typeof LANES)[number]

export const TIMELINE_KINDS = [
  'first-failure',
  'suspected',
  'opened',
  'worsened',
  'eased',
  'flapping',
  'recovering',
  'relapsed',
  'unseen',
  'seen-again',
  'resolved',
  'cleared',
  'site-affected',
  'site-well',
  'notice',
  'notice-changed',
  'report',
  'post',
  'acknowledged',
  'update',
  'merged',
] as const
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

export interface TimelineEntry {
  readonly at: number
  readonly lane: Lane
  readonly kind: TimelineKind
  /** In words, where the kind alone does not say it. */
  readonly text: Text | null
  /** The notice, the vantage or the person it is about. */
  readonly ref: string | null
}

/** A stretch of confirmed trouble; `toAt` null while it lasts. */
export interface Spell {
  readonly fromAt: number
  readonly toAt: number | null
}

/** One trouble from its first failed look to its end: a row. Instants are epoch milliseconds. */
export interface Incident {
  readonly id: string
  readonly scope: IncidentScope
  readonly state: IncidentState
  /** As it is now; once over, as it was last. */
  readonly condition: IncidentCondition
  /** The worst it was. */
  readonly worst: IncidentCondition
  /** What the newest looks alone say. */
  readonly raw: 'trouble' | 'well' | 'unknown'
  readonly culprit: Culprit
  /** First failed look. */
  readonly startedAt: number
  readonly suspectedAt: number
  readonly openedAt: number | null
  /** Since when it has been calm without a break; null while it is not. */
  readonly recoveringAt: number | null
  /** When it was over, which is when the looks were well again, not when that was believed. */
  readonly endedAt: number | null
  /** When it was believed to be over. */
  readonly resolvedAt: number | null
  readonly spells: readonly Spell[]
  readonly isFlapping: boolean
  /** It cannot be seen at the moment: neither over nor known to last. */
  readonly isUnseen: boolean
  readonly components: readonly Component[]
  /** Every office that it touched. */
  readonly sites: readonly string[]
  readonly confidence: number
  readonly advice: readonly Advice[]
  readonly acknowledgement: Acknowledgement | null
  readonly updates: readonly IncidentUpdate[]
  /** Notices that tell of it. */
  readonly notices: readonly string[]
  /** The incident that it turned out to be part of. */
  readonly mergedInto: string | null
  readonly timeline: readonly TimelineEntry[]
  readonly changedAt: number
}

/** Whether an incident has ended for good. */
export const isIncidentOver = ({ state, mergedInto }: Pick<Incident, 'state' | 'mergedInto'>): boolean =>
  state === 'resolved' || mergedInto !== null

/** How long things must hold. The same time opens and resolves. */
export interface IncidentLimits {
  /** Trouble must hold so long before it counts, and so must calm. */
  readonly confirmMs: number
  /** Trouble that comes back within this time is the same incident. */
  readonly relapseMs: number
  /** So many spells within `withinMs` are flapping; then calm must hold for `calmMs`. */
  readonly flapping: { readonly spells: number; readonly withinMs: number; readonly calmMs: number }
}

export const USUAL_LIMITS: IncidentLimits = {
  confirmMs: 30_000,
  relapseMs: 30 * 60_000,
  flapping: { spells: 3, withinMs: 60 * 60_000, calmMs: 15 * 60_000 },
}
