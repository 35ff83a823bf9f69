import { expect, test } from 'vitest'
import type { Decision } from '../../../src/core/alert/decision.ts'
import type { AlertEvent } from '../../../src/core/alert/event.ts'
import { emptyAlertMemory } from '../../../src/core/alert/memory.ts'
import type { Incident } from '../../../src/core/incident/incident.ts'
import type { KeptWindow } from '../../../src/core/maintenance/window.ts'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'

const DAY = 86_400_000

const incidentOf = (id: string, changes: Partial<Incident> = {}): Incident => ({
  id,
  scope: { kind: 'service' },
  state: 'open',
  condition: 'outage',
  worst: 'outage',
  raw: 'trouble',
  culprit: 'service',
  startedAt: 10 * DAY,
  suspectedAt: 10 * DAY,
  openedAt: 10 * DAY + 60_000,
  recoveringAt: null,
  endedAt: null,
  resolvedAt: null,
  spells: [],
  isFlapping: false,
  isUnseen: false,
  components: ['login'],
  sites: [],
  confidence: 0.9,
  advice: ['wait'],
  acknowledgement: null,
  updates: [],
  notices: [],
  mergedInto: null,
  timeline: [],
  changedAt: 10 * DAY,
  ...changes,
})

const windowOf = (
  id: string,
  startAt: number,
  endAt: number | null,
  changes: Partial<KeptWindow> = {},
): KeptWindow => ({
  id,
  plan: {
    ...{
      id,
      origin: 'notice',
      notice: null,
      title: { ja: '定期メンテナンス', en: 'Maintenance' },
      url: null,
      startAt,
      endAt,
    },
    ...{ components: ['all'], affectsLogin: true, said: 'scheduled' },
  },
  state: 'announced',
  knownAt: 0,
  startedAt: null,
  endedAt: null,
  endConfirmed: false,
  overrunAt: null,
  failingFrom: null,
  failingTo: null,
  reminded: [],
  calledOverAt: null,
  changedAt: 0,
  ...changes,
})

const decisionOf = (n: number, changes: Partial<Decision> = {}): Decision => ({
  at: n,
  event: `event-${n}`,
  kind: 'outage',
  thread: 'incident:1',
  severity: 'critical',
  recipient: 'help-desk',
  outcome: 'told',
  reason: 'rule',
  rule: 'line-works',
  message: `message-${n}`,
  untilAt: null,
  ...changes,
})

export function alertsContract(database: DatabaseName): void {
  const opened = async () => openedStore({ url: await emptyDatabase(database) })
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id)

  test('an incident is one row, in its newest form; suspicions that came to nothing are asked for', async () => {
    const { incidents } = await opened()
    const first = incidentOf('a')
    const over = { ...first, state: 'resolved' as const, endedAt: 11 * DAY, resolvedAt: 11 * DAY }
    const nothing = incidentOf('b', { state: 'resolved', openedAt: null, startedAt: 12 * DAY, endedAt: 12 * DAY })
    await incidents.put([first, nothing])
    await incidents.put([over, incidentOf('c', { startedAt: 13 * DAY, scope: { kind: 'site', vantage: 'osaka' } })])
    expect(await incidents.find('a')).toEqual(over)
    expect(await incidents.find('z')).toBeNull()
    expect(ids(await incidents.recent({}))).toEqual(['c', 'a'])
    expect(ids(await incidents.recent({ withSuspicions: true, limit: 2 }))).toEqual(['c', 'b'])
    expect(ids(await incidents.recent({ beforeAt: 13 * DAY }))).toEqual(['a'])
    expect(ids(await incidents.during({ fromAt: 10 * DAY, toAt: 11 * DAY }))).toEqual(['a'])
    expect(ids(await incidents.during({ fromAt: 11 * DAY, toAt: 13 * DAY }))).toEqual([])
    // One that goes on reaches on for ever.
    expect(ids(await incidents.during({ fromAt: 90 * DAY, toAt: 91 * DAY }))).toEqual(['c'])
  })

  test('windows are found by their plan and by what became of them', async () => {
    const { windows } = await opened()
    const planned = windowOf('planned', 10 * DAY, 11 * DAY)
    const late = windowOf('late', 10 * DAY, 11 * DAY, { state: 'ended', startedAt: 10 * DAY, endedAt: 12 * DAY })
    await windows.put([planned, late, windowOf('open', 20 * DAY, null), windowOf('over', 1, 2, { state: 'overrun' })])
    expect(ids(await windows.during({ fromAt: 11 * DAY, toAt: 12 * DAY }))).toEqual(['over', 'late'])
    expect(ids(await windows.during({ fromAt: 50 * DAY, toAt: 51 * DAY }))).toEqual(['over', 'open'])
    await windows.put([{ ...planned, state: 'cancelled' }])
    expect((await windows.find('planned'))!.state).toBe('cancelled')
  })

  test('what the fold remembers is what it was last given; acts are handed out once, in their order', async () => {
    const { alerts } = await opened()
    expect(await alerts.memory()).toBeNull()
    const memory = { ...emptyAlertMemory(), at: 5, spoken: { 'rule\nhelp-desk': 4 } }
    await alerts.remember(emptyAlertMemory())
    await alerts.remember(memory)
    expect(await alerts.memory()).toEqual(memory)
    const act = { kind: 'merge', by: 'tanaka', incident: 'a', into: 'b' } as const
    await alerts.addAct({ ...act, at: 2 })
    await alerts.addAct({ ...act, at: 1 })
    expect((await alerts.takeActs()).map(({ at }) => at)).toEqual([2, 1])
    expect(await alerts.takeActs()).toEqual([])
  })

  test('every decision is found by whom it is about and what it is about, newest first', async () => {
    const { decisions, alerts } = await opened()
    const held = decisionOf(2, { outcome: 'held', reason: 'hours', message: null, recipient: 'managers' })
    await decisions.append([decisionOf(1), held, decisionOf(3)])
    const all = { fromAt: 0, toAt: 100 }
    expect(await decisions.range(all)).toEqual([decisionOf(3), held, decisionOf(1)])
    expect(await decisions.range({ ...all, recipient: 'managers' })).toEqual([held])
    expect(await decisions.range({ ...all, message: 'message-1' })).toEqual([decisionOf(1)])
    expect(await decisions.range({ ...all, event: 'event-3' })).toEqual([decisionOf(3)])
    expect(await decisions.range({ fromAt: 1, toAt: 3, thread: 'incident:1', limit: 1 })).toEqual([held])
    const event = { id: 'event-1', at: 1, kind: 'outage', thread: 'incident:1' } as AlertEvent
    await alerts.addEvents([event, { ...event, id: 'event-3', at: 3 }])
    await alerts.addEvents([event])
    expect(ids(await alerts.events({ ...all, thread: 'incident:1' }))).toEqual(['event-3', 'event-1'])
    expect(await alerts.findEvent('event-1')).toEqual(event)
    expect(await decisions.pruneBefore(3)).toBe(3)
    expect(await decisions.range(all)).toEqual([decisionOf(3)])
  })

  test('a wish counts when it is confirmed in time, and an address has one subscription', async () => {
    const { subscriptions } = await opened()
    const choice = { events: null, components: ['login'], sites: null } as const
    const wish = { id: 'one', address: 'a@example.com', locale: 'ja', choice, createdAt: 1 } as const
    await subscriptions.ask({ ...wish, tokenHash: 'hash-1', expiresAt: 10 })
    expect(await subscriptions.asked('hash-1', 9)).toEqual(wish)
    expect(await subscriptions.asked('hash-1', 10)).toBeNull()
    expect(await subscriptions.confirm('hash-2', 5)).toBeNull()
    expect(await subscriptions.confirm('hash-1', 5)).toEqual({ ...wish, confirmedAt: 5 })
    expect(await subscriptions.confirm('hash-1', 5)).toBeNull()
    await subscriptions.ask({ ...wish, id: 'two', tokenHash: 'hash-3', expiresAt: 20 })
    await subscriptions.ask({
      ...wish,
      id: 'three',
      tokenHash: 'hash-4',
      expiresAt: 20,
      choice: { ...choice, sites: ['x'] },
    })
    expect(await subscriptions.asked('hash-3', 11)).toBeNull()
    expect(await subscriptions.confirm('hash-4', 11)).toMatchObject({ id: 'one', choice: { sites: ['x'] } })
    expect(ids(await subscriptions.all())).toEqual(['one'])
    expect(await subscriptions.end('one')).toBe(true)
    expect(await subscriptions.end('one')).toBe(false)
    await subscriptions.ask({ ...wish, tokenHash: 'hash-5', expiresAt: 30 })
    expect(await subscriptions.pruneExpired(30)).toBe(1)
  })
}
