import { updateTextOf } from '../../incident/acts.ts'
import type { Incident } from '../../incident/incident.ts'
import type { Locale, Text } from '../../locale.ts'
import { durationOf } from '../../time-text.ts'
import { topicOf } from '../events/incident-events.ts'
import type { MessageFact } from '../message.ts'
import {
  both,
  clockOf,
  componentsOf,
  fact,
  lastingOf,
  pick,
  type RenderContext,
  sinceOf,
  sitesOf,
  surenessOf,
} from './phrases.ts'

/** What does not work, as the subject of a sentence about LINE WORKS. */
export function troubleOf(incident: Incident, locale: Locale): string {
  const { condition, components } = incident
  const hasLogin = components.length === 0 || components.includes('login') || components.includes('all')
  const parts = componentsOf(
    components.filter((one) => one !== 'all'),
    locale,
  )
  switch (condition) {
    case 'outage':
      return hasLogin
        ? pick(locale, 'LINE WORKS にログインできません', 'LINE WORKS is down, logins fail')
        : pick(
            locale,
            `LINE WORKS の${parts}が使えません`,
            `LINE WORKS ${parts} ${components.length > 1 ? 'are' : 'is'} down`,
          )
    case 'maintenance':
      return pick(
        locale,
        'LINE WORKS が予告なしのメンテナンス画面です',
        'LINE WORKS shows an unannounced maintenance page',
      )
    case 'degraded':
      return components.length === 0
        ? pick(locale, 'LINE WORKS の一部に不調があります', 'LINE WORKS has trouble in part')
        : pick(locale, `LINE WORKS の${parts}が不調です`, `LINE WORKS has trouble: ${parts}`)
    case 'company_network':
      return pick(locale, '社内ネットワークに問題があります', 'the company network has trouble')
  }
}

/** What it is called where it is only named. */
export const nameOf = (incident: Incident, context: RenderContext, locale: Locale): string => {
  if (topicOf(incident) !== 'company-network')
    return incident.condition === 'degraded'
      ? pick(locale, 'LINE WORKS の不調', 'the LINE WORKS trouble')
      : pick(locale, 'LINE WORKS の障害', 'the LINE WORKS outage')
  const where = sitesOf(incident.sites, context, locale)
  return pick(locale, `${where}の社内ネットワークの問題`, `the network trouble at ${where}`)
}

const NOT_YOURS: Text = {
  ja: 'LINE WORKS 側の問題です。皆さんの端末や社内ネットワークのせいではありません。',
  en: 'The trouble is at LINE WORKS: it is not your device and not our network.',
}

/** When the present stretch of trouble began: after a relapse, the relapse. */
export const currentSince = ({ spells, startedAt }: Incident): number =>
  spells.length > 1 ? spells.at(-1)!.fromAt : startedAt

/** Since when, for whom, how sure, and what the operator says. */
export function incidentFacts(incident: Incident, context: RenderContext): readonly MessageFact[] {
  const { components, sites, confidence, acknowledgement } = incident
  const isService = incident.scope.kind === 'service'
  const isEverywhere = sites.length >= context.siteCount && context.siteCount > 1
  return [
    fact('いつから', 'Since', sinceOf(currentSince(incident), context)),
    ...(incident.spells.length > 1
      ? [
          fact(
            '最初の発生',
            'First began',
            both((locale) => clockOf(incident.startedAt, context, locale)),
          ),
        ]
      : []),
    ...(components.length > 0
      ? [
          fact(
            '影響',
            'Affects',
            both((locale) => componentsOf(components, locale)),
          ),
        ]
      : []),
    ...(sites.length > 0
      ? [
          fact(
            '拠点',
            'Where',
            both((locale) =>
              isEverywhere
                ? pick(locale, `全${sites.length}拠点`, `all ${sites.length} offices`)
                : sitesOf(sites, context, locale),
            ),
          ),
        ]
      : []),
    ...(confidence > 0 ? [fact('確度', 'How sure', surenessOf(confidence))] : []),
    ...(isService ? [fact('公式のお知らせ', 'Official notice', officialOf(incident, context))] : []),
    ...(acknowledgement
      ? [
          fact(
            '対応',
            'Looked after by',
            both(() => acknowledgement.owner),
          ),
        ]
      : []),
  ]
}

function officialOf({ notices }: Incident, context: RenderContext): Text {
  const told = context.notices.get(notices.at(-1) ?? '')
  return both((locale) => told?.title ?? pick(locale, 'まだ出ていません', 'none yet'))
}

/** What has to be said under the headline while it goes on. */
export function incidentLead(incident: Incident, { isServiceDown }: RenderContext): Text {
  if (incident.scope.kind === 'site') return isServiceDown ? BOTH_SIDES : companyLead(incident)
  if (incident.condition === 'maintenance')
    return {
      ja: 'メンテナンスのお知らせは見つかっていません。終わる時刻は分かりません。',
      en: 'No notice of maintenance was found. Nobody knows when it ends.',
    }
  if (incident.isUnseen)
    return both((locale) =>
      pick(
        locale,
        'いまは観測できず、続いているか分かりません。',
        'It cannot be seen at the moment: whether it goes on is not known.',
      ),
    )
  const relapsed = incident.spells.length > 1
  return both((locale) => {
    const again = relapsed
      ? pick(
          locale,
          `いったん復旧しましたが、再発しました（${incident.spells.length}回目）。`,
          `It had recovered and is back (time ${incident.spells.length}). `,
        )
      : ''
    return again + NOT_YOURS[locale]
  })
}

const BOTH_SIDES: Text = {
  ja: 'LINE WORKS の障害とは別に、社内側でも問題が起きています。',
  en: 'Apart from the trouble at LINE WORKS, something is wrong on our own side too.',
}

const companyLead = ({ culprit }: Incident): Text =>
  culprit === 'proxy'
    ? {
        ja: '社内側の問題です。LINE WORKS の障害とは判断できません。',
        en: 'It is on our own side. Nothing shows a LINE WORKS outage.',
      }
    : {
        ja: '社内の回線やDNSなどの問題です。LINE WORKS の障害とは判断できません。',
        en: 'It is our own line, DNS or the like. Nothing shows a LINE WORKS outage.',
      }

/** How long it was, what of it fell into business hours, and where. */
export function pastFacts(incident: Incident, context: RenderContext): readonly MessageFact[] {
  const { sites, spells } = incident
  const business = spells.reduce(
    (sum, { fromAt, toAt }) => sum + context.businessMsBetween(fromAt, toAt ?? context.at),
    0,
  )
  return [
    ...(business > 0
      ? [
          fact(
            '業務時間内',
            'In business hours',
            both((locale) => durationOf(business, locale)),
          ),
        ]
      : []),
    ...(spells.length > 1
      ? [
          fact(
            '回数',
            'Times',
            both((locale) => pick(locale, `${spells.length}回`, `${spells.length}`)),
          ),
        ]
      : []),
    ...(sites.length > 0
      ? [
          fact(
            '拠点',
            'Where',
            both((locale) => sitesOf(sites, context, locale)),
          ),
        ]
      : []),
  ]
}

const MINUTE_MS = 60_000
/** As long as the two clock times say that stand beside it. */
const shownMs = (fromAt: number, toAt: number): number => {
  const minutes = Math.floor(toAt / MINUTE_MS) - Math.floor(fromAt / MINUTE_MS)
  return toAt - fromAt < MINUTE_MS ? toAt - fromAt : minutes * MINUTE_MS
}

/** `8:42〜9:20、38分間` */
export const lastedOf = (incident: Incident, context: RenderContext, locale: Locale): string => {
  const endedAt = incident.endedAt ?? context.at
  const from = clockOf(incident.startedAt, context, locale)
  const to = clockOf(endedAt, context, locale)
  const lasted = lastingOf(shownMs(incident.startedAt, endedAt), locale)
  return pick(locale, `${from}〜${to}、${lasted}`, `${from} to ${to}, ${lasted}`)
}

/** The newest thing that was said about it: an administrator's update, or an official notice. */
export function newestWord(incident: Incident): { readonly text: Text; readonly isOfficial: boolean } | null {
  const entry = incident.timeline.findLast(({ kind }) => kind === 'update' || kind === 'notice')
  if (!entry?.text) return null
  const update = incident.updates.at(-1)
  return entry.kind === 'update' && update
    ? { text: updateTextOf(update.text), isOfficial: false }
    : { text: entry.text, isOfficial: entry.kind === 'notice' }
}
