import type { TellingHours } from '../calendar.ts'
import type { Component } from '../condition.ts'
import type { IncidentLimits } from '../incident/incident.ts'
import type { Locale, Text } from '../locale.ts'
import type { RecurringMaintenance } from '../maintenance/recurrence.ts'
import type { EventGroup } from './event.ts'
import type { Severity } from './message.ts'

/** One way to somebody: a channel's name in the configuration, and whom to address there; null where the channel says whom. */
export interface Way {
  readonly channel: string
  readonly to: string | null
}

/** Somebody who may be told. The ways stand in the order in which they are tried. */
export interface Recipient {
  readonly id: string
  readonly locale: Locale
  readonly ways: readonly Way[]
  /** Told nothing that begins before this instant; what they know the beginning of still ends. */
  readonly mutedUntil: number | null
  /** Subscribed by themselves: that no rule covers them is not written down. */
  readonly isSubscriber: boolean
}

/** Who hears what. Of several rules that match, the first that lets it through now is the reason; nobody is told twice. */
export interface Rule {
  readonly name: string
  readonly events: readonly EventGroup[]
  /** At least this much. */
  readonly severity: Severity
  /** Null: any. Something that names no component, or all of them, is everybody's. */
  readonly components: readonly Component[] | null
  readonly sites: readonly string[] | null
  readonly hours: TellingHours
  /** What becomes of a beginning that was held back for the hours and is over by then: one line, or nothing. */
  readonly missed: 'digest' | 'drop'
  readonly to: readonly string[]
  /** While it goes on and nobody acknowledged it, say so again that often. */
  readonly remindMs: number | null
  readonly escalate: { readonly afterMs: number; readonly to: readonly string[] } | null
  /** At most one message by this rule to one recipient in this time, ends apart. */
  readonly throttleMs: number | null
}

export interface AlertPolicy {
  readonly recipients: readonly Recipient[]
  readonly rules: readonly Rule[]
  readonly incident: IncidentLimits
  readonly maintenance: {
    /** How long before a window people are reminded of it. */
    readonly reminderMs: readonly number[]
    /** How long past its end trouble is still taken for a late end. */
    readonly graceMs: number
    readonly recurring: readonly RecurringMaintenance[]
  }
  /** What begins at about the same time in several places is told at once: how long to wait for the others. */
  readonly groupMs: number
  /** Away for longer than this, and what is to be told then comes as one digest. */
  readonly digestAfterMs: number
  /** A certificate that ends within this time is told of. */
  readonly certificateMs: number
  /** Where the page is, without a slash at its end; null: no links to it. */
  readonly publicUrl: string | null
}

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** Everything but who hears what. */
export const USUAL_POLICY: Omit<AlertPolicy, 'recipients' | 'rules' | 'incident' | 'publicUrl'> = {
  maintenance: { reminderMs: [DAY_MS, 15 * MINUTE_MS], graceMs: 5 * MINUTE_MS, recurring: [] },
  groupMs: 30_000,
  digestAfterMs: 5 * MINUTE_MS,
  certificateMs: 14 * DAY_MS,
}

/** What people call the offices, by vantage. */
export type SiteTitles = Readonly<Record<string, Text>>
