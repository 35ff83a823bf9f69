import type { UntoldReason } from './decision.ts'
import { type Desk, drop, entryOf, heldEndOf, heldOf, hold, isFamily, note, tell, withdraw } from './desk.ts'
import type { AlertEvent, AlertKind } from './event.ts'
import type { HeldEvent } from './held.ts'
import { inhibitorOf } from './inhibit.ts'
import { matchRules } from './match.ts'
import type { LedgerEntry } from './memory.ts'
import type { Recipient, Rule } from './policy.ts'

/** What says nothing to those who do not know what it is about. */
const NEEDS_BEGINNING: readonly AlertKind[] = ['updated', 'acknowledged', 'maintenance-cancelled']

/** Decides on one event for one recipient. `again`: it waited before, and this is its turn. */
export function decide(desk: Desk, recipient: Recipient, event: AlertEvent, again: HeldEvent | null = null): void {
  const entry = entryOf(desk, recipient.id, event.thread)
  if (event.phase === 'end') decideEnd(desk, recipient, event, entry, again)
  else decideNews(desk, recipient, event, entry, again)
}

function decideNews(
  desk: Desk,
  recipient: Recipient,
  event: AlertEvent,
  entry: LedgerEntry | undefined,
  again: HeldEvent | null,
): void {
  const unsaidEnd = heldEndOf(desk, recipient.id, event.thread)
  const not = (reason: UntoldReason, rule: string | null) =>
    note(desk, recipient.id, event, rule, { outcome: 'not', reason })
  if (unsaidEnd) {
    // It is back before they were told that it had ended: for them it never did.
    drop(desk, unsaidEnd, 'superseded')
    not('duplicate', unsaidEnd.rule)
    return
  }
  const matched = matchRules(desk.rulesOf(recipient.id), event, entry !== undefined)
  if ('reason' in matched) {
    if (matched.reason !== 'no-rule' || !recipient.isSubscriber) not(matched.reason, matched.rule)
    return
  }
  const first = matched.rules[0]!.name
  if (!entry && NEEDS_BEGINNING.includes(event.kind)) not('nothing-begun', first)
  else if (recipient.mutedUntil !== null && recipient.mutedUntil > desk.at) not('muted', first)
  else {
    const waits = waitOf(desk, recipient, event, matched.rules, entry, again)
    if ('reason' in waits) hold(desk, recipient, event, waits, again)
    else {
      const reason = again === null ? 'rule' : 'released'
      tell(desk, recipient, { event, reason, rule: waits.rule, waited: again?.reason ?? null, isOver: false })
    }
  }
}

type Waiting = Pick<HeldEvent, 'reason' | 'rule' | 'untilAt'>

/** Why it has to wait, or by which rule it is told now. */
function waitOf(
  desk: Desk,
  recipient: Recipient,
  event: AlertEvent,
  rules: readonly Rule[],
  entry: LedgerEntry | undefined,
  again: HeldEvent | null,
): Waiting | { readonly rule: string } {
  const { at, calendar, policy, gatherUntil } = desk
  const first = rules[0]!.name
  if (inhibitorOf(event, desk.bigger) !== null) return { reason: 'inhibited', rule: first, untilAt: null }
  const open = rules.filter(({ hours }) => calendar.isWithin(hours, at))
  if (open.length === 0)
    return { reason: 'hours', rule: first, untilAt: earliest(rules.map(({ hours }) => calendar.nextWithin(hours, at))) }
  const rested = open.filter((rule) => restedAt(desk, recipient, rule) <= at)
  if (rested.length === 0)
    return {
      reason: 'throttled',
      rule: open[0]!.name,
      untilAt: earliest(open.map((rule) => restedAt(desk, recipient, rule))),
    }
  const rule = rested[0]!.name
  const isFirst = again === null || again.reason === 'inhibited'
  if (gatherUntil !== null && at < gatherUntil && isFirst && event.severity !== 'critical')
    return { reason: 'grouping', rule, untilAt: gatherUntil }
  if (isFirst && !entry && isFamily(event.topic) && policy.groupMs > 0)
    return { reason: 'grouping', rule, untilAt: at + policy.groupMs }
  return { rule }
}

const earliest = (instants: readonly (number | null)[]): number | null =>
  instants.reduce((first, one) => (one === null ? first : first === null ? one : Math.min(first, one)), null)

export const spokenKeyOf = (rule: string, recipient: string): string => `${rule}\n${recipient}`
const restedAt = (desk: Desk, recipient: Recipient, rule: Rule): number =>
  rule.throttleMs === null ? 0 : (desk.spoken.get(spokenKeyOf(rule.name, recipient.id)) ?? 0) + rule.throttleMs

/** An end: told to those who know of the beginning, whatever the hour, and to nobody else. */
function decideEnd(
  desk: Desk,
  recipient: Recipient,
  event: AlertEvent,
  entry: LedgerEntry | undefined,
  again: HeldEvent | null,
): void {
  if (!entry) {
    decideUnknownEnd(desk, recipient, event)
    return
  }
  const { as, rule } = entry
  const siblings = desk.ledger.of(recipient.id).filter((one) => one.as === as && one !== entry)
  const isEnding = (thread: string) =>
    heldEndOf(desk, recipient.id, thread) !== undefined ||
    desk.tellings.get(recipient.id)?.some((one) => one.event.thread === thread && one.event.phase === 'end')
  const { groupMs } = desk.policy
  if (again === null && groupMs > 0 && siblings.some(({ thread }) => !isEnding(thread))) {
    hold(desk, recipient, event, { reason: 'grouping', rule, untilAt: desk.at + groupMs }, null)
    return
  }
  const end = (one: AlertEvent, waited: HeldEvent | null) =>
    tell(desk, recipient, {
      event: one,
      reason: 'end-of-told',
      rule: entry.rule,
      waited: waited?.reason ?? null,
      isOver: false,
    })
  end(event, again)
  // What ended just before and waited for company has it now.
  for (const { thread } of siblings) {
    const waiting = heldEndOf(desk, recipient.id, thread)
    if (!waiting) continue
    desk.held.remove(waiting)
    end(waiting.event, waiting)
  }
}

/** They were never told of it. Where its beginning still waits for the morning, it is told as past, or not at all. */
function decideUnknownEnd(desk: Desk, recipient: Recipient, event: AlertEvent): void {
  withdraw(desk, recipient, event.thread)
  const waiting = heldOf(desk, recipient.id, event.thread)
  const rules = desk.rulesOf(recipient.id)
  if (waiting) {
    const rule = rules.find(({ name }) => name === waiting.rule)
    if (waiting.reason === 'hours' && rule?.missed === 'digest') {
      const past: HeldEvent = { ...waiting, event: { ...waiting.event, subject: event.subject }, isOver: true }
      desk.held.replace(waiting, past)
    } else drop(desk, waiting, 'over')
  }
  const isAsked = !('reason' in matchRules(rules, { ...event, severity: 'critical' }, true))
  if (waiting || (isAsked && !recipient.isSubscriber))
    note(desk, recipient.id, event, waiting?.rule ?? null, { outcome: 'not', reason: 'nothing-begun' })
}

/** What is over may leave traces for a while: a source is read again only minutes later. */
const SETTLE_MS = 10 * 60_000

/** Those that wait for each other. */
const companyOf = ({ recipient, event: { topic, phase } }: HeldEvent): string => `${recipient}\n${topic}\n${phase}`

/** Gives what waited its turn; when the first of a company is due, all of it is. */
export function release(desk: Desk, recipientOf: (id: string) => Recipient | undefined): void {
  const waitingNow = desk.held.all()
  const called = new Set(waitingNow.filter((one) => one.reason === 'grouping' && isUp(one, desk.at)).map(companyOf))
  for (const waiting of waitingNow) {
    const recipient = recipientOf(waiting.recipient)
    // Somebody who is not configured any more is told nothing.
    if (!recipient) {
      desk.held.remove(waiting)
      continue
    }
    if (!desk.held.has(waiting) || !isDue(desk, waiting, called)) continue
    desk.held.remove(waiting)
    if (waiting.isOver) {
      tell(desk, recipient, {
        event: waiting.event,
        reason: 'digest',
        rule: waiting.rule,
        waited: waiting.reason,
        isOver: true,
      })
      continue
    }
    const now = waiting.event.phase === 'end' ? waiting.event : desk.refreshed(waiting.event)
    if (now === null) note(desk, recipient.id, waiting.event, waiting.rule, { outcome: 'not', reason: 'over' })
    else decide(desk, recipient, now, waiting)
  }
}

const isUp = ({ untilAt }: HeldEvent, at: number): boolean => untilAt !== null && untilAt <= at

function isDue(desk: Desk, waiting: HeldEvent, called: ReadonlySet<string>): boolean {
  if (waiting.reason === 'grouping' && called.has(companyOf(waiting))) return true
  if (waiting.reason !== 'inhibited') return isUp(waiting, desk.at)
  const isFree = inhibitorOf(waiting.event, desk.bigger) === null
  const untilAt = isFree ? (waiting.untilAt ?? desk.at + SETTLE_MS) : null
  if (untilAt !== null && untilAt <= desk.at) return true
  if (untilAt !== waiting.untilAt) desk.held.replace(waiting, { ...waiting, untilAt })
  return false
}
