import { ALERT_KIND_TITLE, OUTCOME_TITLE, REASON_SENTENCE, SEVERITY_TITLE } from '../core/alert/alert-words.ts'
import type { Decision } from '../core/alert/decision.ts'
import type { Locale } from '../core/locale.ts'
import { parseInstant } from '../core/parse-instant.ts'
import { isoOf, whenOf } from '../core/time-text.ts'
import type { DecisionQuery } from '../store/alerts/alert-aggregates.ts'
import { type Style, styleOf } from './check/style.ts'
import { defineCommand, UsageError } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT } from './exit-code.ts'
import { withStore } from './with-store.ts'

const DAY_MS = 86_400_000
/** More lines than this nobody reads. */
const MOST = 1_000

export const whyCommand = defineCommand({
  name: 'why',
  summary: {
    ja: '誰に、なぜ知らせたか（知らせなかったか）を示す',
    en: 'say why somebody was told something, or was not',
  },
  usage: '[ALERT] [--since TIME] [--to RECIPIENT]',
  positionals: { min: 0, max: 1 },
  options: {
    since: {
      type: 'string',
      value: 'TIME',
      help: {
        ja: 'この時刻から（9:05、"2026-11-23 09:05"。既定: 24時間前）',
        en: 'from then on (9:05, "2026-11-23 09:05"; by default a day ago)',
      },
    },
    to: { type: 'string', value: 'RECIPIENT', help: { ja: 'この宛先だけ', en: 'this recipient only' } },
    json: { type: 'boolean', help: { ja: 'JSON で出力', en: 'print as JSON' } },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: 'ALERT は、知らせのID、障害のID、イベントのIDのどれかです（--json で確認できます）。',
    en: 'ALERT is the id of a message, of an incident or of an event (see --json).',
  },
  run: ({ values, positionals: [alert], lang }, io) =>
    withStore({ config: values.config, lang }, io, async ({ config, store, locale, clock }) => {
      const now = clock.now()
      const since = values.since === undefined ? null : parseInstant(values.since, now, config.zone)
      if (values.since !== undefined && (since === null || since > now))
        throw new UsageError({
          ja: '--since は過ぎた時刻にしてください（例: 9:05、"2026-11-23 09:05"）',
          en: '--since must be a moment that is over (examples: 9:05, "2026-11-23 09:05")',
        })
      const fromAt = since ?? (alert === undefined ? now - DAY_MS : 0)
      const query = { fromAt, toAt: now + 1, limit: MOST, ...(values.to !== undefined && { recipient: values.to }) }
      const decisions =
        alert === undefined ? await store.decisions.range(query) : await decisionsOf(alert, query, store.decisions)
      if (values.json) {
        io.stdout.write(
          `${JSON.stringify(
            decisions.map(({ at, ...rest }) => ({ at: isoOf(at, config.zone), ...rest })),
            null,
            2,
          )}\n`,
        )
        return EXIT.fine
      }
      if (decisions.length === 0) {
        io.stderr.write(`dotchi: ${alert === undefined ? NOTHING[locale] : UNKNOWN[locale]}\n`)
        return alert === undefined ? EXIT.fine : EXIT.noInput
      }
      io.stdout.write(whyText(decisions, { locale, zone: config.zone, now, style: styleOf(io) }))
      return EXIT.fine
    }),
})

const NOTHING = {
  ja: 'この間に、知らせるかどうかを判断することは起きていません。',
  en: 'nothing happened in this time that anybody could have been told.',
}
const UNKNOWN = {
  ja: 'このIDの通知・障害・イベントはありません。「dotchi why」で最近のものを見てください。',
  en: 'there is no message, incident or event of this id; "dotchi why" shows the recent ones.',
}

/** People have the id of a message, of an incident or of an event, and need not know which. */
async function decisionsOf(
  id: string,
  query: DecisionQuery,
  decisions: { range(query: DecisionQuery): Promise<readonly Decision[]> },
): Promise<readonly Decision[]> {
  for (const key of ['message', 'event', 'thread'] as const) {
    for (const value of [id, `incident:${id}`]) {
      const found = await decisions.range({ ...query, [key]: value })
      if (found.length > 0) return found
    }
  }
  return []
}

interface WhyOptions {
  readonly locale: Locale
  readonly zone: string
  readonly now: number
  readonly style: Style
}

/** Event by event, oldest first, and under each who was told or was not. */
export function whyText(decisions: readonly Decision[], { locale, zone, now, style }: WhyOptions): string {
  const byEvent = Map.groupBy(decisions.toReversed(), ({ event, at }) => `${at} ${event}`)
  return [...byEvent.values()]
    .map((own) => {
      const { at, kind, severity, thread } = own[0]!
      const head = `${whenOf(at, now, zone, locale)}  ${ALERT_KIND_TITLE[kind][locale]} (${SEVERITY_TITLE[severity][locale]})`
      return [
        `${style.strong(head)}  ${style.quiet(thread)}`,
        ...own.map((decision) => `  ${lineOf(decision, { locale, zone, now, style })}`),
        '',
      ].join('\n')
    })
    .join('\n')
}

function lineOf(
  { recipient, outcome, reason, rule, untilAt }: Decision,
  { locale, zone, now, style }: WhyOptions,
): string {
  const mark = { told: style.good('✓'), held: style.warn('…'), not: style.quiet('–') }[outcome]
  const until =
    untilAt === null
      ? ''
      : { ja: `、${whenOf(untilAt, now, zone, 'ja')} まで`, en: `, until ${whenOf(untilAt, now, zone, 'en')}` }[locale]
  const byRule = rule === null ? '' : ` ${style.quiet(`[${rule}]`)}`
  return `${mark} ${recipient}: ${OUTCOME_TITLE[outcome][locale]} – ${REASON_SENTENCE[reason][locale]}${until}${byRule}`
}
