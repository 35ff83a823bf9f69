import type { Calendar } from '../calendar.ts'
import type { ByRecipient } from './by-recipient.ts'
import type { Decision, HeldReason, ToldReason, UntoldReason } from './decision.ts'
import type { AlertEvent, AlertTopic } from './event.ts'
import type { HeldEvent } from './held.ts'
import type { Bigger } from './inhibit.ts'
import type { LedgerEntry } from './memory.ts'
import type { AlertPolicy, Recipient, Rule } from './policy.ts'

/** Something that one recipient is to be told now. */
export interface Telling {
  readonly event: AlertEvent
  readonly reason: ToldReason
  readonly rule: string | null
  /** Why it waited until now; null: it did not. */
  readonly waited: HeldReason | null
  readonly isOver: boolean
}

/** One step of telling at work: what memory holds, open for writing. */
export interface Desk {
  readonly at: number
  readonly policy: AlertPolicy
  readonly calendar: Calendar
  readonly bigger: Bigger
  readonly gatherUntil: number | null
  readonly rulesOf: (recipient: string) => readonly Rule[]
  /** What a thread is about, as it is now; null where it is over. */
  readonly refreshed: (event: AlertEvent) => AlertEvent | null
  readonly ledger: ByRecipient<LedgerEntry>
  readonly held: ByRecipient<HeldEvent>
  readonly spoken: Map<string, number>
  readonly tellings: Map<string, Telling[]>
  readonly decisions: Decision[]
}

/** What one recipient was told of one thing and not yet the end of. */
export const entryOf = (desk: Desk, recipient: string, thread: string): LedgerEntry | undefined =>
  desk.ledger.of(recipient).find((one) => one.thread === thread)

/** What may begin in several places at once, and is told at once then. */
const FAMILIES: readonly AlertTopic[] = ['company-network', 'source', 'agent', 'certificate', 'delivery']
export const isFamily = (topic: AlertTopic): boolean => FAMILIES.includes(topic)

/** The rules of every recipient, looked up often. */
export function rulesByRecipient(rules: readonly Rule[]): (recipient: string) => readonly Rule[] {
  let index: Map<string, Rule[]> | null = null
  return (recipient) => {
    if (index === null) {
      index = new Map()
      for (const rule of rules)
        for (const to of new Set(rule.to)) {
          const own = index.get(to)
          if (own) own.push(rule)
          else index.set(to, [rule])
        }
    }
    return index.get(recipient) ?? []
  }
}

type Outcome =
  | { readonly outcome: 'told'; readonly reason: ToldReason; readonly message: string }
  | { readonly outcome: 'held'; readonly reason: HeldReason; readonly untilAt: number | null }
  | { readonly outcome: 'not'; readonly reason: UntoldReason }

/** Writes down why. */
export function note(desk: Desk, recipient: string, event: AlertEvent, rule: string | null, outcome: Outcome): void {
  const { kind, thread, severity, id } = event
  desk.decisions.push({
    at: desk.at,
    event: id,
    kind,
    thread,
    severity,
    recipient,
    rule,
    message: null,
    untilAt: null,
    ...outcome,
  })
}

/** What waits for one recipient about one thing; ends apart. */
export const heldOf = (desk: Desk, recipient: string, thread: string): HeldEvent | undefined =>
  desk.held.of(recipient).find(({ event }) => event.thread === thread && event.phase !== 'end')
export const heldEndOf = (desk: Desk, recipient: string, thread: string): HeldEvent | undefined =>
  desk.held.of(recipient).find(({ event }) => event.thread === thread && event.phase === 'end')

export function drop(desk: Desk, held: HeldEvent, reason: UntoldReason): void {
  desk.held.remove(held)
  note(desk, held.recipient, held.event, held.rule, { outcome: 'not', reason })
}

/** Keeps it for later. What waited about the same thing before is superseded; waiting on for the same reason is no news. */
export function hold(
  desk: Desk,
  recipient: Recipient,
  event: AlertEvent,
  { reason, rule, untilAt }: Pick<HeldEvent, 'reason' | 'rule' | 'untilAt'>,
  again: HeldEvent | null,
): void {
  const older = event.phase === 'end' ? undefined : heldOf(desk, recipient.id, event.thread)
  if (older) drop(desk, older, 'superseded')
  const heldAt = again?.heldAt ?? older?.heldAt ?? desk.at
  desk.held.add({ recipient: recipient.id, event, reason, rule, heldAt, untilAt, isOver: false })
  if (again?.reason !== reason) note(desk, recipient.id, event, rule, { outcome: 'held', reason, untilAt })
}

const KIND_RANK: Readonly<Partial<Record<AlertEvent['kind'], number>>> = {
  'still-open': -3,
  acknowledged: -2,
  updated: -1,
}
const rankOf = ({ phase, kind }: AlertEvent): number => (phase === 'end' ? 9 : (KIND_RANK[kind] ?? 0))

/** It is to be told in this step. About one thing one message is enough: the one that says most, the newest of equals. */
export function tell(desk: Desk, recipient: Recipient, telling: Telling): void {
  const { event } = telling
  const older = heldOf(desk, recipient.id, event.thread)
  if (older) drop(desk, older, event.phase === 'end' ? 'over' : 'superseded')
  const own = desk.tellings.get(recipient.id) ?? []
  const other = own.find((one) => one.event.thread === event.thread && one.isOver === telling.isOver)
  const isLess = other !== undefined && rankOf(other.event) > rankOf(event)
  const lesser = isLess ? telling : other
  if (lesser) note(desk, recipient.id, lesser.event, lesser.rule, { outcome: 'not', reason: 'superseded' })
  if (isLess) return
  desk.tellings.set(recipient.id, [...own.filter((one) => one !== other), telling])
}

/** What was about to be told of something that is over by now is not told. */
export function withdraw(desk: Desk, recipient: Recipient, thread: string): void {
  const own = desk.tellings.get(recipient.id) ?? []
  const stale = own.filter((one) => one.event.thread === thread && !one.isOver)
  for (const { event, rule } of stale) note(desk, recipient.id, event, rule, { outcome: 'not', reason: 'over' })
  if (stale.length > 0)
    desk.tellings.set(
      recipient.id,
      own.filter((one) => !stale.includes(one)),
    )
}
