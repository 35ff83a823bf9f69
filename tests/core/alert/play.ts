import type { AlertEvent } from '../../../src/core/alert/event.ts'
import type { AlertFacts, AlertStep } from '../../../src/core/alert/facts.ts'
import { type AlertMemory, emptyAlertMemory } from '../../../src/core/alert/memory.ts'
import { type AlertPolicy, type Recipient, type Rule, USUAL_POLICY } from '../../../src/core/alert/policy.ts'
import { stepAlerts } from '../../../src/core/alert/step-alerts.ts'
import { type Calendar, type Hours, USUAL_HOURS } from '../../../src/core/calendar.ts'
import { USUAL_LIMITS } from '../../../src/core/incident/incident.ts'
import { timeOf } from '../../../src/core/time-text.ts'
import { createCalendar } from '../../../src/platform/calendar/create-calendar.ts'
import { type Saying, verdictSaying } from './pretend-verdict.ts'

export const SITES = {
  tokyo: { ja: '東京', en: 'Tokyo' },
  osaka: { ja: '大阪', en: 'Osaka' },
  fukuoka: { ja: '福岡', en: 'Fukuoka' },
} as const

export const recipient = (id: string, over: Partial<Recipient> = {}): Recipient => ({
  id,
  locale: 'ja',
  ways: [{ channel: 'mail', to: `${id}@example.co.jp` }],
  mutedUntil: null,
  isSubscriber: false,
  ...over,
})

export const rule = (name: string, events: Rule['events'], to: readonly string[], over: Partial<Rule> = {}): Rule => ({
  name,
  events,
  severity: 'info',
  components: null,
  sites: null,
  hours: 'always',
  missed: 'digest',
  to,
  remindMs: null,
  escalate: null,
  throttleMs: null,
  ...over,
})

export const policyOf = (rules: readonly Rule[], over: Partial<AlertPolicy> = {}): AlertPolicy => ({
  ...USUAL_POLICY,
  incident: USUAL_LIMITS,
  publicUrl: 'https://dotchi.example.co.jp',
  recipients: [...new Set(rules.flatMap(({ to, escalate }) => [...to, ...(escalate?.to ?? [])]))].map((id) =>
    recipient(id),
  ),
  rules,
  ...over,
})

/** Tokyo's calendar with the usual hours, whoever asks. */
export const calendarOf = (hours: Hours = USUAL_HOURS): Calendar => createCalendar('Asia/Tokyo', hours)
const CALENDAR = calendarOf()

/** Steps through time by hand. `story`: one line a message, one line a decision. */
export function playAlerts(policy: AlertPolicy, calendar: Calendar = CALENDAR) {
  let memory: AlertMemory = emptyAlertMemory()
  let lasting: Partial<AlertFacts> = {}
  const steps: AlertStep[] = []
  const at = (
    time: string | number,
    saying: Omit<Saying, 'at'> | null = {},
    facts: Partial<AlertFacts> = {},
  ): AlertStep => {
    const now = typeof time === 'number' ? time : Date.parse(`2026-${time}+09:00`)
    const step = stepAlerts(
      // As the store gives it back.
      JSON.parse(JSON.stringify(memory)) as AlertMemory,
      {
        at: now,
        verdict: saying && verdictSaying({ at: now, ...saying }),
        notices: [],
        ailments: [],
        certificates: [],
        acts: [],
        sites: SITES,
        awayMs: null,
        ...lasting,
        ...facts,
      },
      policy,
      calendar,
    )
    memory = step.memory
    steps.push(step)
    return step
  }
  return {
    at,
    /** From now on these facts hold at every step. */
    know: (facts: Partial<AlertFacts>) => {
      lasting = { ...lasting, ...facts }
    },
    memory: () => memory,
    steps,
    events: (): readonly AlertEvent[] => steps.flatMap(({ events }) => events),
    messages: () => steps.flatMap(({ outgoing }) => outgoing),
    /** `08:42 help-desk begin 【障害】…` */
    story: (): readonly string[] =>
      steps.flatMap(({ outgoing }) =>
        outgoing.map(
          ({ message, recipient: to }) =>
            `${timeOf(message.at, 'Asia/Tokyo', true)} ${to} ${message.phase} ${message.headline.ja}`,
        ),
      ),
    /** `08:42 help-desk outage held hours` */
    reasons: (): readonly string[] =>
      steps.flatMap(({ decisions }) =>
        decisions.map(
          (one) => `${timeOf(one.at, 'Asia/Tokyo', true)} ${one.recipient} ${one.kind} ${one.outcome} ${one.reason}`,
        ),
      ),
  }
}
