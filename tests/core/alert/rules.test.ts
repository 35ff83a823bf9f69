import { expect, test } from 'vitest'
import type { Ailment } from '../../../src/core/alert/event.ts'
import { playAlerts, policyOf, rule } from './play.ts'
import { maintenanceNotice } from './pretend-verdict.ts'

const OUTAGE = { service: 'outage' } as const
const MINUTE = 60_000
const ailment = (topic: Ailment['topic'], key: string, since: string): Ailment => ({
  topic,
  key,
  title: { ja: `${key}（題）`, en: key },
  sinceAt: Date.parse(`2026-${since}+09:00`),
  detail: null,
  expiresAt: null,
})

test('one outage over three offices is one message to each, and its end is another', () => {
  const play = playAlerts(policyOf([rule('all', ['outage'], ['desk', 'boss'])]))
  play.at('11-24T08:42:00', OUTAGE)
  play.at('11-24T08:42:30', OUTAGE)
  play.at('11-24T09:20:00')
  play.at('11-24T09:20:30')
  expect(play.story()).toEqual([
    '08:42:30 desk begin 【障害】LINE WORKS にログインできません（8:42から）',
    '08:42:30 boss begin 【障害】LINE WORKS にログインできません（8:42から）',
    '09:20:30 desk end 【復旧】LINE WORKS は正常に戻りました（8:42〜9:20、38分間）',
    '09:20:30 boss end 【復旧】LINE WORKS は正常に戻りました（8:42〜9:20、38分間）',
  ])
  expect(play.messages().map(({ message }) => message.thread)).toEqual(
    Array(4).fill(play.messages()[0]!.message.thread),
  )
  expect(new Set(play.messages().map(({ message }) => message.id)).size).toBe(4)
})

test('every hurdle has its reason', () => {
  const play = playAlerts(
    policyOf([
      rule('network', ['company-network'], ['network']),
      rule('critical', ['degraded'], ['strict'], { severity: 'critical' }),
      rule('mail', ['degraded'], ['mailers'], { components: ['mail'] }),
      rule('osaka', ['degraded'], ['osaka'], { sites: ['osaka'] }),
    ]),
  )
  const degraded = {
    service: 'degraded',
    failing: ['talk'],
    sites: { tokyo: 'degraded', osaka: 'operational' },
  } as const
  play.at('11-24T08:42:00', degraded)
  play.at('11-24T08:42:30', degraded)
  expect(play.reasons().filter((line) => line.includes('degraded'))).toEqual([
    '08:42:30 network degraded not no-rule',
    '08:42:30 strict degraded not severity',
    '08:42:30 mailers degraded not component',
    '08:42:30 osaka degraded not site',
  ])
})

test('who is muted hears no beginning, and who heard one hears its end', () => {
  const policy = policyOf([rule('all', ['outage'], ['desk'])])
  const muted = {
    ...policy,
    recipients: [{ ...policy.recipients[0]!, mutedUntil: Date.parse('2026-11-24T10:00:00+09:00') }],
  }
  const play = playAlerts(muted)
  play.at('11-24T08:42:00', OUTAGE)
  play.at('11-24T08:42:30', OUTAGE)
  play.at('11-24T09:20:00')
  play.at('11-24T09:20:30')
  expect(play.story()).toEqual([])
  expect(play.reasons()).toEqual([
    '08:42:00 desk suspected not no-rule',
    '08:42:30 desk outage not muted',
    '09:20:30 desk recovered not nothing-begun',
  ])
})

test('a beginning at night waits for the morning, if it still goes on', () => {
  const play = playAlerts(policyOf([rule('day', ['outage'], ['desk'], { hours: 'business' })]))
  play.at('11-24T02:00:00', OUTAGE)
  play.at('11-24T02:00:30', OUTAGE)
  play.at('11-24T08:59:59', OUTAGE)
  play.at('11-24T09:00:00', OUTAGE)
  expect(play.story()).toEqual(['09:00:00 desk begin 【障害】LINE WORKS にログインできません（2:00から）'])
  expect(play.reasons().slice(1)).toEqual(['02:00:30 desk outage held hours', '09:00:00 desk outage told released'])
})

test.each([
  ['digest', ['09:00:00 desk once 【まとめ】終わったもの1件：LINE WORKS の障害（2:00〜3:00、1時間）']],
  ['drop', []],
] as const)('what is over before morning is told by its rule: %s', (missed, expected) => {
  const play = playAlerts(policyOf([rule('day', ['outage'], ['desk'], { hours: 'business', missed })]))
  play.at('11-24T02:00:00', OUTAGE)
  play.at('11-24T02:00:30', OUTAGE)
  play.at('11-24T03:00:00')
  play.at('11-24T03:00:30')
  play.at('11-24T09:00:00')
  expect(play.story()).toEqual(expected)
  expect(play.memory().ledger).toEqual([])
})

test('an end is told at night to those who were told of the beginning', () => {
  const play = playAlerts(policyOf([rule('day', ['outage'], ['desk'], { hours: 'not-quiet' })]))
  play.at('11-24T21:50:00', OUTAGE)
  play.at('11-24T21:50:30', OUTAGE)
  play.at('11-24T23:30:00')
  play.at('11-24T23:30:30')
  expect(play.story().map((line) => line.slice(0, 20))).toEqual(['21:50:30 desk begin ', '23:30:30 desk end 【復'])
})

test('trouble of several offices at about the same time is one message, and so is its end', () => {
  const play = playAlerts(policyOf([rule('network', ['company-network'], ['network'])]))
  const sites = (tokyo: boolean, osaka: boolean, fukuoka: boolean) => ({
    sites: {
      tokyo: tokyo ? ('company_network' as const) : ('operational' as const),
      osaka: osaka ? ('company_network' as const) : ('operational' as const),
      fukuoka: fukuoka ? ('company_network' as const) : ('operational' as const),
    },
  })
  play.at('11-24T10:00:00', sites(true, false, false))
  play.at('11-24T10:00:10', sites(true, true, false))
  play.at('11-24T10:00:30', sites(true, true, false))
  play.at('11-24T10:00:40', sites(true, true, false))
  play.at('11-24T10:01:00', sites(true, true, false))
  play.at('11-24T10:01:10', sites(true, true, true))
  // A third one joins them later, in the same thread.
  play.at('11-24T10:01:40', sites(true, true, true))
  play.at('11-24T10:02:10', sites(true, true, true))
  play.at('11-24T10:30:00', sites(false, false, true))
  play.at('11-24T10:30:30', sites(false, false, true))
  play.at('11-24T10:31:00', sites(false, false, false))
  play.at('11-24T10:31:30', sites(false, false, false))
  expect(play.story()).toEqual([
    '10:01:00 network begin 【社内】大阪・東京のプロキシで LINE WORKS への通信が止まっています（10:00から）',
    '10:02:10 network change 【社内】福岡のプロキシで LINE WORKS への通信が止まっています（10:01から）',
    '10:31:00 network change 【復旧】大阪・東京の社内ネットワークは正常に戻りました（10:00〜10:30、30分間）',
    '10:31:30 network end 【復旧】福岡の社内ネットワークは正常に戻りました（10:01〜10:31、30分間）',
  ])
  expect(new Set(play.messages().map(({ message }) => message.thread)).size).toBe(1)
})

test('an office that is back in trouble before its end was told was never well for them', () => {
  const play = playAlerts(policyOf([rule('network', ['company-network'], ['network'])]))
  const both = { sites: { tokyo: 'company_network', osaka: 'company_network' } } as const
  const one = { sites: { tokyo: 'company_network', osaka: 'operational' } } as const
  for (const time of ['10:00:00', '10:00:30', '10:01:00']) play.at(`11-24T${time}`, both)
  for (const time of ['10:10:00', '10:10:30']) play.at(`11-24T${time}`, one)
  for (const time of ['10:10:35', '10:11:10', '10:12:00']) play.at(`11-24T${time}`, both)
  expect(play.story()).toHaveLength(1)
  expect(play.reasons().slice(-3)).toEqual([
    '10:10:30 network company-network-recovered held grouping',
    '10:11:10 network company-network-recovered not superseded',
    '10:11:10 network company-network not duplicate',
  ])
})

test('at most one message in the throttle’s time; what relapses waits, its end does not', () => {
  const play = playAlerts(policyOf([rule('calm', ['degraded'], ['desk'], { throttleMs: 30 * MINUTE })]))
  const degraded = { service: 'degraded' } as const
  for (const time of ['10:00:00', '10:00:30']) play.at(`11-24T${time}`, degraded)
  for (const time of ['10:05:00', '10:05:30']) play.at(`11-24T${time}`)
  for (const time of ['10:10:00', '10:10:30']) play.at(`11-24T${time}`, degraded)
  play.at('11-24T10:30:30', degraded)
  expect(play.reasons().filter((line) => !line.includes('suspected'))).toEqual([
    '10:00:30 desk degraded told rule',
    '10:05:30 desk recovered told end-of-told',
    '10:10:30 desk degraded held throttled',
    '10:30:30 desk degraded told released',
  ])
})

test('it is said again while it goes on, until somebody takes it on', () => {
  const play = playAlerts(policyOf([rule('all', ['outage'], ['desk'], { remindMs: 60 * MINUTE })]))
  play.at('11-24T08:00:00', OUTAGE)
  play.at('11-24T08:00:30', OUTAGE)
  play.at('11-24T09:00:00', OUTAGE)
  play.at('11-24T09:00:30', OUTAGE)
  const incident = play.memory().incidents[0]!.id
  const act = { kind: 'acknowledge', at: 0, by: '佐藤', incident, owner: null, note: null } as const
  play.at('11-24T09:30:00', OUTAGE, { acts: [{ ...act, at: Date.parse('2026-11-24T09:30:00+09:00') }] })
  play.at('11-24T12:00:30', OUTAGE)
  expect(play.story().slice(1)).toEqual(['09:00:30 desk change 【継続】LINE WORKS の障害が1時間続いています'])
})

test('when nobody takes it on others are told, once, and hear the end too', () => {
  const play = playAlerts(
    policyOf([rule('all', ['outage'], ['desk'], { escalate: { afterMs: 15 * MINUTE, to: ['boss'] } })]),
  )
  for (const time of ['08:00:00', '08:00:30', '08:15:00', '08:15:30', '08:40:00']) play.at(`11-24T${time}`, OUTAGE)
  for (const time of ['09:00:00', '09:00:30']) play.at(`11-24T${time}`)
  expect(play.story().slice(1)).toEqual([
    '08:15:30 boss begin 【未対応】LINE WORKS の障害に15分間、だれも対応していません',
    '09:00:30 desk end 【復旧】LINE WORKS は正常に戻りました（8:00〜9:00、1時間）',
    '09:00:30 boss end 【復旧】LINE WORKS は正常に戻りました（8:00〜9:00、1時間）',
  ])
})

test('what follows from an outage is not told, unless it outlasts it', () => {
  const play = playAlerts(policyOf([rule('all', ['outage', 'source', 'agent'], ['admin'])]))
  const ill = [ailment('source', 'notices', '11-24T08:05:00'), ailment('agent', 'osaka', '11-24T08:06:00')]
  for (const time of ['08:00:00', '08:00:30']) play.at(`11-24T${time}`, OUTAGE)
  play.know({ ailments: ill })
  play.at('11-24T08:10:00', OUTAGE)
  play.at('11-24T08:20:00')
  play.at('11-24T08:20:30')
  play.know({ ailments: ill.slice(0, 1) })
  play.at('11-24T08:25:00')
  play.at('11-24T08:35:00')
  play.at('11-24T08:35:30')
  expect(play.reasons().filter((line) => /source|agent/.test(line))).toEqual([
    '08:10:00 admin source-unreadable held inhibited',
    '08:10:00 admin agent-silent held inhibited',
    '08:25:00 admin agent-silent not over',
    '08:25:00 admin agent-back not nothing-begun',
    '08:35:00 admin source-unreadable held grouping',
    '08:35:30 admin source-unreadable told released',
  ])
})

test('after a long stop what is less than critical comes as one digest, the outage by itself', () => {
  const play = playAlerts(policyOf([rule('all', ['outage', 'maintenance', 'source'], ['desk'])]))
  const now = (time: string) => Date.parse(`2026-11-24T${time}+09:00`)
  play.know({
    ailments: [ailment('source', 'notices', '11-24T03:00:00')],
    notices: [
      maintenanceNotice({ id: 'n', seenAt: now('07:00:00'), startAt: now('23:00:00'), endAt: now('23:30:00') }),
    ],
  })
  play.at('11-24T07:00:00', OUTAGE, { awayMs: 4 * 3_600_000 })
  for (const time of ['07:00:30', '07:02:00', '07:03:00', '07:03:30']) play.at(`11-24T${time}`, OUTAGE)
  expect(play.story()).toEqual([
    '07:00:30 desk begin 【障害】LINE WORKS にログインできません（7:00から）',
    '07:03:00 desk once 【まとめ】継続中2件：【情報源】notices（題）を読めません（3:00から）',
  ])
})
