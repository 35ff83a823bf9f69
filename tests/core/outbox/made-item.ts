import fc from 'fast-check'
import { type Message, SEVERITIES } from '../../../src/core/alert/message.ts'
import type { OutboxItem } from '../../../src/core/outbox/item.ts'

export const NOON = Date.UTC(2026, 3, 6, 3, 0)

/** A message that says little. */
export const messageOf = (changes: Partial<Message> = {}): Message => ({
  id: 'message-1',
  thread: 'incident:1',
  kind: 'outage',
  severity: 'critical',
  phase: 'begin',
  isDrill: false,
  at: NOON,
  headline: { ja: 'LINE WORKS にログインできません', en: 'LINE WORKS login fails' },
  lead: { ja: '9時5分からです。', en: 'Since 9:05.' },
  facts: [],
  advice: [],
  links: [],
  ...changes,
})

export const itemOf = (changes: Partial<OutboxItem> = {}, message: Partial<Message> = {}): OutboxItem => ({
  message: messageOf(message),
  recipient: 'help-desk',
  locale: 'ja',
  ways: [
    { channel: 'bot', to: 'channel-1' },
    { channel: 'mail', to: 'help@example.com' },
  ],
  createdAt: NOON,
  expiresAt: null,
  ...changes,
})

const way = fc.record({ channel: fc.constantFrom('bot', 'mail', 'chat', 'sms'), to: fc.constant(null) })

export const anyItem = fc
  .record({
    ways: fc.array(way, { minLength: 1, maxLength: 4 }),
    severity: fc.constantFrom(...SEVERITIES),
    lifeMs: fc.option(fc.integer({ min: 0, max: 100 * 3_600_000 })),
  })
  .map(({ ways, severity, lifeMs }) =>
    itemOf({ ways, expiresAt: lifeMs === null ? null : NOON + lifeMs }, { severity }),
  )
