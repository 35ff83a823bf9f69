import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ailment } from '../../../src/core/alert/event.ts'
import type { AlertFacts, AlertStep } from '../../../src/core/alert/facts.ts'
import { type AlertMemory, emptyAlertMemory } from '../../../src/core/alert/memory.ts'
import type { AlertPolicy } from '../../../src/core/alert/policy.ts'
import { stepAlerts } from '../../../src/core/alert/step-alerts.ts'
import type { ServiceCondition, ViewerCondition } from '../../../src/core/condition.ts'
import { isIncidentOver } from '../../../src/core/incident/incident.ts'
import { isWindowOver } from '../../../src/core/maintenance/window.ts'
import type { Notice } from '../../../src/core/notice.ts'
import { calendarOf, policyOf, recipient, rule, SITES } from './play.ts'
import { maintenanceNotice, outageNotice, verdictSaying } from './pretend-verdict.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const START = Date.parse('2026-11-24T05:00:00+09:00')
const CALENDAR = calendarOf()

const POLICY: AlertPolicy = {
  ...policyOf([
    rule(
      'everything',
      ['suspected', 'outage', 'degraded', 'company-network', 'maintenance', 'source', 'agent', 'updated'],
      ['a', 'b'],
    ),
    rule('day', ['outage', 'company-network', 'maintenance', 'source'], ['c'], { hours: 'business' }),
    rule('awake', ['degraded', 'outage', 'agent'], ['c', 'd'], {
      hours: 'not-quiet',
      missed: 'drop',
      throttleMs: 20 * MINUTE,
    }),
    rule('urgent', ['outage', 'maintenance-overrun'], ['d'], {
      severity: 'critical',
      remindMs: 30 * MINUTE,
      escalate: { afterMs: 15 * MINUTE, to: ['e'] },
    }),
    rule('osaka', ['company-network', 'outage'], ['f'], { sites: ['osaka'], components: ['mail'] }),
  ]),
}
const MUTED: AlertPolicy = {
  ...POLICY,
  recipients: POLICY.recipients.map((one) => (one.id === 'b' ? recipient('b', { mutedUntil: START + 3 * HOUR }) : one)),
}

/** What happens between two steps. */
interface Turn {
  readonly seconds: number
  readonly service: ServiceCondition | 'silent'
  readonly sites: readonly ViewerCondition[]
  readonly failing: readonly ('login' | 'mail')[]
  readonly ill: readonly string[]
  readonly window: { readonly startMinutes: number; readonly status: Notice['status'] } | null
  readonly act: 'acknowledge' | 'update' | null
  readonly away: boolean
}
const own = fc.constantFrom<ViewerCondition>('operational', 'company_network', 'outage', 'unknown')
const turns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    seconds: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 10, max: 60 }) }, fc.integer({ min: 60, max: 7_200 })),
    service: fc.constantFrom<Turn['service']>(
      'operational',
      'operational',
      'outage',
      'degraded',
      'maintenance',
      'unknown',
      'silent',
    ),
    sites: fc.tuple(own, own, own),
    failing: fc.constantFrom<Turn['failing']>(['login'], ['mail'], ['login', 'mail']),
    ill: fc.subarray(['source:n', 'source:m', 'agent:osaka']),
    window: fc.option(
      fc.record({
        startMinutes: fc.integer({ min: 0, max: 600 }),
        status: fc.constantFrom<Notice['status']>('scheduled', 'in_progress', 'completed', 'cancelled'),
      }),
      { freq: 3 },
    ),
    act: fc.constantFrom<Turn['act']>(null, null, null, 'acknowledge', 'update'),
    away: fc.boolean(),
  }),
  { minLength: 5, maxLength: 40 },
)

const ailmentOf = (id: string, at: number): Ailment => {
  const [topic, key] = id.split(':') as ['source' | 'agent', string]
  return { topic, key, title: { ja: key, en: key }, sinceAt: at, detail: null, expiresAt: null }
}

function factsOf(turn: Turn, at: number, notices: readonly Notice[], memory: AlertMemory): AlertFacts {
  const sites = Object.fromEntries(['tokyo', 'osaka', 'fukuoka'].map((site, index) => [site, turn.sites[index]!]))
  const [open] = memory.incidents.filter((one) => !isIncidentOver(one)).sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    at,
    verdict:
      turn.service === 'silent' ? null : verdictSaying({ at, service: turn.service, sites, failing: turn.failing }),
    notices,
    ailments: turn.ill.map((id) => ailmentOf(id, at)),
    certificates: [],
    acts:
      turn.act === null || !open
        ? []
        : turn.act === 'acknowledge'
          ? [{ kind: 'acknowledge', at, by: 's', incident: open.id, owner: null, note: null }]
          : [{ kind: 'update', at, by: 's', incident: open.id, text: { ja: '続報', en: 'update' } }],
    sites: SITES,
    awayMs: turn.away && turn.seconds > 600 ? turn.seconds * 1_000 : null,
  }
}

/** Plays turns, and then calm for two days, until everything must be over and told. */
function play(
  turns: readonly Turn[],
  policy: AlertPolicy,
  shuffle: (facts: AlertFacts) => AlertFacts = (facts) => facts,
) {
  let memory = emptyAlertMemory()
  let at = START
  let notices: readonly Notice[] = [outageNotice({ id: 'o', seenAt: START + HOUR })]
  const steps: AlertStep[] = []
  const step = (turn: Turn) => {
    at += turn.seconds * 1_000
    if (turn.window) {
      const startAt = START + turn.window.startMinutes * MINUTE
      notices = [
        notices[0]!,
        maintenanceNotice({ id: 'w', seenAt: at, startAt, endAt: startAt + HOUR, status: turn.window.status }),
      ]
    }
    const done = stepAlerts(memory, shuffle(factsOf(turn, at, notices, memory)), policy, CALENDAR)
    memory = JSON.parse(JSON.stringify(done.memory)) as AlertMemory
    steps.push(done)
  }
  for (const turn of turns) step(turn)
  const calm: Turn = {
    seconds: 60,
    service: 'operational',
    sites: ['operational', 'operational', 'operational'],
    failing: [],
    ill: [],
    window: null,
    act: null,
    away: false,
  }
  for (let count = 0; count < 20; count++) step(calm)
  for (let count = 0; count < 40; count++) step({ ...calm, seconds: 3_600 })
  return { steps, memory }
}

test('whoever is told of a beginning is told of its end, once, and of no end without a beginning', () => {
  fc.assert(
    fc.property(turns, fc.boolean(), (all, isMuted) => {
      const { steps, memory } = play(all, isMuted ? MUTED : POLICY)
      const known = new Set<string>()
      for (const { decisions, events } of steps) {
        const ends = new Set(events.filter(({ phase }) => phase === 'end').map(({ id }) => id))
        for (const { recipient: to, thread, event, outcome, reason } of decisions) {
          const key = `${to} ${thread}`
          if (outcome !== 'told' || reason === 'digest') continue
          if (ends.has(event) || reason === 'end-of-told') {
            expect(known.has(key), `${key} ended without a beginning`).toBe(true)
            known.delete(key)
          } else known.add(key)
        }
      }
      expect(memory.incidents.every(isIncidentOver)).toBe(true)
      expect(memory.windows.every(isWindowOver)).toBe(true)
      expect([...known]).toEqual([])
      expect(memory.ledger).toEqual([])
      expect(memory.held).toEqual([])
    }),
    { numRuns: 40 },
  )
}, 60_000)

test('the messages of one thread begin, change and end in this order for each recipient', () => {
  fc.assert(
    fc.property(turns, (all) => {
      const { steps } = play(all, POLICY)
      const threads = new Map<string, string>()
      const ids = new Set<string>()
      const say = (key: string, phase: string) => threads.set(key, (threads.get(key) ?? '') + phase)
      for (const { outgoing, decisions } of steps) {
        for (const { message, recipient: to } of outgoing) {
          expect(ids.has(message.id), message.id).toBe(false)
          ids.add(message.id)
          if (message.thread !== null) say(`${to} ${message.thread}`, message.phase.slice(0, 1))
          // What goes on in a digest begins in it.
          if (message.kind === 'digest')
            for (const one of decisions)
              if (one.message === message.id && one.reason !== 'digest') say(`${to} ${one.thread}`, 'd')
        }
      }
      for (const [key, phases] of threads) expect(`${key} ${phases}`).toMatch(/ ([bd]+[cd]*e)*([bd]+[cd]*)?$/)
    }),
    { numRuns: 40 },
  )
}, 60_000)

test('the order of what happens at once does not matter', () => {
  const reversed = (facts: AlertFacts): AlertFacts => ({
    ...facts,
    notices: facts.notices.toReversed(),
    ailments: facts.ailments.toReversed(),
    verdict: facts.verdict && { ...facts.verdict, viewers: facts.verdict.viewers.toReversed() },
  })
  const told = ({ steps }: ReturnType<typeof play>) =>
    steps.map(({ outgoing }) =>
      outgoing
        .map(({ message, recipient: to }) => [to, message])
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    )
  fc.assert(
    fc.property(turns, (all) => {
      expect(told(play(all, POLICY, reversed))).toEqual(told(play(all, POLICY)))
    }),
    { numRuns: 20 },
  )
}, 60_000)

test('every event has a decision for everybody a rule could mean, and every message a decision', () => {
  fc.assert(
    fc.property(turns, (all) => {
      const { steps } = play(all, POLICY)
      const decisions = steps.flatMap((step) => step.decisions)
      const told = new Set(decisions.flatMap(({ message }) => message ?? []))
      const sent = steps.flatMap(({ outgoing }) => outgoing.map(({ message }) => message.id))
      expect([...told].sort()).toEqual([...sent].sort())
      for (const { event, outcome, untilAt, at } of decisions)
        if (outcome === 'held' && untilAt !== null) expect(untilAt, event).toBeGreaterThan(at)
    }),
    { numRuns: 40 },
  )
}, 60_000)
