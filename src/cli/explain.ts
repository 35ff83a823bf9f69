import type { Locale } from '../core/locale.ts'
import { parseInstant } from '../core/parse-instant.ts'
import { systemClock } from '../platform/clock.ts'
import { createProxyChooser } from '../platform/proxy-chooser.ts'
import { createSender } from '../platform/sender.ts'
import { StoreProblem } from '../store/problem.ts'
import { styleOf } from './check/style.ts'
import { defineCommand, UsageError } from './command.ts'
import { CONFIG_OPTION, openConfiguration } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { type ExplainedOr, explainedByServer, explainedByStore } from './explain/explained.ts'
import { waterfallText } from './explain/waterfall-text.ts'

export const explainCommand = defineCommand({
  name: 'explain',
  summary: {
    ja: '判定の根拠を示す（過去の時刻も、そのとき示したとおりに）',
    en: 'say why a verdict says what it says, of any moment',
  },
  usage: '[--at TIME] [--site ID]',
  positionals: { min: 0, max: 0 },
  options: {
    at: {
      type: 'string',
      value: 'TIME',
      help: {
        ja: '時刻（9:05、"2026-11-23 09:05"、ISO 8601。既定: いま）',
        en: 'the moment (9:05, "2026-11-23 09:05" or ISO 8601; by default now)',
      },
    },
    site: {
      type: 'string',
      value: 'ID',
      help: { ja: '拠点のID（既定: LINE WORKS 全体）', en: 'id of an office (by default LINE WORKS as a whole)' },
    },
    server: {
      type: 'string',
      value: 'URL',
      help: { ja: 'データベースの代わりにサーバーへ問い合わせる', en: 'ask a running server instead of the database' },
    },
    json: { type: 'boolean', help: { ja: 'JSON で出力（API と同じ形）', en: 'print as JSON (as the API does)' } },
    config: CONFIG_OPTION,
  },
  async run({ values, lang }, io) {
    const opened = openConfiguration({ config: values.config, lang }, io)
    if (opened === null) return EXIT.usage
    const { config, locale } = opened
    const clock = systemClock
    const now = clock.now()
    const at = values.at === undefined ? null : parseInstant(values.at, now, config.zone)
    if (values.at !== undefined && (at === null || at > now))
      throw new UsageError({
        ja: '--at は過ぎた時刻にしてください（例: 9:05、"2026-11-23 09:05"、2026-11-23T09:05:00+09:00）',
        en: '--at must be a moment that is over (examples: 9:05, "2026-11-23 09:05", 2026-11-23T09:05:00+09:00)',
      })
    const server = values.server === undefined ? null : URL.parse(values.server)
    if (values.server !== undefined && !/^https?:$/.test(server?.protocol ?? ''))
      throw new UsageError({
        ja: '--server は http:// か https:// で始まるURLにしてください',
        en: '--server must be an http:// or https:// URL',
      })
    const question = { at, site: values.site ?? null, zone: config.zone }
    const ask = async (): Promise<ExplainedOr> => {
      if (!server) return explainedByStore(config.database.url, question, clock)
      const { proxyFor } = createProxyChooser(config.proxy)
      const sender = createSender({ clock, trust: config.trust, proxyFor, signal: io.signal })
      return explainedByServer(server, question, sender.send).finally(() => sender.close())
    }
    try {
      const answer = await ask()
      if (answer.kind === 'explained') {
        const { explained } = answer
        const options = { locale, style: styleOf(io), columns: io.columns, zone: config.zone, now }
        io.stdout.write(values.json ? `${JSON.stringify(explained, null, 2)}\n` : waterfallText(explained, options))
        return EXIT.fine
      }
      return tell(answer, question.site, locale, (line) => io.stderr.write(`dotchi: ${line}\n`))
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error
      io.stderr.write(`dotchi: ${error.text[locale]}\n`)
      return EXIT.cannotRun
    }
  },
})

function tell(
  answer: Exclude<ExplainedOr, { kind: 'explained' }>,
  site: string | null,
  locale: Locale,
  say: (line: string) => unknown,
): ExitCode {
  if (answer.kind === 'failed') {
    say(answer.text[locale])
    return EXIT.cannotRun
  }
  const ofSite = site === null ? { ja: '', en: '' } : { ja: `（拠点 ${site}）`, en: ` (office ${site})` }
  say(
    locale === 'ja'
      ? `この時刻の判定はありません${ofSite.ja}。サービスが動いていたか、拠点のIDが正しいか確認してください。`
      : `there is no verdict of this moment${ofSite.en}; did the service run then, and is the office right?`,
  )
  return EXIT.noInput
}
