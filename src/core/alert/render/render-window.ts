import type { Locale, Text } from '../../locale.ts'
import type { KeptWindow, MaintenancePlan } from '../../maintenance/window.ts'
import { dateOf, durationOf } from '../../time-text.ts'
import type { AlertEvent, AlertKind } from '../event.ts'
import type { MessageFact } from '../message.ts'
import {
  adviceTexts,
  both,
  type Content,
  clockOf,
  componentsOf,
  fact,
  noticeLink,
  pick,
  type RenderContext,
  spanOf,
  statusLink,
} from './phrases.ts'

type Parts = Pick<Content, 'headline' | 'lead' | 'facts' | 'advice'>
type Writer = (window: KeptWindow, context: RenderContext, event: AlertEvent) => Parts

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** What will not work, in a word. */
function effectOf({ affectsLogin, components }: MaintenancePlan, locale: Locale): string {
  if (affectsLogin) return pick(locale, 'ログイン不可', 'no login')
  if (components.length === 0) return pick(locale, '影響は不明', 'effect not known')
  return pick(locale, `${componentsOf(components, 'ja')}に影響`, `affects ${componentsOf(components, 'en')}`)
}

const leadOf = ({ affectsLogin, components }: MaintenancePlan): Text => {
  if (affectsLogin)
    return {
      ja: 'この間は LINE WORKS にログインできない見込みです。ログイン済みでも使えなくなることがあります。',
      en: 'Expect that nobody can log in to LINE WORKS during that time. Being logged in may not help.',
    }
  if (components.length === 0)
    return {
      ja: 'どのサービスに影響するかは、お知らせに書かれていません。',
      en: 'The notice does not say what will be affected.',
    }
  return both((locale) =>
    pick(
      locale,
      `この間は${componentsOf(components, 'ja')}が使えなくなることがあります。ログインはできる見込みです。`,
      `${componentsOf(components, 'en')} may not work during that time. Logging in should.`,
    ),
  )
}

const factsOf = (plan: MaintenancePlan, context: RenderContext): readonly MessageFact[] => [
  fact(
    '日時',
    'When',
    both((locale) => spanOf(plan.startAt, plan.endAt, context, locale)),
  ),
  ...(plan.components.length > 0
    ? [
        fact(
          '影響',
          'Affects',
          both((locale) => componentsOf(plan.components, locale)),
        ),
      ]
    : []),
  fact('件名', 'Title', plan.title),
]

/** The words that a reminder begins with: tomorrow, or in how long. */
function countdownOf(startAt: number, { at, zone }: RenderContext, locale: Locale): string {
  const isTomorrow = dateOf(startAt, zone) === dateOf(at + DAY_MS, zone)
  if (startAt - at > DAY_MS / 4 && isTomorrow) return pick(locale, '明日', 'Tomorrow')
  // A round comes some seconds late: a reminder of fifteen minutes shall not say fourteen
  const left = durationOf(Math.max(1, Math.round((startAt - at) / MINUTE_MS)) * MINUTE_MS, locale)
  return pick(locale, `${left}後`, `In ${left}`)
}

const WHAT: Text = { ja: 'LINE WORKS メンテナンス', en: 'LINE WORKS maintenance' }

const WRITERS: Readonly<Partial<Record<AlertKind, Writer>>> = {
  'maintenance-announced': ({ plan }, context) => ({
    headline: both((locale) => pick(locale, '【予告】', 'Announced: ') + summaryOf(plan, context, locale)),
    lead: leadOf(plan),
    facts: factsOf(plan, context),
    advice: [],
  }),
  'maintenance-changed': ({ plan }, context, { subject }) => {
    const before = subject.kind === 'window' ? subject.before : null
    return {
      headline: both((locale) => pick(locale, '【変更】', 'Changed: ') + summaryOf(plan, context, locale)),
      lead: leadOf(plan),
      facts: [
        ...factsOf(plan, context),
        ...(before
          ? [
              fact(
                '変更前',
                'Before',
                both((locale) => spanOf(before.plan.startAt, before.plan.endAt, context, locale)),
              ),
            ]
          : []),
      ],
      advice: [],
    }
  },
  'maintenance-cancelled': ({ plan }, context) => ({
    headline: both((locale) =>
      pick(
        locale,
        `【中止】${clockOf(plan.startAt, context, 'ja')}からの ${WHAT.ja}は中止になりました`,
        `Cancelled: the ${WHAT.en} of ${clockOf(plan.startAt, context, 'en')}`,
      ),
    ),
    lead: {
      ja: '予定されていた時間も、通常どおり使える見込みです。',
      en: 'LINE WORKS should work as usual at that time.',
    },
    facts: [fact('件名', 'Title', plan.title)],
    advice: [],
  }),
  'maintenance-reminder': ({ plan }, context) => ({
    headline: both((locale) => {
      const countdown = countdownOf(plan.startAt, context, locale)
      return pick(locale, `【${countdown}】`, `${countdown}: `) + summaryOf(plan, context, locale)
    }),
    lead: leadOf(plan),
    facts: factsOf(plan, context),
    advice: [],
  }),
  'maintenance-started': ({ plan }, context) => ({
    headline: both((locale) => {
      const until =
        plan.endAt === null
          ? pick(locale, '終了時刻は未定', 'end not known')
          : pick(locale, `${clockOf(plan.endAt, context, 'ja')}まで`, `until ${clockOf(plan.endAt, context, 'en')}`)
      return pick(
        locale,
        `【開始】LINE WORKS はメンテナンス中です（${until}、${effectOf(plan, 'ja')}）`,
        `Begun: ${WHAT.en}, ${until} (${effectOf(plan, 'en')})`,
      )
    }),
    lead: {
      ja: '予定された作業です。終わったことは、観測で確かめてからお知らせします。',
      en: 'This is planned work. You will hear that it is over once our own looks confirm it.',
    },
    facts: factsOf(plan, context),
    advice: plan.affectsLogin ? adviceTexts(['wait-maintenance', 'do-not-reset']) : [],
  }),
  'maintenance-overrun': overrun,
  'still-open': overrun,
  'maintenance-ended': ({ plan, endConfirmed, failingFrom }, context) => ({
    headline: endConfirmed
      ? both((locale) =>
          pick(
            locale,
            `【終了】${WHAT.ja}が終わり、正常な状態を確認しました（${clockOf(context.at, context, 'ja')}）`,
            `Over: ${WHAT.en}, all is well again (seen at ${clockOf(context.at, context, 'en')})`,
          ),
        )
      : both((locale) =>
          pick(
            locale,
            `【未確認】${WHAT.ja}の終了予定を過ぎましたが、復旧を確認できていません`,
            `Not confirmed: ${WHAT.en} should be over, but nothing shows that it is`,
          ),
        ),
    lead: endConfirmed
      ? both((locale) =>
          failingFrom === null
            ? pick(locale, '作業中も観測では異常はありませんでした。', 'Our looks noticed nothing of the work.')
            : pick(
                locale,
                'まだ使えないときは、アプリやブラウザーを再起動してみてください。',
                'If it still fails for you, restart the app or the browser.',
              ),
        )
      : {
          ja: '観測できていないため、使えるかどうか分かりません。ご自身で確認してください。',
          en: 'Nothing could be observed, so whether it works is not known. Please try it yourself.',
        },
    facts: [
      fact(
        '予定',
        'Planned',
        both((locale) => spanOf(plan.startAt, plan.endAt, context, locale)),
      ),
      fact('件名', 'Title', plan.title),
    ],
    advice: [],
  }),
}

function overrun({ plan, calledOverAt }: KeptWindow, context: RenderContext, { kind }: AlertEvent): Parts {
  return {
    headline: both((locale) => {
      if (kind === 'still-open' && plan.endAt !== null) {
        const late = durationOf(context.at - plan.endAt, locale)
        return pick(
          locale,
          `【延長中】${WHAT.ja}が予定を${late}過ぎても終わらず、${failsOf(plan, 'ja')}`,
          `Still going on: ${WHAT.en}, ${late} late, and ${failsOf(plan, 'en')}`,
        )
      }
      if (calledOverAt !== null && (plan.endAt === null || calledOverAt < plan.endAt))
        return pick(
          locale,
          `【延長】${WHAT.ja}は終了と発表されましたが、まだ${failsOf(plan, 'ja')}`,
          `Overrun: ${WHAT.en} was called over, but ${failsOf(plan, 'en')}`,
        )
      const due = plan.endAt === null ? pick(locale, '半日', 'half a day') : clockOf(plan.endAt, context, locale)
      return pick(
        locale,
        `【延長】${WHAT.ja}が予定の${due}を過ぎても終わらず、${failsOf(plan, 'ja')}`,
        `Overrun: ${WHAT.en} should have ended at ${due}, but ${failsOf(plan, 'en')}`,
      )
    }),
    lead: {
      ja: '予定より長引いています。終了の見込みは分かりません。',
      en: 'It takes longer than planned. When it will end is not known.',
    },
    facts: [
      ...factsOf(plan, context),
      ...(plan.endAt === null
        ? []
        : [
            fact(
              '超過',
              'Late by',
              both((locale) => durationOf(context.at - plan.endAt!, locale)),
            ),
          ]),
    ],
    advice: plan.affectsLogin
      ? adviceTexts(['wait', 'do-not-reset', 'use-other-channel', 'watch-notices'])
      : adviceTexts(['wait', 'watch-notices']),
  }
}

const failsOf = ({ affectsLogin, components }: MaintenancePlan, locale: Locale): string =>
  affectsLogin || components.length === 0
    ? pick(locale, 'ログインできません', 'logins still fail')
    : pick(locale, `${componentsOf(components, 'ja')}が使えません`, `${componentsOf(components, 'en')} still fails`)

/** `LINE WORKS メンテナンス 12月8日(火) 2:00〜4:00（ログイン不可）` */
const summaryOf = (plan: MaintenancePlan, context: RenderContext, locale: Locale): string => {
  const span = spanOf(plan.startAt, plan.endAt, context, locale)
  return pick(locale, `${WHAT.ja} ${span}（${effectOf(plan, 'ja')}）`, `${WHAT.en} ${span} (${effectOf(plan, 'en')})`)
}

export function renderWindow(event: AlertEvent, window: KeptWindow, context: RenderContext): Content {
  const write = WRITERS[event.kind]
  if (!write) throw new Error(`no words for ${event.kind} of a window`)
  const links = [...noticeLink(window.plan.url), ...statusLink(context)]
  return { kind: event.kind, severity: event.severity, ...write(window, context, event), links }
}
