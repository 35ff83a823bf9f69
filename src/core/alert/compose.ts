import type { Locale } from '../locale.ts'
import { spokenKeyOf } from './decide.ts'
import { type Desk, entryOf, isFamily, note, type Telling } from './desk.ts'
import type { Dispatch } from './dispatch.ts'
import type { AlertEvent, AlertTopic } from './event.ts'
import type { LedgerEntry } from './memory.ts'
import type { Message, Phase } from './message.ts'
import { HOUR_MS, MINUTE_MS, type Recipient } from './policy.ts'
import type { Content, RenderContext } from './render/phrases.ts'
import { render, renderDigest } from './render/render.ts'

/** What becomes one message. */
interface Bundle {
  readonly tellings: readonly Telling[]
  readonly isDigest: boolean
}

/** Writes the messages of one step, and what each recipient knows from now on. The order of the tellings does not matter. */
export function compose(desk: Desk, recipients: readonly Recipient[], context: RenderContext): Dispatch[] {
  const outgoing: Dispatch[] = []
  // Most recipients of one event get the same words.
  const written = new Map<string, Content>()
  const contentOf = (key: string, write: () => Content): Content => {
    const known = written.get(key) ?? write()
    written.set(key, known)
    return known
  }
  for (const recipient of recipients) {
    const tellings = desk.tellings.get(recipient.id)
    if (!tellings) continue
    for (const { tellings: group, isDigest } of bundlesOf(desk, recipient, tellings)) {
      const events = group.map(({ event }) => event)
      const key = `${isDigest}\n${events.map(({ id }) => id).join('\n')}`
      const content = contentOf(key, () => (isDigest ? renderDigest(events, context) : render(events, context)))
      const { thread, phase } = isDigest ? kept(desk, recipient, group) : recorded(desk, recipient, group)
      const message: Message = {
        ...content,
        id: `${recipient.id}/${events[0]!.id}${events.length > 1 ? `+${events.length - 1}` : ''}${isDigest ? '/digest' : ''}`,
        thread,
        phase,
        isDrill: false,
        at: desk.at,
      }
      for (const { event, reason, rule } of group)
        note(desk, recipient.id, event, rule, { outcome: 'told', reason, message: message.id })
      outgoing.push(dispatchOf(recipient, message, isDigest ? null : expiryOf(events[0]!, desk)))
    }
  }
  return outgoing
}

const dispatchOf = (recipient: Recipient, message: Message, expiresAt: number | null): Dispatch => ({
  message,
  recipient: recipient.id,
  locale: recipient.locale satisfies Locale,
  ways: recipient.ways,
  expiresAt,
})

/** What is not urgent enough for a message of its own, when it comes together with others after a silence. */
const DIGESTIBLE: readonly AlertTopic[] = ['maintenance', 'source', 'agent', 'certificate', 'delivery', 'suspected']
const isDigestible = (desk: Desk, { event, isOver, waited }: Telling): boolean =>
  isOver ||
  (event.phase !== 'end' &&
    event.severity !== 'critical' &&
    DIGESTIBLE.includes(event.topic) &&
    (waited === 'hours' || (waited === 'grouping' && desk.gatherUntil !== null)))

function bundlesOf(desk: Desk, recipient: Recipient, tellings: readonly Telling[]): Bundle[] {
  const sorted = [...tellings].sort((a, b) => (a.event.id < b.event.id ? -1 : 1))
  const small = sorted.filter((one) => isDigestible(desk, one))
  const hasDigest = small.length > 1 || small.some(({ isOver }) => isOver)
  const rest = hasDigest ? sorted.filter((one) => !small.includes(one)) : sorted
  const groups = Map.groupBy(rest, ({ event }) => bundleKeyOf(desk, recipient, event))
  return [
    ...[...groups.values()].map((group) => ({ tellings: group, isDigest: false })),
    ...(hasDigest ? [{ tellings: small, isDigest: true }] : []),
  ]
}

/** Things of one family that begin together, or that end and were told together, are told at once. */
function bundleKeyOf(desk: Desk, recipient: Recipient, { kind, phase, thread, topic }: AlertEvent): string {
  const as = entryOf(desk, recipient.id, thread)?.as
  if (phase === 'end') return `end ${as ?? thread}`
  if (kind === 'still-open' && as) return `still ${as}`
  return isFamily(topic) && phase === 'begin' ? `begin ${topic}` : `one ${thread} ${kind}`
}

/** Puts down what the recipient was told, and gives the thread and phase that the message has for them. */
function recorded(desk: Desk, recipient: Recipient, group: readonly Telling[]): { thread: string; phase: Phase } {
  const { event: first } = group[0]!
  const known = group.flatMap(({ event }) => entryOf(desk, recipient.id, event.thread) ?? [])
  const own = (as: string) => desk.ledger.of(recipient.id).filter((one) => one.as === as)
  if (first.phase === 'end') {
    const thread = known[0]?.as ?? first.thread
    for (const entry of known) desk.ledger.remove(entry)
    // Of several that were told together some still go on.
    return { thread, phase: own(thread).length > 0 ? 'change' : 'end' }
  }
  const thread = known[0]?.as ?? familyThreadOf(desk, recipient, group)
  const isOpen = own(thread).length > 0
  for (const telling of group) put(desk, recipient, telling, thread)
  return { thread, phase: isOpen ? 'change' : 'begin' }
}

/** What joins others of its family that still go on is told in their thread. */
function familyThreadOf(desk: Desk, recipient: Recipient, group: readonly Telling[]): string {
  const { event: first } = group[0]!
  if (!isFamily(first.topic)) return first.thread
  const open = desk.ledger.of(recipient.id).find((one) => one.topic === first.topic)
  return open?.as ?? (group.length === 1 ? first.thread : `${first.thread}+${group.length - 1}`)
}

/** A digest stands for itself; what goes on in it has its own thread from now on. */
function kept(desk: Desk, recipient: Recipient, group: readonly Telling[]): { thread: null; phase: 'once' } {
  for (const telling of group) if (!telling.isOver) put(desk, recipient, telling, telling.event.thread)
  return { thread: null, phase: 'once' }
}

function put(desk: Desk, recipient: Recipient, { event, rule, reason }: Telling, thread: string): void {
  const before = entryOf(desk, recipient.id, event.thread)
  const entry: LedgerEntry = {
    recipient: recipient.id,
    thread: event.thread,
    topic: event.topic,
    as: before?.as ?? thread,
    rule: before?.rule ?? rule,
    beganAt: before?.beganAt ?? desk.at,
    toldAt: desk.at,
    escalated: before?.escalated ?? reason === 'escalated',
  }
  if (before) desk.ledger.replace(before, entry)
  else desk.ledger.add(entry)
  const throttles = rule !== null && desk.policy.rules.some((one) => one.name === rule && one.throttleMs !== null)
  if (throttles) desk.spoken.set(spokenKeyOf(rule, recipient.id), desk.at)
}

/** After this nobody is helped by it any more. */
function expiryOf({ kind, subject, at }: AlertEvent, desk: Desk): number | null {
  if (kind === 'suspected') return at + 30 * MINUTE_MS
  if (kind === 'acknowledged' || kind === 'still-open') return at + HOUR_MS
  if (subject.kind !== 'window') return null
  const { plan } = subject.window
  if (kind === 'maintenance-reminder') return Math.max(plan.startAt, desk.at + MINUTE_MS)
  return kind === 'maintenance-started' && plan.endAt !== null ? Math.max(plan.endAt, desk.at + MINUTE_MS) : null
}
