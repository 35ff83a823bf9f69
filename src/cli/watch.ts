import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Recipient } from '../core/alert/policy.ts'
import type { Locale, Text } from '../core/locale.ts'
import { timeOf } from '../core/time-text.ts'
import { SIGHT_WORDS } from '../core/watch/watch-message.ts'
import { startDelivering } from '../jobs/deliver.ts'
import { lookAtDotchi, type Seen, startWatching } from '../jobs/watch-dotchi.ts'
import { openChannels } from '../open-channels.ts'
import { systemChance } from '../platform/chance.ts'
import { systemClock } from '../platform/clock.ts'
import { openStore } from '../store/open.ts'
import { StoreProblem } from '../store/problem.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { CONFIG_OPTION, openConfiguration } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

const DEFAULT_DATABASE = 'sqlite:var/dotchi-watch.db'

export const watchCommand = defineCommand({
  name: 'watch',
  summary: {
    ja: '別の Dotchi を見張り、止まったら知らせる',
    en: 'watch another Dotchi, and raise the alarm when it stops',
  },
  usage: 'URL [--once]',
  positionals: { min: 1, max: 1 },
  options: {
    every: {
      type: 'string',
      value: 'SECONDS',
      help: { ja: '確認の間隔（既定: 30）', en: 'how often (by default 30)' },
    },
    after: {
      type: 'string',
      value: 'SECONDS',
      help: { ja: '異常がこの時間続いたら知らせる（既定: 120）', en: 'how long it may be gone (by default 120)' },
    },
    once: { type: 'boolean', help: { ja: '1回だけ確認して終わる', en: 'look once, and end' } },
    data: {
      type: 'string',
      value: 'DATABASE',
      help: {
        ja: `見張りの記録（既定: ${DEFAULT_DATABASE}）`,
        en: `what it remembers (by default ${DEFAULT_DATABASE})`,
      },
    },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: '別のマシンで動かしてください。知らせる相手は、このマシンの設定（alerts.recipients）から選びます。\n終了コード: 0 正常、3 応答なし・判定が古い・通知できない（--once）、64 使い方や設定の誤り、69 記録を開けない。',
    en: 'Run it on another machine. Whom to tell comes from the configuration of this machine (alerts.recipients).\nExit codes: 0 all works, 3 it does not (with --once), 64 wrong call or configuration, 69 its database cannot be had.',
  },
  async run({ values, positionals, lang }, io) {
    const url = parseUrl(positionals[0] ?? '')
    const [everyMs, patienceMs] = [parseMs(values.every, 30), parseMs(values.after, 120)]
    const opened = openConfiguration({ config: values.config, lang }, io)
    if (opened === null) return EXIT.usage
    const { config, locale } = opened
    if (values.once) return lookOnce(url, config, locale, io)
    const recipients = administratorsOf(config)
    if (recipients.length === 0) throw new UsageError(NOBODY)
    try {
      const work = { url, everyMs, patienceMs, config, recipients, database: values.data ?? DEFAULT_DATABASE, locale }
      await watchUntilStopped(work, io)
      return EXIT.fine
    } catch (error) {
      if (!(error instanceof StoreProblem)) throw error
      io.stderr.write(`dotchi: ${error.text[locale]}\n`)
      return EXIT.cannotRun
    }
  },
})

const NOBODY: Text = {
  ja: '知らせる相手がいません。設定の alerts.recipients に書いてください',
  en: 'there is nobody to tell: name somebody in alerts.recipients of the configuration',
}

function parseUrl(text: string): URL {
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new UsageError({
    ja: 'URL は http:// か https:// で始めてください',
    en: 'the URL must begin with http:// or https://',
  })
}

function parseMs(text: string | undefined, seconds: number): number {
  const value = text === undefined ? seconds : Number(text)
  if (Number.isFinite(value) && value >= 1 && value <= 86_400) return value * 1_000
  throw new UsageError({ ja: '秒数は1から86400までです', en: 'seconds must be between 1 and 86400' })
}

/** Those who hear of the machinery; where no rule says who, everybody. */
function administratorsOf({ alerts }: Config): readonly Recipient[] {
  const { rules, recipients } = alerts.policy
  const ids = new Set(rules.filter(({ events }) => events.includes('agent')).flatMap(({ to }) => to))
  return ids.size === 0 ? recipients : recipients.filter(({ id }) => ids.has(id))
}

async function lookOnce(url: URL, config: Config, locale: Locale, io: Io): Promise<ExitCode> {
  const opened = openChannels({ ...config, alerts: { ...config.alerts, channels: [] } }, systemClock)
  const seen = await lookAtDotchi(url, opened.sendAnywhere).finally(() => opened.close())
  io.stdout.write(`${lineOf(seen, url, locale)}\n`)
  return seen.sight === 'well' ? EXIT.fine : EXIT.unknown
}

const lineOf = ({ sight, detail }: Seen, url: URL, locale: Locale): string =>
  `${url.host}: ${SIGHT_WORDS[sight][locale]}${detail === null ? '' : locale === 'ja' ? `（${detail}）` : ` (${detail})`}`

interface Work {
  readonly url: URL
  readonly everyMs: number
  readonly patienceMs: number
  readonly config: Config
  readonly recipients: readonly Recipient[]
  readonly database: string
  readonly locale: Locale
}

async function watchUntilStopped({ config, database, locale, ...work }: Work, io: Io): Promise<void> {
  const clock = systemClock
  const { zone } = config
  const say = (text: string) => io.stdout.write(`${timeOf(clock.now(), zone, true)} ${text}\n`)
  const onError = (error: unknown) =>
    say(error instanceof StoreProblem ? error.text[locale] : `${error instanceof Error ? error.message : error}`)
  const store = await openStore({ url: database, clock })
  const opened = openChannels(config, clock)
  const delivering = startDelivering({
    ...{ store, clock, zone, channels: opened.channels, holder: randomUUID(), chance: systemChance, onError },
    isAlone: store.database === 'sqlite',
    isAffected: () => false,
    unsubscribeUrlOf: () => null,
    onAttempt: ({ attempt }, { recipient }) =>
      say(`${recipient} ← ${attempt.channel}: ${attempt.result}${attempt.detail ? ` (${attempt.detail})` : ''}`),
  })
  let last = ''
  const watching = startWatching({
    ...{ ...work, store, clock, zone, send: opened.sendAnywhere, onError, onTold: delivering.wake },
    onSeen(seen) {
      const line = lineOf(seen, work.url, locale)
      if (line !== last) say(line)
      last = line
    },
  })
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve()
    io.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await watching.stop()
  await delivering.stop()
  await opened.close()
  await store.close()
}
