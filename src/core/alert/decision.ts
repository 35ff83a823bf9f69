import type { AlertKind } from './event.ts'
import type { Severity } from './message.ts'

export const TOLD_REASONS = [
  'rule', // a rule asks for it
  'end-of-told', // its beginning was told to them
  'released', // held back before, and still so
  'digest', // a line of what was missed, or of what came up while Dotchi was away
  'still-open', // a reminder
  'escalated', // nobody acknowledged it
  'drill',
] as const
export const HELD_REASONS = [
  'hours', // not at this hour by any rule that covers it
  'throttled', // too soon after the last one
  'inhibited', // follows from something bigger
  'grouping', // others like it may come at once
] as const
export const UNTOLD_REASONS = [
  'no-rule', // no rule speaks of this kind to them
  'severity', // a rule does, from a higher severity on
  'component', // a rule does, for other components
  'site', // a rule does, for other sites
  'muted',
  'duplicate', // they know it already
  'nothing-begun', // an end, or a change, of what they were never told
  'over', // it was over before it could be told
  'superseded', // something newer says it all
] as const
export type ToldReason = (typeof TOLD_REASONS)[number]
export type HeldReason = (typeof HELD_REASONS)[number]
export type UntoldReason = (typeof UNTOLD_REASONS)[number]
export type DecisionReason = ToldReason | HeldReason | UntoldReason

/** Why somebody was told something, or was not: a row. */
export interface Decision {
  readonly at: number
  /** Id of the event. */
  readonly event: string
  readonly kind: AlertKind
  readonly thread: string
  readonly severity: Severity
  readonly recipient: string
  readonly outcome: 'told' | 'held' | 'not'
  readonly reason: DecisionReason
  /** Name of the rule that decided; null where none did. */
  readonly rule: string | null
  /** Id of the message; null where none goes out now. */
  readonly message: string | null
  /** For what is held: until when at most; null where nobody knows. */
  readonly untilAt: number | null
}
