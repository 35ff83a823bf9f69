import type { Incident } from '../incident/incident.ts'
import type { KeptWindow } from '../maintenance/window.ts'
import type { HeldReason } from './decision.ts'
import type { Ailment, AlertEvent, AlertTopic } from './event.ts'

/** What one recipient was told the beginning of, and not yet the end. */
export interface LedgerEntry {
  readonly recipient: string
  readonly thread: string
  readonly topic: AlertTopic
  /** The thread that the messages carry: several things told at once share one. */
  readonly as: string
  readonly rule: string | null
  readonly beganAt: number
  readonly toldAt: number
  /** Whether those to whom it is escalated were told. */
  readonly escalated: boolean
}

/** That one recipient is to be told an event later, or perhaps not at all. */
export interface HeldNote {
  readonly recipient: string
  /** Id of one of `AlertMemory.heldEvents`. */
  readonly event: string
  readonly reason: HeldReason
  readonly rule: string | null
  readonly heldAt: number
  readonly untilAt: number | null
  /** It ended meanwhile: they hear of it as of something past, or not at all. */
  readonly isOver: boolean
}

/** What the fold remembers between steps: plain data, to be stored as JSON. */
export interface AlertMemory {
  readonly version: 1
  /** The last step; null before the first. */
  readonly at: number | null
  /** Those that go on, and those that may yet relapse. */
  readonly incidents: readonly Incident[]
  /** Those that go on or are to come, and those that ended lately. */
  readonly windows: readonly KeptWindow[]
  readonly ailments: readonly Ailment[]
  readonly ledger: readonly LedgerEntry[]
  readonly held: readonly HeldNote[]
  /** What is held, each once, however many it waits for. */
  readonly heldEvents: readonly AlertEvent[]
  /** When a rule last told a recipient something, by `rule\nrecipient`; only for rules that throttle. */
  readonly spoken: Readonly<Record<string, number>>
  /** After a restart: until then what is less than critical is gathered for one digest. */
  readonly gatherUntil: number | null
}

export const emptyAlertMemory = (): AlertMemory => ({
  version: 1,
  at: null,
  incidents: [],
  windows: [],
  ailments: [],
  ledger: [],
  held: [],
  heldEvents: [],
  spoken: {},
  gatherUntil: null,
})
