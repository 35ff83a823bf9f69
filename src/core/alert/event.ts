import type { Component } from '../condition.ts'
import type { Incident } from '../incident/incident.ts'
import type { Text } from '../locale.ts'
import type { KeptWindow } from '../maintenance/window.ts'
import type { Phase, Severity } from './message.ts'

/** Everything that people may be told. */
export const ALERT_KINDS = [
  'suspected',
  'cleared',
  'outage',
  'degraded',
  'recovered',
  'flapping',
  'company-network',
  'company-network-recovered',
  'updated',
  'acknowledged',
  'still-open',
  'merged',
  'unacknowledged',
  'maintenance-announced',
  'maintenance-changed',
  'maintenance-cancelled',
  'maintenance-reminder',
  'maintenance-started',
  'maintenance-overrun',
  'maintenance-ended',
  'source-unreadable',
  'source-readable',
  'agent-silent',
  'agent-back',
  'certificate-expiring',
  'certificate-renewed',
  'delivery-failing',
  'delivery-working',
  'drill',
] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

/** What a rule may ask for: a kind, or a whole topic. Who is told of a beginning is told of its end without asking. */
export const ALERT_TOPICS = [
  'suspected',
  'outage',
  'degraded',
  'company-network',
  'maintenance',
  'source',
  'agent',
  'certificate',
  'delivery',
] as const
export type AlertTopic = (typeof ALERT_TOPICS)[number]

/** All that a rule may name under `events`. */
export const EVENT_GROUPS = [
  'suspected',
  'outage',
  'degraded',
  'flapping',
  'company-network',
  'maintenance',
  'maintenance-announced',
  'maintenance-changed',
  'maintenance-cancelled',
  'maintenance-reminder',
  'maintenance-started',
  'maintenance-overrun',
  'updated',
  'acknowledged',
  'source',
  'agent',
  'certificate',
  'delivery',
] as const satisfies readonly (AlertTopic | AlertKind)[]
export type EventGroup = (typeof EVENT_GROUPS)[number]

/** Something of Dotchi's own that does not work: a source, an agent, a certificate, a channel. */
export interface Ailment {
  readonly topic: 'source' | 'agent' | 'certificate' | 'delivery'
  /** Which one. */
  readonly key: string
  readonly title: Text
  readonly sinceAt: number
  /** Why, in words; null where nothing more is known. */
  readonly detail: Text | null
  /** For a certificate. */
  readonly expiresAt: number | null
}

/** What it is about, as it stood at that moment. */
export type AlertSubject =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | {
      readonly kind: 'window'
      readonly window: KeptWindow
      /** What it was before it changed; null for every other kind. */
      readonly before: KeptWindow | null
      /** For a reminder: how long before the start it is meant to come. */
      readonly leadMs: number | null
    }
  | { readonly kind: 'ailment'; readonly ailment: Ailment; readonly endedAt: number | null }

/** Something happened that people may be told, before anybody asks whom. */
export interface AlertEvent {
  /** The same for the same happening. */
  readonly id: string
  readonly kind: AlertKind
  /** `incident:…`, `window:…`, `source:…`: what belongs together. */
  readonly thread: string
  readonly topic: AlertTopic
  readonly phase: Exclude<Phase, 'once'>
  readonly severity: Severity
  readonly at: number
  readonly components: readonly Component[]
  /** The offices it touches; empty: all of them alike. */
  readonly sites: readonly string[]
  readonly subject: AlertSubject
}
