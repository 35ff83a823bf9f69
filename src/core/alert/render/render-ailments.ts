import type { Locale, Text } from '../../locale.ts'
import { durationOf } from '../../time-text.ts'
import type { Ailment, AlertEvent } from '../event.ts'
import type { MessageFact } from '../message.ts'
import {
  both,
  type Content,
  clockOf,
  fact,
  lastingOf,
  namesOf,
  pick,
  type RenderContext,
  same,
  statusLink,
} from './phrases.ts'

/** How one kind of trouble of Dotchi's own is told. `names`: of all that have it. */
interface Words {
  readonly begin: (names: string, locale: Locale) => string
  readonly end: (names: string, locale: Locale) => string
  readonly lead: Text
  readonly ended: Text
  readonly advice: readonly Text[]
}

const WORDS: Readonly<Record<Exclude<Ailment['topic'], 'certificate'>, Words>> = {
  source: {
    begin: (names, locale) => pick(locale, `【情報源】${names}を読めません`, `Cannot read: ${names}`),
    end: (names, locale) => pick(locale, `【情報源】${names}を再び読めるようになりました`, `Readable again: ${names}`),
    lead: {
      ja: '読めない間は判定に使いません（「障害なし」とは見なしません）。観測による判定は続いています。',
      en: 'While it cannot be read it counts for nothing, and never as "no trouble". Our own looks go on.',
    },
    ended: { ja: 'お知らせの読み取りを再開しました。', en: 'Its notices are read again.' },
    advice: [{ ja: '「dotchi sources verify」で原因を確認できます。', en: 'To look into it: dotchi sources verify' }],
  },
  agent: {
    begin: (names, locale) =>
      pick(locale, `【拠点】${names}の観測エージェントから応答がありません`, `Silent: the agent at ${names}`),
    end: (names, locale) =>
      pick(locale, `【拠点】${names}の観測エージェントが応答しています`, `Heard again: the agent at ${names}`),
    lead: {
      ja: 'この拠点の状態は、いま分かりません。機器の電源断か、社内ネットワークの障害の可能性があります。',
      en: 'How things are there is not known. The machine may be off, or its network down.',
    },
    ended: { ja: 'この拠点の観測を再開しました。', en: 'That office is looked at again.' },
    advice: [
      {
        ja: 'エージェントを動かしている機器の電源とネットワークを確認してください。',
        en: 'Check power and network of the machine that runs the agent.',
      },
    ],
  },
  delivery: {
    begin: (names, locale) =>
      pick(locale, `【通知】「${names}」でお知らせを届けられません`, `Messages do not get out by ${names}`),
    end: (names, locale) =>
      pick(locale, `【通知】「${names}」で届けられるようになりました`, `Messages get out again by ${names}`),
    lead: {
      ja: '次の手段がある相手には、そちらで届けています。届いていないお知らせは保存されています。',
      en: 'Those who have another way are told by that one. What was not delivered is kept.',
    },
    ended: { ja: '溜まっていたお知らせも順に届けます。', en: 'What waited is delivered now.' },
    advice: [
      {
        ja: 'チャネルの設定（宛先、トークン、パスワード）を確認してください。',
        en: 'Check the settings of the channel: address, token, password.',
      },
    ],
  },
}

/** One message for all that began, or ended, together. */
export function renderAilments(
  events: readonly AlertEvent[],
  ailments: readonly Ailment[],
  context: RenderContext,
): Content {
  const [first] = events
  const { topic } = ailments[0]!
  const isEnd = first!.phase === 'end'
  const severity = events.some((event) => event.severity === 'critical') ? 'critical' : first!.severity
  const kept = { kind: first!.kind, severity, links: statusLink(context) }
  if (topic === 'certificate') return { ...kept, ...certificateText(ailments, isEnd, context) }
  const words = WORDS[topic]
  return {
    ...kept,
    headline: both((locale) => {
      const names = namesOf(
        ailments.map(({ title }) => title),
        locale,
      )
      const text = (isEnd ? words.end : words.begin)(names, locale)
      const since = clockOf(Math.min(...ailments.map(({ sinceAt }) => sinceAt)), context, locale)
      return isEnd ? text : `${text}${pick(locale, `（${since}から）`, ` (since ${since})`)}`
    }),
    lead: isEnd ? words.ended : words.lead,
    facts: isEnd ? lastedFacts(ailments, context) : reasonFacts(ailments, context),
    advice: isEnd ? [] : words.advice,
  }
}

const reasonFacts = (ailments: readonly Ailment[], context: RenderContext): readonly MessageFact[] =>
  ailments.map(({ title, detail, sinceAt }) => ({
    label: title,
    value: both((locale) => {
      const since = clockOf(sinceAt, context, locale)
      const why = detail === null ? '' : pick(locale, `、${detail.ja}`, `, ${detail.en}`)
      return pick(locale, `${since}から${why}`, `since ${since}${why}`)
    }),
  }))

const lastedFacts = (ailments: readonly Ailment[], context: RenderContext): readonly MessageFact[] =>
  ailments.map(({ title, sinceAt }) => ({
    label: title,
    value: both((locale) => {
      const lasted = lastingOf(context.at - sinceAt, locale)
      return pick(
        locale,
        `${clockOf(sinceAt, context, locale)}から${lasted}`,
        `from ${clockOf(sinceAt, context, locale)}, for ${lasted}`,
      )
    }),
  }))

function certificateText(
  ailments: readonly Ailment[],
  isEnd: boolean,
  context: RenderContext,
): Pick<Content, 'headline' | 'lead' | 'facts' | 'advice'> {
  const names = (locale: Locale) =>
    namesOf(
      ailments.map(({ title }) => title),
      locale,
    )
  if (isEnd)
    return {
      headline: both((locale) =>
        pick(locale, `【証明書】${names('ja')} の証明書は更新されました`, `Certificate renewed: ${names('en')}`),
      ),
      lead: { ja: '期限は十分に先です。対応は不要です。', en: 'It is good for long enough. There is nothing to do.' },
      facts: [],
      advice: [],
    }
  const first = Math.min(...ailments.map(({ expiresAt }) => expiresAt ?? context.at))
  const isPast = first <= context.at
  return {
    headline: both((locale) => {
      const left = durationOf(first - context.at, locale)
      if (isPast)
        return pick(
          locale,
          `【証明書】${names('ja')} の証明書の期限が切れています`,
          `Certificate expired: ${names('en')}`,
        )
      return pick(
        locale,
        `【証明書】${names('ja')} の証明書があと${left}で切れます`,
        `Certificate of ${names('en')} ends in ${left}`,
      )
    }),
    lead: {
      ja: '期限までに更新されないと、ログインできなくなるおそれがあります。',
      en: 'Unless it is renewed by then, logging in may fail.',
    },
    facts: ailments.map(({ title, expiresAt }) =>
      fact(
        `${title.ja} の期限`,
        `${title.en} until`,
        expiresAt === null ? same('') : both((locale) => clockOf(expiresAt, context, locale)),
      ),
    ),
    advice: [
      {
        ja: '社内のプロキシなど自社で管理する証明書なら、更新を手配してください。LINE WORKS のものなら、更新を待ってください。',
        en: 'If it is your own (a proxy that inspects, for example), have it renewed. If it is that of LINE WORKS, wait for them.',
      },
    ],
  }
}
