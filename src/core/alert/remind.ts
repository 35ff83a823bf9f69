import type { Incident } from '../incident/incident.ts'
import { type Desk, entryOf, tell } from './desk.ts'
import type { Ailment, AlertEvent } from './event.ts'
import { ailmentEvent } from './events/ailment-events.ts'
import { incidentEvent, threadOfIncident } from './events/incident-events.ts'
import { threadOfWindow, windowEvent } from './events/window-events.ts'
import { ailmentIdOf } from './facts.ts'
import { inhibitorOf } from './inhibit.ts'
import type { LedgerEntry } from './memory.ts'
import type { Recipient } from './policy.ts'

/** What people know of and what still goes on, by thread. */
export interface Ongoing {
  readonly incidents: readonly Incident[]
  readonly ailments: readonly Ailment[]
  readonly windows: Desk['bigger']['windows']
}

/** Says again what still goes on, where a rule wants it and nobody has taken it on. The events told are given back. */
export function remind(desk: Desk, ongoing: Ongoing, recipientOf: (id: string) => Recipient | undefined): AlertEvent[] {
  const events = new Map<string, AlertEvent>()
  for (const entry of desk.ledger.all()) {
    const rule = desk.policy.rules.find(({ name }) => name === entry.rule)
    const recipient = recipientOf(entry.recipient)
    if (!recipient || !rule || rule.remindMs === null || desk.at - entry.toldAt < rule.remindMs) continue
    if (isSpokenTo(desk, entry) || isMuted(recipient, desk.at) || !desk.calendar.isWithin(rule.hours, desk.at)) continue
    const event = events.get(entry.thread) ?? stillOpen(entry.thread, ongoing, desk.at)
    if (event === null || inhibitorOf(event, desk.bigger) !== null) continue
    events.set(entry.thread, event)
    tell(desk, recipient, { event, reason: 'still-open', rule: rule.name, waited: null, isOver: false })
  }
  return [...events.values()]
}

/** Tells others when nobody acknowledged an incident in time. */
export function escalate(
  desk: Desk,
  incidents: readonly Incident[],
  recipientOf: (id: string) => Recipient | undefined,
): AlertEvent[] {
  const events = new Map<string, AlertEvent>()
  for (const entry of desk.ledger.all()) {
    const rule = desk.policy.rules.find(({ name }) => name === entry.rule)
    if (!rule?.escalate || entry.escalated || desk.at - entry.beganAt < rule.escalate.afterMs) continue
    const incident = openUnder(entry.thread, incidents)
    if (!incident || incident.acknowledgement !== null) continue
    const event = events.get(entry.thread) ?? incidentEvent(incident, 'unacknowledged', 'change', desk.at)
    events.set(entry.thread, event)
    desk.ledger.replace(entry, { ...entry, escalated: true })
    for (const id of rule.escalate.to) {
      const recipient = recipientOf(id)
      if (!recipient || isMuted(recipient, desk.at)) continue
      if (desk.tellings.get(id)?.some(({ event: other }) => other === event)) continue
      tell(desk, recipient, { event, reason: 'escalated', rule: rule.name, waited: null, isOver: false })
    }
  }
  return [...events.values()]
}

const isMuted = ({ mutedUntil }: Recipient, at: number): boolean => mutedUntil !== null && mutedUntil > at
const isSpokenTo = (desk: Desk, { recipient, thread }: LedgerEntry): boolean =>
  desk.tellings.get(recipient)?.some(({ event }) => event.thread === thread) === true ||
  entryOf(desk, recipient, thread)?.toldAt === desk.at

const openUnder = (thread: string, incidents: readonly Incident[]): Incident | undefined =>
  incidents.find((one) => threadOfIncident(one.id) === thread && one.state === 'open' && one.mergedInto === null)

function stillOpen(thread: string, { incidents, windows, ailments }: Ongoing, at: number): AlertEvent | null {
  const incident = openUnder(thread, incidents)
  if (incident) return incident.acknowledgement === null ? incidentEvent(incident, 'still-open', 'change', at) : null
  const window = windows.find((one) => threadOfWindow(one.id) === thread)
  if (window) return window.state === 'overrun' ? windowEvent(window, 'still-open', 'change', at) : null
  const ailment = ailments.find((one) => ailmentIdOf(one) === thread)
  return ailment ? ailmentEvent(ailment, 'change', at, 'still-open') : null
}
