import type { Config } from '../config.ts'
import type { ViewerCondition } from '../core/condition.ts'
import { verdictOfRound } from '../core/judge.ts'
import type { Locale } from '../core/locale.ts'
import { verdictJsonOf } from '../core/verdict-json.ts'
import { probeRound } from '../jobs/probe-round.ts'
import { createLooking } from '../looking.ts'
import { systemClock } from '../platform/clock.ts'
import { createNetwork } from '../platform/create-network.ts'
import { looksOf } from '../probes/look.ts'
import { VERSION } from '../version.ts'
import { startProgress } from './check/progress.ts'
import { type Checked, reportText } from './check/report.ts'
import { styleOf } from './check/style.ts'
import { defineCommand, type Io } from './command.ts'
import { CONFIG_OPTION, openConfiguration } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

export const EXIT_OF: Readonly<Record<ViewerCondition, ExitCode>> = {
  operational: EXIT.fine,
  outage: EXIT.lineWorks,
  degraded: EXIT.lineWorks,
  maintenance: EXIT.lineWorks,
  company_network: EXIT.yourSide,
  account_or_device: EXIT.yourSide,
  unknown: EXIT.unknown,
}

/** All looks of one check may be under way at once up to this many, so that none waits for a slow one. */
const MOST_AT_ONCE = 64

/** Looks once at everything, from this computer, and judges what it saw. Null where it was stopped. */
export async function checkOnce(config: Config, locale: Locale, io: Io, quiet: boolean): Promise<Checked | null> {
  const clock = systemClock
  const { paths, context } = createLooking(config, {
    clock,
    network: createNetwork({ clock }),
    version: VERSION,
    signal: io.signal,
  })
  const titles = new Map(config.targets.map((target) => [target.id, target.title[locale]]))
  const total = config.targets.flatMap((target) => looksOf(target, paths)).length
  const progress = quiet ? null : startProgress(total, locale, io)
  const startedAt = clock.monotonic()
  try {
    const observations = await probeRound(
      { at: clock.now(), jitterMs: () => 0 },
      {
        targets: config.targets,
        paths,
        context,
        concurrency: Math.max(config.probing.concurrency, MOST_AT_ONCE),
        onLook: (look) => progress?.step(titles.get(look.target) ?? look.target),
      },
    )
    if (io.signal.aborted) return null
    const verdict = verdictOfRound(observations, clock.now())
    const viewer = verdict.viewers.find(({ vantage }) => vantage === config.vantage.id)
    if (!viewer) throw new Error(`no answer for the vantage ${config.vantage.id}`)
    return {
      verdict,
      viewer,
      observations,
      targets: config.targets,
      zone: config.zone,
      tookMs: clock.monotonic() - startedAt,
      proxy: paths.proxy && `${paths.proxy.host}:${paths.proxy.port}`,
    }
  } finally {
    progress?.end()
  }
}

export const checkCommand = defineCommand({
  name: 'check',
  summary: {
    ja: 'この端末から1回確認して、原因がどちらかを答える（サーバー不要）',
    en: 'look once from this computer and say whose fault it is (needs no server)',
  },
  usage: '',
  positionals: { min: 0, max: 0 },
  options: {
    config: CONFIG_OPTION,
    all: {
      type: 'boolean',
      short: 'a',
      help: { ja: '成功した確認もすべて表示', en: 'show every look, also those that passed' },
    },
    json: {
      type: 'boolean',
      help: { ja: '判定を JSON で出力（API と同じ形）', en: 'print the verdict as JSON (as the API does)' },
    },
  },
  notes: {
    ja: '終了コード: 0 正常 · 1 LINE WORKS 側（障害・不調・メンテナンス） · 2 こちら側（社内ネットワーク・アカウント・端末） · 3 判定できない · 64 使い方か設定の誤り\nログインは試みません。GET と HEAD だけを使います。',
    en: 'Exit code: 0 fine · 1 LINE WORKS (outage, degraded, maintenance) · 2 your side (company network, account, device) · 3 unknown · 64 wrong usage or configuration\nIt never tries to log in: GET and HEAD only.',
  },
  async run({ values, lang }, io) {
    const opened = openConfiguration({ config: values.config, lang }, io)
    if (opened === null) return EXIT.usage
    const { config, locale } = opened
    const checked = await checkOnce(config, locale, io, values.json)
    if (checked === null) {
      io.stderr.write(locale === 'ja' ? '中止しました。\n' : 'Stopped.\n')
      return EXIT.interrupted
    }
    const { verdict, viewer, zone } = checked
    if (values.json) io.stdout.write(`${JSON.stringify(verdictJsonOf(verdict, 'fresh', zone), null, 2)}\n`)
    else {
      const style = styleOf(io)
      io.stdout.write(reportText(checked, { locale, style, columns: io.columns, all: values.all }))
    }
    return EXIT_OF[viewer.condition]
  },
})
