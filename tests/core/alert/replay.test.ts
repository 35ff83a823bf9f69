import { expect, test } from 'vitest'
import { drillOf } from '../../../src/core/alert/drill.ts'
import { type AlertHistory, type PastChange, replay } from '../../../src/core/alert/replay.ts'
import { timeOf } from '../../../src/core/time-text.ts'
import { calendarOf, policyOf, recipient, rule, SITES } from './play.ts'
import { maintenanceNotice } from './pretend-verdict.ts'

const at = (text: string) => Date.parse(`2026-${text}+09:00`)
const service = (time: string, to: PastChange['to']): PastChange => ({
  at: at(time),
  since: at(time),
  subject: { kind: 'service' },
  to,
})
const site = (time: string, to: PastChange['to']): PastChange => ({
  at: at(time),
  since: at(time),
  subject: { kind: 'viewer', vantage: 'osaka' },
  to,
})

const HISTORY: AlertHistory = {
  fromAt: at('11-01T00:00:00'),
  toAt: at('11-28T00:00:00'),
  changes: [
    service('11-01T00:00:00', 'operational'),
    site('11-01T00:00:00', 'operational'),
    service('11-10T02:00:00', 'outage'),
    site('11-10T02:00:00', 'outage'),
    { at: at('11-10T02:00:00'), since: null, subject: { kind: 'component', component: 'login' }, to: 'outage' },
    service('11-10T03:00:00', 'operational'),
    site('11-10T03:00:00', 'operational'),
    site('11-12T10:00:00', 'company_network'),
    site('11-12T11:00:00', 'operational'),
  ],
  notices: [
    maintenanceNotice({
      id: 'm',
      seenAt: at('11-18T10:00:00'),
      startAt: at('11-20T02:00:00'),
      endAt: at('11-20T04:00:00'),
    }),
  ],
  sites: SITES,
}
const told = (rules: Parameters<typeof policyOf>[0]) =>
  replay(HISTORY, policyOf(rules), calendarOf()).outgoing.map(({ message, recipient: to }) => {
    const day = new Date(message.at + 9 * 3_600_000).toISOString().slice(8, 10)
    return `${day} ${timeOf(message.at, 'Asia/Tokyo')} ${to} ${message.kind}`
  })

test('the past, told by other rules', () => {
  expect(told([rule('all', ['outage', 'company-network', 'maintenance'], ['desk'])])).toEqual([
    '10 02:00 desk outage',
    '10 03:00 desk recovered',
    '12 10:01 desk company-network',
    '12 11:00 desk company-network-recovered',
    '18 10:00 desk maintenance-announced',
    '19 02:00 desk maintenance-reminder',
    '20 01:45 desk maintenance-reminder',
    '20 02:00 desk maintenance-started',
    '20 04:00 desk maintenance-ended',
  ])
  expect(told([rule('day', ['outage', 'company-network'], ['desk'], { hours: 'business', missed: 'drop' })])).toEqual([
    '12 10:01 desk company-network',
    '12 11:00 desk company-network-recovered',
  ])
})

test('a rehearsal goes to everybody by each of their ways, and says that it is one', () => {
  const ways = [
    { channel: 'bot', to: 'x' },
    { channel: 'mail', to: 'x@example.co.jp' },
  ]
  const drill = drillOf(
    [recipient('desk', { ways }), recipient('someone', { isSubscriber: true })],
    at('11-28T10:00:00'),
  )
  expect(drill.map((one) => [one.recipient, one.ways.map(({ channel }) => channel)])).toEqual([
    ['desk', ['bot']],
    ['desk', ['mail']],
  ])
  expect(drill.every(({ message }) => message.isDrill && message.phase === 'once')).toBe(true)
  expect(new Set(drill.map(({ message }) => message.id)).size).toBe(2)
})
