import { expect, test } from 'vitest'
import type { Agent } from '../../../src/core/agent.ts'
import type { Ailment } from '../../../src/core/alert/event.ts'
import { USUAL_POLICY } from '../../../src/core/alert/policy.ts'
import { USUAL_LIMITS } from '../../../src/core/incident/incident.ts'
import { observationOf } from '../../../src/core/observation.ts'
import {
  agentConditions,
  ailmentsOf,
  certificatesOf,
  channelConditions,
  createSourceWatches,
} from '../../../src/jobs/alerting/ailments.ts'
import { withSubscribers } from '../../../src/jobs/alerting/subscriber-policy.ts'
import { unreadHealth } from '../../../src/sources/health.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 3, 6)
const title = { ja: 'お知らせ', en: 'Notices' }
const known: Ailment = { topic: 'source', key: 'notices', title, sinceAt: 1, detail: null, expiresAt: null }

test('what nobody knows yet stays as it was; what is taken out of the configuration ails no more', () => {
  const of = { topic: 'source', key: 'notices' } as const
  expect(ailmentsOf([{ ...of, state: 'unknown' }], [known])).toEqual([known])
  expect(ailmentsOf([{ ...of, state: 'unknown' }], [])).toEqual([])
  expect(ailmentsOf([{ ...of, state: 'well' }], [known])).toEqual([])
  expect(ailmentsOf([{ topic: 'source', key: 'other', state: 'unknown' }], [known])).toEqual([])
  expect(ailmentsOf([{ ...of, state: 'ill', ailment: { ...known, sinceAt: 2 } }], [known])).toMatchObject([
    { sinceAt: 2 },
  ])
})

test('a source ails when it lastingly cannot be read, with the reason in words', () => {
  const watches = createSourceWatches([{ id: 'notices', title }])
  const state = () => watches.conditions()[0]!.state
  const unreadable = { ...unreadHealth('notices'), state: 'unreadable', reason: 'no-marker' } as const
  expect(state()).toBe('unknown')
  watches.hear(unreadable, NOW)
  watches.hear(unreadable, NOW + MINUTE)
  expect(state()).toBe('unknown')
  watches.hear(unreadable, NOW + 2 * MINUTE)
  expect(watches.conditions()[0]).toMatchObject({ state: 'ill', ailment: { key: 'notices', sinceAt: NOW, title } })
  watches.hear({ ...unreadable, state: 'readable', reason: null }, NOW + 3 * MINUTE)
  expect(state()).toBe('well')
})

const agentOf = (id: string, lastSeenAt: number | null, changes: Partial<Agent> = {}): Agent => ({
  ...{ id, title: { ja: id, en: id }, scope: 'observe', createdAt: 0, enrolledAt: NOW - 60 * MINUTE, lastSeenAt },
  ...{ revokedAt: null, clockOffsetMs: 0, version: '0.1.0', ...changes },
})

test('an agent is silent only when this server could have heard it', () => {
  const agents = [
    agentOf('speaks', NOW - MINUTE),
    agentOf('silent', NOW - 20 * MINUTE),
    agentOf('never', null),
    agentOf('revoked', null, { revokedAt: NOW }),
    agentOf('waits', null, { enrolledAt: null }),
  ]
  const at = { at: NOW, intervalMs: 30_000 }
  const states = (heardSinceAt: number) =>
    agentConditions(agents, { ...at, heardSinceAt }).map(({ key, state }) => [key, state])
  expect(states(NOW - 30 * MINUTE)).toEqual([
    ['speaks', 'well'],
    ['silent', 'ill'],
    ['never', 'ill'],
  ])
  // The server itself was away until a minute ago.
  expect(states(NOW - MINUTE).map(([, state]) => state)).toEqual(['well', 'unknown', 'unknown'])
})

test('a channel that was not tried since the start is not known to work', () => {
  const failing = [{ channel: 'bot', sinceAt: NOW, reason: 'not-admitted' }]
  const conditions = channelConditions(['bot', 'mail', 'chat'], failing, new Set(['bot', 'mail']))
  expect(conditions.map(({ key, state }) => [key, state])).toEqual([
    ['bot', 'ill'],
    ['mail', 'well'],
    ['chat', 'unknown'],
  ])
  expect(conditions[0]).toMatchObject({ ailment: { detail: { en: 'it refuses the password or token' } } })
})

test('of each target the certificate that ends first counts, and none of a control site', () => {
  const tls = (validToAt: number | null) => ({
    ...{ issuer: 'CA', subject: 'auth.example.com', altNames: [], validFromAt: 0, validToAt },
    ...{ fingerprint256: null, protocol: 'TLSv1.3', chain: [] },
  })
  const look = (target: string, role: 'service' | 'control', validToAt: number | null) =>
    observationOf({ target, role, kind: 'tls', vantage: 'tokyo', at: NOW }, { tls: tls(validToAt) })
  const looks = [
    look('login', 'service', 200),
    look('login', 'service', 100),
    look('api', 'service', null),
    look('elsewhere', 'control', 50),
  ]
  expect(certificatesOf(looks)).toEqual([{ target: 'login', host: 'auth.example.com', expiresAt: 100 }])
})

test('those who want the same share one rule', () => {
  const policy = { ...USUAL_POLICY, incident: USUAL_LIMITS, publicUrl: null, recipients: [], rules: [] }
  const wish = (id: string, components: ['login'] | null) => ({
    ...{ id, address: `${id}@example.com`, locale: 'ja' as const, createdAt: 0, confirmedAt: 0 },
    choice: { events: null, components, sites: null },
  })
  const list = [wish('a', null), wish('b', ['login']), wish('c', null)]
  const { recipients, rules } = withSubscribers(policy, list, 'mail')
  expect(recipients.map(({ id, ways }) => [id, ways[0]!.to])).toEqual([
    ['subscriber:a', 'a@example.com'],
    ['subscriber:b', 'b@example.com'],
    ['subscriber:c', 'c@example.com'],
  ])
  expect(rules.map(({ to, components }) => [to, components])).toEqual([
    [['subscriber:a', 'subscriber:c'], null],
    [['subscriber:b'], ['login']],
  ])
  expect(withSubscribers(policy, list, null)).toBe(policy)
})
