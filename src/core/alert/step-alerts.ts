import type { Calendar } from '../calendar.ts'
import type { Incident } from '../incident/incident.ts'
import { stepIncidents } from '../incident/step-incidents.ts'
import { plansOf } from '../maintenance/plans.ts'
import { isExcusedBy } from '../maintenance/scope.ts'
import { stepWindows } from '../maintenance/step-windows.ts'
import { isWindowOver } from '../maintenance/window.ts'
import { createByRecipient } from './by-recipient.ts'
import { compose } from './compose.ts'
import { decide, release } from './decide.ts'
import { type Desk, entryOf, rulesByRecipient } from './desk.ts'
import type { AlertEvent } from './event.ts'
import { stepAilments } from './events/ailment-events.ts'
import { incidentEvent, incidentEvents, threadOfIncident } from './events/incident-events.ts'
import { threadOfWindow, windowEvents } from './events/window-events.ts'
import { type AlertFacts, type AlertStep, ailmentIdOf } from './facts.ts'
import { heldFrom, heldNotesOf } from './held.ts'
import type { AlertMemory, LedgerEntry } from './memory.ts'
import type { AlertPolicy } from './policy.ts'
import { escalate, type Ongoing, remind } from './remind.ts'
import type { RenderContext } from './render/phrases.ts'

/** After a restart so long is what comes up gathered: by then everything was looked at again. */
const GATHER_MS = 3 * 60_000

/**
 * One step from what is known to what is told. Pure: the same memory and facts give the same answer, and the order of what is
 * inside the facts does not matter. `facts.at` must be after the step before.
 */
export function stepAlerts(memory: AlertMemory, facts: AlertFacts, policy: AlertPolicy, calendar: Calendar): AlertStep {
  const { at } = facts
  // A verdict that is stale says nothing any more.
  const verdict = facts.verdict !== null && at <= facts.verdict.freshUntil ? facts.verdict : null
  const plans = plansOf(facts.notices, policy.maintenance.recurring, calendar, at)
  const announced = { plans, notices: facts.notices }
  const windows = stepWindows(memory.windows, announced, verdict, at, policy.maintenance)
  const isExcused = isExcusedBy(windows.windows, at)
  const incidents = stepIncidents(memory.incidents, { ...facts, verdict, isExcused }, policy.incident)
  const ailments = stepAilments(memory.ailments, facts, policy.certificateMs)
  const sites = (verdict?.viewers ?? []).map(({ vantage }) => vantage)
  const isEverywhere =
    sites.length > 0 && (verdict?.viewers ?? []).every(({ condition }) => condition === 'company_network')
  const merges = incidents.merges.map(({ from }) => incidentEvent(from, 'merged', 'end', at))
  const news: readonly AlertEvent[] = [
    ...incidentEvents(incidents.changes, at, isEverywhere),
    ...windowEvents(windows.changes, at),
    ...ailments.events,
  ]
  const ongoing: Ongoing = { incidents: incidents.incidents, windows: windows.windows, ailments: ailments.ailments }
  const desk = openDesk(memory, facts, policy, calendar, ongoing, sites)
  const recipients = new Map(policy.recipients.map((recipient) => [recipient.id, recipient]))
  const recipientOf = (id: string) => recipients.get(id)
  const goesOn = afterMerges(desk, incidents.merges)
  for (const event of [...news, ...merges.filter(({ thread }) => goesOn.has(thread))])
    for (const recipient of policy.recipients) decide(desk, recipient, event)
  release(desk, recipientOf)
  const later = [...remind(desk, ongoing, recipientOf), ...escalate(desk, incidents.incidents, recipientOf)]
  const outgoing = compose(desk, policy.recipients, renderContext(facts, policy, calendar, ongoing, sites))
  const changed = new Set(incidents.changes.map(({ incident }) => incident.id))
  const kept = new Set(windows.changes.map(({ window }) => window.id))
  return {
    memory: {
      version: 1,
      at,
      incidents: incidents.incidents,
      windows: windows.windows,
      ailments: ailments.ailments,
      ledger: stillKnown(desk, ongoing, recipients),
      ...heldNotesOf(desk.held.all()),
      spoken: withoutOld(desk, policy),
      gatherUntil: desk.gatherUntil !== null && desk.gatherUntil > at ? desk.gatherUntil : null,
    },
    incidents: incidents.incidents.filter(({ id }) => changed.has(id)),
    windows: windows.windows.filter(({ id }) => kept.has(id)),
    events: [...news, ...merges, ...later],
    decisions: desk.decisions,
    outgoing,
  }
}

function openDesk(
  memory: AlertMemory,
  { at, awayMs }: AlertFacts,
  policy: AlertPolicy,
  calendar: Calendar,
  ongoing: Ongoing,
  sites: readonly string[],
): Desk {
  const wasAway = awayMs !== null && awayMs >= policy.digestAfterMs
  return {
    at,
    policy,
    calendar,
    bigger: { incidents: ongoing.incidents, windows: ongoing.windows, sites },
    gatherUntil: wasAway ? at + GATHER_MS : memory.gatherUntil,
    rulesOf: rulesByRecipient(policy.rules),
    refreshed: (event) => refreshedBy(ongoing, event),
    ledger: createByRecipient(memory.ledger),
    held: createByRecipient(heldFrom(memory)),
    spoken: new Map(Object.entries(memory.spoken)),
    tellings: new Map(),
    decisions: [],
  }
}

/** The event with what it is about as it is now; null where that is over. */
function refreshedBy({ incidents, windows, ailments }: Ongoing, event: AlertEvent): AlertEvent | null {
  const { subject, thread } = event
  if (subject.kind === 'incident') {
    const incident = incidents.find((one) => threadOfIncident(one.id) === thread)
    if (!incident || incident.state === 'resolved') return null
    // What was a suspicion when it was held is told as what it became.
    return { ...event, sites: incident.sites, components: incident.components, subject: { kind: 'incident', incident } }
  }
  if (subject.kind === 'window') {
    const window = windows.find((one) => threadOfWindow(one.id) === thread)
    if (!window || isWindowOver(window)) return null
    // Nobody is reminded, or told beforehand, of what has begun.
    if (
      window.state !== 'announced' &&
      (event.kind === 'maintenance-reminder' || event.kind === 'maintenance-announced')
    )
      return null
    return { ...event, subject: { ...subject, window } }
  }
  const ailment = ailments.find((one) => ailmentIdOf(one) === thread)
  return ailment ? { ...event, subject: { ...subject, ailment } } : null
}

/**
 * Who was told of an incident that became part of another knows of that other one now. Those who knew of both are to be told that
 * the one is closed: its threads are given back.
 */
function afterMerges(
  desk: Desk,
  merges: readonly { readonly from: Incident; readonly into: Incident }[],
): ReadonlySet<string> {
  const toTell = new Set<string>()
  for (const { from, into } of merges) {
    const [old, now] = [threadOfIncident(from.id), threadOfIncident(into.id)]
    for (const entry of desk.ledger.all().filter(({ thread }) => thread === old)) {
      if (entryOf(desk, entry.recipient, now)) {
        toTell.add(old)
        continue
      }
      desk.ledger.replace(entry, { ...entry, thread: now })
    }
    for (const waiting of desk.held.all()) if (waiting.event.thread === old) desk.held.remove(waiting)
  }
  return toTell
}

function renderContext(
  facts: AlertFacts,
  policy: AlertPolicy,
  calendar: Calendar,
  { incidents }: Ongoing,
  sites: readonly string[],
): RenderContext {
  return {
    at: facts.at,
    zone: calendar.zone,
    sites: facts.sites,
    siteCount: sites.length,
    isServiceDown: incidents.some(({ scope, state }) => scope.kind === 'service' && state === 'open'),
    publicUrl: policy.publicUrl,
    notices: new Map(facts.notices.map((notice) => [notice.id, notice])),
    businessMsBetween: calendar.businessMsBetween,
  }
}

/** What nobody can be told the end of any more is let go: who is not configured, and what was forgotten long ago. */
function stillKnown(
  desk: Desk,
  { incidents, windows, ailments }: Ongoing,
  recipients: ReadonlyMap<string, unknown>,
): readonly LedgerEntry[] {
  const threads = new Set([
    ...incidents.map(({ id }) => threadOfIncident(id)),
    ...windows.map(({ id }) => threadOfWindow(id)),
    ...ailments.map(ailmentIdOf),
    ...desk.held.all().map(({ event }) => event.thread),
  ])
  return desk.ledger.all().filter(({ recipient, thread }) => recipients.has(recipient) && threads.has(thread))
}

/** Only what may still throttle. */
function withoutOld({ spoken, at }: Desk, { rules }: AlertPolicy): Readonly<Record<string, number>> {
  const longest = Math.max(0, ...rules.map(({ throttleMs }) => throttleMs ?? 0))
  return Object.fromEntries([...spoken].filter(([, spokenAt]) => spokenAt + longest > at))
}
