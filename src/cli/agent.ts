import { type AgentEvent, agentLine, enrolmentText } from '../agent/agent-text.ts'
import { type Keepsake, openKeepsake } from '../agent/keepsake.ts'
import { createLink, type Link } from '../agent/link.ts'
import { startAgent } from '../agent-app.ts'
import { readFromDisk } from '../config/from-disk.ts'
import { environmentValue } from '../config/secrets.ts'
import type { Config } from '../config.ts'
import type { Locale } from '../core/locale.ts'
import { systemChance } from '../platform/chance.ts'
import { systemClock } from '../platform/clock.ts'
import { createNetwork } from '../platform/create-network.ts'
import { createProxyChooser } from '../platform/proxy-chooser.ts'
import { createSender } from '../platform/sender.ts'
import { parseCode } from '../platform/sign.ts'
import { VERSION } from '../version.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { CONFIG_OPTION, openConfiguration } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

const DEFAULT_DIRECTORY = 'var/agent'
const TOKEN_NAME = 'DOTCHI_AGENT_TOKEN'
const SERVER_NAME = 'DOTCHI_AGENT_SERVER'

function serverOf(given: string | undefined, io: Io): URL {
  const text = given ?? io.environment[SERVER_NAME]
  if (!text)
    throw new UsageError({
      ja: `--server でサーバーのURLを指定してください（または環境変数 ${SERVER_NAME}）`,
      en: `name the server with --server URL (or in ${SERVER_NAME})`,
    })
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new UsageError({
      ja: '--server は http:// か https:// で始まるURLにしてください（例: https://dotchi.example.co.jp）',
      en: '--server must be an http:// or https:// URL (example: https://dotchi.example.co.jp)',
    })
  return url
}

const isLoopback = ({ hostname }: URL) => hostname === 'localhost' || /^(127\.|\[::1\])/.test(hostname)

/** The token of the environment or of the disk; null where this computer was never enrolled. */
function tokenOf(keepsake: Keepsake, io: Io): string | null {
  const found = environmentValue(TOKEN_NAME, io.environment, readFromDisk)
  if (found && 'problem' in found) throw new UsageError(found.problem)
  return found?.value.trim() || keepsake.token()
}

interface Enrolment {
  readonly code: string
  readonly link: Link
  readonly keepsake: Keepsake
  readonly tell: (event: AgentEvent) => void
  readonly signal: AbortSignal
}

/** Gets a token for the code, however long the server stays away. Null where it was stopped; the reason where it is refused. */
async function enrol({ code, link, keepsake, tell, signal }: Enrolment) {
  for (let waitMs = 2_000; ; waitMs = Math.min(60_000, waitMs * 2)) {
    const answer = await link.enrol(code)
    if (signal.aborted) return null
    if (answer.kind === 'enrolled') {
      keepsake.keepToken(answer.token)
      tell({ kind: 'enrolled', agent: answer.agent, tokenFile: keepsake.tokenFile })
      return answer.token
    }
    if (answer.reason !== 'unreachable' && answer.reason !== 'busy') return answer
    if (waitMs === 2_000) tell({ kind: 'waiting', failure: answer, rounds: 0 })
    await systemClock.sleep(waitMs * (0.5 + systemChance() / 2), signal).catch(() => {})
    if (signal.aborted) return null
  }
}

interface Setting {
  readonly config: Config
  readonly server: URL
  readonly keepsake: Keepsake
  readonly code: string | null
  readonly locale: Locale
}

async function run({ config, server, keepsake, code, locale }: Setting, io: Io): Promise<ExitCode> {
  const clock = systemClock
  const say = (line: string) => io.stdout.write(`${line}\n`)
  const tell = (event: AgentEvent) => say(agentLine(event, clock.now(), config.zone, locale))
  const { proxyFor } = createProxyChooser(config.proxy)
  const sender = createSender({ clock, trust: config.trust, proxyFor, signal: io.signal })
  const link = createLink({ server, send: sender.send, clock, version: VERSION })
  try {
    const known = tokenOf(keepsake, io)
    const token = known ?? (code === null ? null : await enrol({ code, link, keepsake, tell, signal: io.signal }))
    if (io.signal.aborted) return EXIT.interrupted
    if (token === null)
      throw new UsageError({
        ja: 'まだ登録されていません。サーバーで dotchi agents add を実行し、表示されたコードを --code で指定してください',
        en: 'not enrolled yet: run "dotchi agents add" on the server and give the code it prints with --code',
      })
    if (typeof token !== 'string') {
      io.stderr.write(`dotchi: ${enrolmentText(token)[locale]}\n`)
      return EXIT.cannotRun
    }
    say(`Dotchi ${VERSION} ${locale === 'ja' ? 'エージェント' : 'agent'} → ${server.origin}`)
    if (server.protocol === 'http:' && !isLoopback(server))
      say(
        locale === 'ja'
          ? '注意: http:// では途中の機器がトークンを読めます。https:// を使ってください。'
          : 'Careful: over http:// anyone on the way can read the token. Use https://.',
      )
    const network = createNetwork({ clock })
    const agent = startAgent({
      config,
      clock,
      chance: systemChance,
      network,
      link,
      keepsake,
      token,
      version: VERSION,
      tell,
    })
    await new Promise<void>((resolve) => {
      if (io.signal.aborted) resolve()
      io.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    await agent.stop()
    say(
      locale === 'ja'
        ? '停止しました。未送信の結果は次回の起動後に送ります。'
        : 'Stopped. What was not sent waits on disk.',
    )
    return EXIT.fine
  } finally {
    await sender.close()
  }
}

export const agentCommand = defineCommand({
  name: 'agent',
  summary: {
    ja: '別の拠点から確認し、結果をサーバーへ送る',
    en: 'look from another office and report to the server',
  },
  usage: '--server URL [--code CODE]',
  positionals: { min: 0, max: 0 },
  options: {
    server: {
      type: 'string',
      value: 'URL',
      help: { ja: 'Dotchi サーバーのURL', en: 'address of the Dotchi server' },
    },
    code: {
      type: 'string',
      value: 'CODE',
      help: {
        ja: '登録コード（初回だけ。サーバーの dotchi agents add で発行）',
        en: 'one-time code, the first time only (from dotchi agents add)',
      },
    },
    data: {
      type: 'string',
      value: 'DIR',
      help: {
        ja: `トークンと未送信の結果の保管先（既定: ${DEFAULT_DIRECTORY}）`,
        en: `where token and unsent results are kept (by default ${DEFAULT_DIRECTORY})`,
      },
    },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: `確認する対象と間隔はサーバーから受け取ります。プロキシ・証明書の設定だけ、この端末の設定ファイルと環境変数を使います。\nサーバーに届かない間の結果は24時間までディスクに保管し、あとから元の時刻のまま送ります。\nトークンは ${TOKEN_NAME}（または ${TOKEN_NAME}_FILE）でも渡せます。`,
    en: `What to look at comes from the server; only proxy and certificates come from this computer's configuration and environment.\nResults are kept on disk for up to 24 h while the server is away, and delivered later with their own times.\nThe token may also come from ${TOKEN_NAME} (or ${TOKEN_NAME}_FILE).`,
  },
  async run({ values, lang }, io) {
    const server = serverOf(values.server, io)
    const code = values.code === undefined ? null : parseCode(values.code)
    if (values.code !== undefined && code === null)
      throw new UsageError({
        ja: '--code は XXXX-XXXX-XXXX-XXXX の形です（dotchi agents add が表示したもの）',
        en: '--code looks like XXXX-XXXX-XXXX-XXXX (as dotchi agents add printed it)',
      })
    const opened = openConfiguration({ config: values.config, lang }, io)
    if (opened === null) return EXIT.usage
    const { config, locale } = opened
    const directory = values.data ?? DEFAULT_DIRECTORY
    const keepsake = openedKeepsake(directory, locale, io)
    return keepsake === null ? EXIT.cannotWrite : run({ config, server, keepsake, code, locale }, io)
  },
})

function openedKeepsake(directory: string, locale: Locale, io: Io): Keepsake | null {
  try {
    return openKeepsake(directory)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error)
    io.stderr.write(
      locale === 'ja'
        ? `dotchi: ${directory} に書き込めません（${reason}）\n`
        : `dotchi: cannot write to ${directory} (${reason})\n`,
    )
    return null
  }
}
