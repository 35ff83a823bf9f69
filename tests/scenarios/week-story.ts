import type { Decision } from '../../src/core/alert/decision.ts'
import type { Dispatch } from '../../src/core/alert/dispatch.ts'
import { EVENT_GROUPS } from '../../src/core/alert/event.ts'
import type { AlertFacts, HumanAct } from '../../src/core/alert/facts.ts'
import { type AlertMemory, emptyAlertMemory } from '../../src/core/alert/memory.ts'
import { MINUTE_MS, type Recipient } from '../../src/core/alert/policy.ts'
import { stepAlerts } from '../../src/core/alert/step-alerts.ts'
import { dateOf, timeOf } from '../../src/core/time-text.ts'
import { calendarOf, policyOf, recipient, rule, SITES } from '../core/alert/play.ts'
import { type Saying, verdictSaying } from '../core/alert/pretend-verdict.ts'

const BY_BOT_FIRST: Partial<Recipient> = {
  ways: [
    { channel: 'bot', to: 'help-desk' },
    { channel: 'mail', to: 'help@example.co.jp' },
  ],
}
const POLICY = {
  ...policyOf([
    rule('service', ['outage', 'degraded', 'flapping', 'maintenance'], ['help-desk'], {
      remindMs: 60 * MINUTE_MS,
      escalate: { afterMs: 30 * MINUTE_MS, to: ['boss'] },
    }),
    rule('staff', ['outage', 'maintenance'], ['staff'], { hours: 'not-quiet', severity: 'info' }),
    rule('network', ['company-network', 'acknowledged'], ['network']),
    rule(
      'machinery',
      EVENT_GROUPS.filter((group) => ['source', 'agent', 'certificate', 'delivery'].includes(group)),
      ['administrator'],
    ),
  ]),
  recipients: [
    recipient('help-desk', BY_BOT_FIRST),
    recipient('staff'),
    recipient('network'),
    recipient('administrator'),
    recipient('boss', { locale: 'en' }),
  ],
}

/** A stretch of time that is told by saying what is so, and letting it pass. */
export interface Story {
  /** What the judge says from now on. */
  say(saying: Omit<Saying, 'at' | 'since'>): void
  know(facts: Partial<Pick<AlertFacts, 'notices' | 'ailments'>>): void
  acknowledge(owner: string, note: string): void
  until(at: number): void
  pass(minutes: number): void
  /** Nothing is looked at until then. */
  sleepUntil(at: number): void
  /** One line a message: day, time, recipient, ways, phase, headline. */
  table(): string
  decisions(): readonly Decision[]
}

/** How often something is looked at, and the fold is stepped. */
const STEP_MS = 30_000

export function tellWeek(startAt: number): Story {
  const calendar = calendarOf()
  let memory: AlertMemory = emptyAlertMemory()
  let now = startAt
  let saying: Omit<Saying, 'at'> = { since: startAt }
  let facts: Pick<AlertFacts, 'notices' | 'ailments'> = { notices: [], ailments: [] }
  let acts: readonly HumanAct[] = []
  let awayMs: number | null = null
  const sent: Dispatch[] = []
  const decisions: Decision[] = []

  const step = () => {
    const verdict = verdictSaying({ at: now, ...saying })
    const done = stepAlerts(
      memory,
      { at: now, verdict, certificates: [], acts, sites: SITES, awayMs, ...facts },
      POLICY,
      calendar,
    )
    // As after a restart, each time: nothing but what is stored goes on.
    memory = JSON.parse(JSON.stringify(done.memory)) as AlertMemory
    sent.push(...done.outgoing)
    decisions.push(...done.decisions)
    acts = []
    awayMs = null
  }
  const until = (at: number) => {
    for (; now < at; now += STEP_MS) step()
  }
  return {
    say: (next) => {
      saying = { ...next, since: now }
    },
    know: (more) => {
      facts = { ...facts, ...more }
    },
    acknowledge(owner, note) {
      const incident = memory.incidents.find(({ state }) => state === 'open')!.id
      acts = [{ kind: 'acknowledge', at: now, by: owner, incident, owner, note }]
    },
    until,
    pass: (minutes) => until(now + minutes * MINUTE_MS),
    sleepUntil(at) {
      awayMs = at - now
      now = at
    },
    table: () => `\n${sent.map(lineOf).join('\n')}\n`,
    decisions: () => decisions,
  }
}

const lineOf = ({ message, recipient: to, ways, locale }: Dispatch): string => {
  const day = dateOf(message.at, 'Asia/Tokyo').slice(8)
  const time = timeOf(message.at, 'Asia/Tokyo', true)
  return `${day} ${time} ${to} [${ways.map(({ channel }) => channel).join('>')}] ${message.phase}: ${message.headline[locale]}`
}
