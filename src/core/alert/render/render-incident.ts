import type { Incident } from '../../incident/incident.ts'
import type { Text } from '../../locale.ts'
import { durationOf } from '../../time-text.ts'
import type { AlertEvent, AlertKind } from '../event.ts'
import {
  currentSince,
  incidentFacts,
  incidentLead,
  lastedOf,
  nameOf,
  newestWord,
  pastFacts,
  troubleOf,
} from './incident-texts.ts'
import {
  adviceTexts,
  both,
  type Content,
  clockOf,
  fact,
  incidentLinks,
  pick,
  type RenderContext,
  same,
  sitesOf,
  siteTitleOf,
} from './phrases.ts'

type Parts = Pick<Content, 'headline' | 'lead' | 'facts' | 'advice'>
type Writer = (incident: Incident, context: RenderContext, event: AlertEvent) => Parts

const NOTHING: Pick<Content, 'facts' | 'advice'> = { facts: [], advice: [] }

/** Trouble at LINE WORKS, as it stands. */
const trouble: Writer = (incident, context, { phase }) => {
  const isEased = phase === 'change' && incident.condition === 'degraded' && incident.worst !== 'degraded'
  return {
    headline: both((locale) => {
      const since = pick(
        locale,
        `（${clockOf(currentSince(incident), context, locale)}から）`,
        ` (since ${clockOf(currentSince(incident), context, locale)})`,
      )
      const mark = pick(
        locale,
        isEased
          ? '【一部復旧】'
          : incident.spells.length > 1
            ? '【再発】'
            : incident.condition === 'degraded'
              ? '【不調】'
              : '【障害】',
        isEased ? 'Better, not over: ' : incident.spells.length > 1 ? 'Back again: ' : '',
      )
      return mark + troubleOf(incident, locale) + since
    }),
    lead: incidentLead(incident, context),
    facts: incidentFacts(incident, context),
    advice: adviceTexts(incident.advice),
  }
}

const company: Writer = (incident, context) => ({
  headline: both((locale) => {
    const where = sitesOf(incident.sites, context, locale)
    const since = clockOf(currentSince(incident), context, locale)
    return incident.culprit === 'proxy'
      ? pick(
          locale,
          `【社内】${where}のプロキシで LINE WORKS への通信が止まっています（${since}から）`,
          `Our side: the proxy at ${where} stops LINE WORKS (since ${since})`,
        )
      : pick(
          locale,
          `【社内】${where}の社内ネットワークに問題があります（${since}から）`,
          `Our side: network trouble at ${where} (since ${since})`,
        )
  }),
  lead: incidentLead(incident, context),
  facts: incidentFacts(incident, context),
  advice: adviceTexts(incident.advice),
})

const recovered: Writer = (incident, context) => {
  const isSite = incident.scope.kind === 'site'
  return {
    headline: both((locale) => {
      const what = isSite
        ? pick(
            locale,
            `${sitesOf(incident.sites, context, locale)}の社内ネットワーク`,
            `the network at ${sitesOf(incident.sites, context, locale)}`,
          )
        : 'LINE WORKS'
      const lasted = lastedOf(incident, context, locale)
      return pick(
        locale,
        `【復旧】${what} は正常に戻りました（${lasted}）`,
        `Recovered: ${what} works again (${lasted})`,
      ).replace('ネットワーク は', 'ネットワークは')
    }),
    lead: {
      ja: '正常に戻ったことを観測で確認しました。まだ使えないときは、アプリやブラウザーを再起動してみてください。',
      en: 'Our own looks confirm it. If it still fails for you, restart the app or the browser.',
    },
    facts: pastFacts(incident, context),
    advice: [],
  }
}

const LATER: Text = {
  ja: 'まだ確定していません。確定したとき、または疑いが晴れたときに、もう一度お知らせします。',
  en: 'Nothing is confirmed yet. You will hear again when it is, or when it turns out to be nothing.',
}

const TAKE_ON: Text = {
  ja: '経過のページで対応者を登録するか、担当者に連絡してください。登録すると、この催促は止まります。',
  en: 'Take it on at its page, or call those in charge. Then nobody is asked any more.',
}

const WRITERS: Readonly<Partial<Record<AlertKind, Writer>>> = {
  outage: trouble,
  degraded: trouble,
  'company-network': company,
  recovered,
  'company-network-recovered': recovered,
  suspected: (incident, context) => ({
    ...NOTHING,
    headline: both((locale) => {
      const since = clockOf(incident.startedAt, context, locale)
      const { scope } = incident
      const where = scope.kind === 'site' ? siteTitleOf(scope.vantage, context.sites)[locale] : null
      const ja = where === null ? 'LINE WORKS ' : `${where}の社内ネットワーク`
      const en = where === null ? 'LINE WORKS' : `the network at ${where}`
      return pick(
        locale,
        `【確認中】${ja}に異常の疑いがあります（${since}から）`,
        `Suspected: something may be wrong with ${en} (since ${since})`,
      )
    }),
    lead: LATER,
  }),
  cleared: (incident, context) => ({
    ...NOTHING,
    headline: both((locale) => {
      const since = clockOf(currentSince(incident), context, locale)
      return pick(
        locale,
        `【解消】${since}からの異常の疑いは晴れました`,
        `Nothing in it: what was suspected at ${since} was no trouble`,
      )
    }),
    lead: { ja: '観測では正常です。対応は不要です。', en: 'Our looks show that all is well. There is nothing to do.' },
  }),
  flapping: (incident, context) => ({
    headline: both((locale) =>
      pick(
        locale,
        `【断続】${nameOf(incident, context, locale)}が復旧と再発を繰り返しています`,
        `Comes and goes: ${nameOf(incident, context, locale)} (${incident.spells.length} times)`,
      ),
    ),
    lead: both((locale) =>
      pick(
        locale,
        `${incident.spells.length}回起きています。落ち着くまで、途中の復旧と再発はお知らせしません。`,
        `It happened ${incident.spells.length} times. Until it settles you will not be told of each time.`,
      ),
    ),
    facts: incidentFacts(incident, context),
    advice: adviceTexts(incident.advice),
  }),
  updated: (incident, context) => {
    const word = newestWord(incident)
    const text = word?.text ?? same('')
    return {
      headline: both(
        (locale) =>
          pick(locale, word?.isOfficial ? '【公式発表】' : '【続報】', word?.isOfficial ? 'Official: ' : 'Update: ') +
          text[locale],
      ),
      lead: both((locale) =>
        pick(
          locale,
          `${nameOf(incident, context, 'ja')}についてのお知らせです。`,
          `This is about ${nameOf(incident, context, 'en')}.`,
        ),
      ),
      facts: incidentFacts(incident, context).slice(0, 3),
      advice: [],
    }
  },
  acknowledged: (incident, context) => {
    const { acknowledgement } = incident
    const note = acknowledgement?.note ?? null
    return {
      headline: both((locale) =>
        pick(
          locale,
          `【対応中】${acknowledgement?.owner ?? ''}さんが対応しています：${nameOf(incident, context, locale)}`,
          `In hand: ${acknowledgement?.owner ?? ''} looks after ${nameOf(incident, context, locale)}`,
        ),
      ),
      lead: note === null ? { ja: 'この件の再通知は止まります。', en: 'Reminders of it stop.' } : same(note),
      facts: [
        fact(
          '状況',
          'State',
          both((locale) => troubleOf(incident, locale)),
        ),
      ],
      advice: [],
    }
  },
  'still-open': (incident, context) => ({
    headline: both((locale) => {
      const lasted = durationOf(context.at - currentSince(incident), locale)
      return pick(
        locale,
        `【継続】${nameOf(incident, context, locale)}が${lasted}続いています`,
        `Still going on: ${nameOf(incident, context, locale)}, for ${lasted} now`,
      )
    }),
    lead: incidentLead(incident, context),
    facts: incidentFacts(incident, context),
    advice: adviceTexts(incident.advice),
  }),
  unacknowledged: (incident, context) => ({
    headline: both((locale) => {
      const waited = durationOf(context.at - (incident.openedAt ?? incident.startedAt), locale)
      return pick(
        locale,
        `【未対応】${nameOf(incident, context, locale)}に${waited}間、だれも対応していません`,
        `Nobody is on it: ${nameOf(incident, context, locale)}, for ${waited}`,
      )
    }),
    lead: both((locale) =>
      pick(
        locale,
        `最初に知らせた相手から応答がないため、あなたにお知らせしています。${incidentLead(incident, context).ja}`,
        `Those who were told first did not answer, so you are told. ${incidentLead(incident, context).en}`,
      ),
    ),
    facts: incidentFacts(incident, context),
    advice: [TAKE_ON, ...adviceTexts(incident.advice).slice(1)],
  }),
  merged: (incident, context) => ({
    ...NOTHING,
    headline: both((locale) =>
      pick(
        locale,
        `【統合】${nameOf(incident, context, locale)}は、ほかの障害の一部と分かりました`,
        `Merged: ${nameOf(incident, context, locale)} is part of another incident`,
      ),
    ),
    lead: { ja: '続きは、まとめた先の件でお知らせします。', en: 'You will hear the rest under that one.' },
  }),
}

export function renderIncident(event: AlertEvent, incident: Incident, context: RenderContext): Content {
  const write = WRITERS[event.kind]
  if (!write) throw new Error(`no words for ${event.kind} of an incident`)
  return {
    kind: event.kind,
    severity: event.severity,
    ...write(incident, context, event),
    links: incidentLinks(incident, context),
  }
}
