import { drillOf } from '../../../src/core/alert/drill.ts'
import { type Ailment, EVENT_GROUPS } from '../../../src/core/alert/event.ts'
import type { HumanAct } from '../../../src/core/alert/facts.ts'
import type { Message } from '../../../src/core/alert/message.ts'
import type { Notice } from '../../../src/core/notice.ts'
import { playAlerts, policyOf, rule } from './play.ts'
import { maintenanceNotice, outageNotice } from './pretend-verdict.ts'

const MINUTE = 60_000
const t = (text: string) => Date.parse(`2026-${text}:00+09:00`)
const OUTAGE = { service: 'outage' } as const

/** Plays one story in which every kind of message comes up, and gives the first of each kind (and of each variant that reads differently). */
export function everyKind(): readonly Message[] {
  return [
    ...outages(),
    ...offices(),
    ...works(),
    ...machinery(),
    ...drillOf(POLICY.recipients.slice(0, 1), t('11-30T10:00')).map(({ message }) => message),
  ]
}

const POLICY = policyOf([
  rule('all', EVENT_GROUPS, ['desk'], { remindMs: 60 * MINUTE, escalate: { afterMs: 15 * MINUTE, to: ['boss'] } }),
])

type Play = ReturnType<typeof playAlerts>
const messagesOf = (play: Play): readonly Message[] => {
  const seen = new Set<string>()
  return play.messages().flatMap(({ message }) => {
    // The same words to another recipient need not be read twice.
    const isNew = !seen.has(message.headline.ja)
    seen.add(message.headline.ja)
    return isNew ? [message] : []
  })
}

function outages(): readonly Message[] {
  const play = playAlerts(POLICY)
  play.at(t('11-24T08:30'), { raw: 'outage' })
  play.at(t('11-24T08:31'))
  play.at(t('11-24T08:32'))
  play.at(t('11-24T08:40'), { raw: 'outage' })
  for (const time of ['08:41', '08:58']) play.at(t(`11-24T${time}`), { ...OUTAGE, since: t('11-24T08:40') })
  play.know({ notices: [outageNotice({ id: 'n1', seenAt: t('11-24T09:10') })] })
  play.at(t('11-24T09:10'), OUTAGE)
  const incident = play.memory().incidents[0]!.id
  const act = { by: '佐藤', incident } as const
  const acts: readonly HumanAct[] = [
    { ...act, kind: 'acknowledge', at: t('11-24T09:15'), owner: null, note: 'LINE WORKS サポートに問い合わせ中です。' },
    {
      ...act,
      kind: 'update',
      at: t('11-24T09:20'),
      text: {
        ja: '復旧は10時ごろの見込みです。急ぎの連絡は電話でお願いします。',
        en: 'Recovery is expected around 10:00. Please phone if it is urgent.',
      },
    },
  ]
  play.at(t('11-24T09:15'), OUTAGE, { acts: acts.slice(0, 1) })
  play.at(t('11-24T09:20'), OUTAGE, { acts: acts.slice(1) })
  play.at(t('11-24T09:25'), { service: 'degraded', failing: ['login', 'talk'] })
  for (const time of ['09:26', '09:27']) play.at(t(`11-24T${time}`))
  for (const time of ['09:30', '09:31']) play.at(t(`11-24T${time}`), OUTAGE)
  for (const time of ['09:32', '09:33']) play.at(t(`11-24T${time}`))
  for (const time of ['09:35', '09:36', '10:45']) play.at(t(`11-24T${time}`), OUTAGE)
  play.at(t('11-24T10:46'))
  play.at(t('11-24T11:02'))
  for (const time of ['15:00', '15:01']) play.at(t(`11-24T${time}`), { service: 'maintenance' })
  for (const time of ['15:10', '15:11']) play.at(t(`11-24T${time}`))
  for (const time of ['17:00', '17:01']) play.at(t(`11-24T${time}`), { service: 'degraded', failing: ['mail'] })
  return messagesOf(play)
}

function offices(): readonly Message[] {
  const play = playAlerts(POLICY)
  const both = {
    service: 'outage',
    sites: { tokyo: 'outage', osaka: 'company_network', fukuoka: 'company_network' },
  } as const
  const osaka = {
    sites: { tokyo: 'operational', osaka: 'company_network', fukuoka: 'operational' },
    culprit: 'company-network',
  } as const
  for (const time of ['13:00', '13:01', '13:02', '14:10']) play.at(t(`11-24T${time}`), osaka)
  for (const time of ['14:20', '14:21']) play.at(t(`11-24T${time}`))
  for (const time of ['16:00', '16:01', '16:02']) play.at(t(`11-24T${time}`), both)
  const [service, ...sites] = play
    .memory()
    .incidents.filter(({ state }) => state === 'open')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const merge: HumanAct = { kind: 'merge', at: t('11-24T16:05'), by: '佐藤', incident: sites[0]!.id, into: service!.id }
  play.at(t('11-24T16:05'), both, { acts: [merge] })
  return messagesOf(play)
}

function works(): readonly Message[] {
  const play = playAlerts(POLICY)
  const night = (over: Partial<Notice> = {}, from = '11-26T02:00', to = '11-26T04:00') =>
    maintenanceNotice({ id: 'm', seenAt: t('11-24T16:00'), startAt: t(from), endAt: t(to), ...over })
  play.know({ notices: [night()] })
  play.at(t('11-24T16:00'))
  play.know({ notices: [night({}, '11-26T03:00', '11-26T05:00')] })
  for (const time of ['24T17:00', '25T03:00', '26T02:45', '26T03:00']) play.at(t(`11-${time}`))
  for (const time of ['26T05:06', '26T06:10']) play.at(t(`11-${time}`), OUTAGE)
  play.at(t('11-26T06:20'))
  const mail = (over: Partial<Notice> = {}) =>
    night({ id: 'k', components: ['mail'], affectsLogin: false, ...over }, '12-08T02:00', '12-08T04:00')
  play.know({ notices: [mail()] })
  play.at(t('11-27T10:00'))
  play.know({ notices: [mail({ status: 'cancelled' })] })
  play.at(t('11-28T10:00'))
  play.know({ notices: [night({ id: 'early' }, '11-29T02:00', '11-29T06:00')] })
  play.at(t('11-29T02:10'), { service: 'maintenance' })
  play.know({ notices: [night({ id: 'early', status: 'completed' }, '11-29T02:00', '11-29T06:00')] })
  for (const time of ['04:00', '04:06']) play.at(t(`11-29T${time}`), OUTAGE)
  play.at(t('11-29T04:10'))
  play.know({ notices: [night({ id: 'blind', components: [], affectsLogin: false }, '11-30T02:00', '11-30T03:00')] })
  play.at(t('11-30T01:00'))
  for (const time of ['02:00', '03:31']) play.at(t(`11-30T${time}`), null)
  return messagesOf(play)
}

function machinery(): readonly Message[] {
  const play = playAlerts(policyOf([rule('all', EVENT_GROUPS, ['desk'], { hours: 'not-quiet' })]))
  const ill = (topic: Ailment['topic'], key: string, ja: string, detail: Ailment['detail'] = null): Ailment => ({
    topic,
    key,
    title: { ja, en: key },
    sinceAt: t('11-28T10:40'),
    detail,
    expiresAt: null,
  })
  const certificate = (until: string) => [{ target: 'login', host: 'auth.worksmobile.com', expiresAt: t(until) }]
  play.know({
    ailments: [
      ill('source', 'LINE WORKS notices', 'LINE WORKS お知らせ', { ja: '応答がありません', en: 'no answer' }),
      ill('source', 'LINE status', 'LINE 障害情報'),
      ill('agent', 'osaka', '大阪'),
      ill('delivery', 'bot', 'bot', { ja: '認証に失敗しました', en: 'it refuses the token' }),
    ],
    certificates: certificate('12-08T23:59'),
  })
  for (const time of ['11:00', '11:01']) play.at(t(`11-28T${time}`))
  play.know({ ailments: [], certificates: certificate('12-30T23:59') })
  for (const time of ['12:00', '12:01']) play.at(t(`11-28T${time}`))
  // A night in which something happened and was over, and something else goes on.
  for (const time of ['29T01:00', '29T01:01']) play.at(t(`11-${time}`), OUTAGE)
  for (const time of ['29T02:00', '29T02:01']) play.at(t(`11-${time}`))
  play.know({ ailments: [ill('source', 'LINE status', 'LINE 障害情報')] })
  for (const time of ['29T03:00', '29T03:01', '29T07:00']) play.at(t(`11-${time}`))
  return messagesOf(play)
}
