import { expect, test } from 'vitest'
import { playAlerts, policyOf, recipient, rule } from './play.ts'

const MANY = 4_000

test('thousands who subscribed are told of one outage and its end, and nobody twice', () => {
  const ids = Array.from({ length: MANY }, (_, index) => `subscriber:${index}`)
  const base = policyOf([rule('subscription', ['outage', 'company-network'], ids)])
  const policy = { ...base, recipients: ids.map((id) => recipient(id, { isSubscriber: true })) }
  const play = playAlerts(policy)
  const both = {
    service: 'outage',
    sites: { tokyo: 'outage', osaka: 'company_network', fukuoka: 'company_network' },
  } as const
  const started = performance.now()
  for (const time of ['10:00:00', '10:00:30', '10:01:00']) play.at(`11-24T${time}`, both)
  for (const time of ['11:00:00', '11:00:30', '11:01:00']) play.at(`11-24T${time}`)
  const tookMs = performance.now() - started
  const messages = play.messages()
  // Outage, two networks as one, and the end of each.
  expect(messages).toHaveLength(4 * MANY)
  expect(new Set(messages.map(({ message }) => message.id)).size).toBe(4 * MANY)
  expect(play.memory().ledger).toEqual([])
  // Seconds, not minutes: nothing in it may grow with the square of the recipients.
  expect(tookMs).toBeLessThan(30_000)
})
