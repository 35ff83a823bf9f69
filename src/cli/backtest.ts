import { readFromDisk } from '../config/from-disk.ts'
import { readRules } from '../config/rules-file.ts'
import { SEVERITY_TITLE } from '../core/alert/alert-words.ts'
import type { Dispatch } from '../core/alert/dispatch.ts'
import { headlineOf } from '../core/alert/message.ts'
import { type AlertHistory, replay } from '../core/alert/replay.ts'
import type { Locale } from '../core/locale.ts'
import { isoOf, whenOf } from '../core/time-text.ts'
import { createCalendar } from '../platform/calendar/create-calendar.ts'
import type { Store } from '../store/store.ts'
import { type Style, styleOf } from './check/style.ts'
import { defineCommand, UsageError } from './command.ts'
import { CONFIG_OPTION, tellProblems } from './configuration.ts'
import { EXIT } from './exit-code.ts'
import { withStore } from './with-store.ts'

const DAY_MS = 86_400_000
const DAYS = 90

export const backtestCommand = defineCommand({
  name: 'backtest',
  summary: {
    ja: '過去の記録にルールを当てて、何が知らされたはずかを示す（送信はしない）',
    en: 'replay the past under some rules: what would have been told (nothing is sent)',
  },
  usage: '[--rules FILE] [--days N]',
  positionals: { min: 0, max: 0 },
  options: {
    rules: {
      type: 'string',
      value: 'FILE',
      help: {
        ja: '試すルールのファイル（既定: いまの設定）',
        en: 'the rules to try (by default those of the configuration)',
      },
    },
    days: {
      type: 'string',
      value: 'N',
      help: { ja: `何日分か（既定: ${DAYS}）`, en: `how many days (by default ${DAYS})` },
    },
    json: { type: 'boolean', help: { ja: 'JSON で出力', en: 'print as JSON' } },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: 'FILE には、設定ファイルの alerts と同じ形で rules（必要なら recipients も）を書きます。\n当時の「対応中」の操作は反映されません。',
    en: 'FILE holds rules (and recipients where they differ) as they stand under alerts in the configuration.\nNobody counts as having taken anything on.',
  },
  run: ({ values, lang }, io) =>
    withStore({ config: values.config, lang }, io, async ({ config, store, locale, clock }) => {
      const days = Number(values.days ?? DAYS)
      if (!Number.isInteger(days) || days < 1 || days > 3_650)
        throw new UsageError({
          ja: '--days は1から3650までの整数です',
          en: '--days must be a whole number from 1 to 3650',
        })
      const { alerts, zone, vantage } = config
      const tried = values.rules === undefined ? alerts : readRules(values.rules, readFromDisk, alerts.policy)
      if ('problems' in tried) {
        tellProblems(tried.problems, locale, io)
        return EXIT.usage
      }
      const now = clock.now()
      const sites = { [vantage.id]: vantage.title }
      const agents = (await store.agents.all()).map(({ id, title }) => [id, title] as const)
      const history = await historyOf(store, now - days * DAY_MS, now, { ...sites, ...Object.fromEntries(agents) })
      const { outgoing } = replay(history, tried.policy, createCalendar(zone, alerts.hours))
      io.stdout.write(
        values.json
          ? `${JSON.stringify({ from: isoOf(history.fromAt, zone), to: isoOf(now, zone), messages: outgoing.map((one) => jsonOf(one, zone)) }, null, 2)}\n`
          : backtestText(outgoing, { locale, zone, now, days, style: styleOf(io) }),
      )
      return EXIT.fine
    }),
})

/** What was known, from a little before: what stood at the beginning has to be among it. */
async function historyOf(
  store: Store,
  fromAt: number,
  toAt: number,
  sites: AlertHistory['sites'],
): Promise<AlertHistory> {
  const [changes, recent] = await Promise.all([
    store.verdicts.transitions({ fromAt: 0, toAt: toAt + 1 }),
    store.notices.recent({ sinceAt: fromAt - 30 * DAY_MS, limit: 10_000 }),
  ])
  const notices = (await Promise.all(recent.map(({ id }) => store.notices.history(id)))).flat()
  return { fromAt, toAt, changes, notices, sites }
}

const jsonOf = ({ message, recipient, ways }: Dispatch, zone: string) => ({
  at: isoOf(message.at, zone),
  kind: message.kind,
  severity: message.severity,
  recipient,
  channels: ways.map(({ channel }) => channel),
  headline: message.headline,
})

interface TextOptions {
  readonly locale: Locale
  readonly zone: string
  readonly now: number
  readonly days: number
  readonly style: Style
}

/** One line a message, with those who would have got it; how much it would have been for each of them last. */
export function backtestText(outgoing: readonly Dispatch[], options: TextOptions): string {
  const { locale, zone, now, days, style } = options
  const count = outgoing.length
  const head =
    locale === 'ja'
      ? `過去${days}日間に、このルールなら${count}件を知らせていました。`
      : `In the last ${days} days these rules would have sent ${count} ${count === 1 ? 'message' : 'messages'}.`
  const same = Map.groupBy(outgoing, ({ message }) => `${message.at} ${message.headline.ja}`)
  const lines = [...same.values()].map((own) => {
    const { message } = own[0]!
    const severity = SEVERITY_TITLE[message.severity][locale]
    return `${whenOf(message.at, now, zone, locale)}  ${headlineOf(message, locale)} ${style.quiet(`(${severity})`)}\n    → ${own.map(({ recipient }) => recipient).join(', ')}`
  })
  const each = [...Map.groupBy(outgoing, ({ recipient }) => recipient)].map(
    ([recipient, own]) => `  ${recipient}: ${own.length}`,
  )
  return `${[style.strong(head), ...(lines.length > 0 ? ['', ...lines, '', ...each] : [])].join('\n')}\n`
}
