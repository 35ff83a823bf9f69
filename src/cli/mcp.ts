import { Writable } from 'node:stream'
import type { Config } from '../config.ts'
import type { Locale, Text } from '../core/locale.ts'
import { createMcpDesk, type McpDesk } from '../http/mcp/mcp-desk.ts'
import { systemClock } from '../platform/clock.ts'
import { VERSION } from '../version.ts'
import { openOwnKnowledge } from './ask/own-knowledge.ts'
import { addressAt, senderFor, serverOf } from './ask/server-url.ts'
import { defineCommand, type Io } from './command.ts'
import { CONFIG_OPTION, openConfiguration } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

const NO_STDIN: Text = {
  ja: '標準入力がありません。MCP クライアントから起動してください',
  en: 'there is no standard input: let an MCP client start it',
}

/** `dotchi mcp`: the tools for assistants on standard input and output; the log goes to standard error. */
export const mcpCommand = defineCommand({
  name: 'mcp',
  summary: {
    ja: 'AI アシスタント向けの MCP サーバー（標準入出力）',
    en: 'tools for assistants: an MCP server on standard input and output',
  },
  usage: '[--server URL]',
  positionals: { min: 0, max: 0 },
  options: {
    server: {
      type: 'string',
      value: 'URL',
      help: { ja: '動いているサーバーの /mcp に取り次ぐ', en: 'pass everything on to /mcp of a running server' },
    },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: 'MCP クライアントの設定例: { "command": "npx", "args": ["dotchi", "mcp", "--server", "http://dotchi.example.co.jp:8787"] }\nDOTCHI_DESK_TOKEN を設定すると、利用者の報告（report）も使えます。',
    en: 'In the settings of an MCP client: { "command": "npx", "args": ["dotchi", "mcp", "--server", "http://dotchi.example.co.jp:8787"] }\nWith DOTCHI_DESK_TOKEN set, the tool `report` is there too.',
  },
  async run({ values, lang }, io) {
    const opened = openConfiguration({ config: values.config, lang }, io)
    if (opened === null) return EXIT.usage
    const { config, locale } = opened
    const server = serverOf(values.server)
    const { stdin } = io
    if (!stdin) {
      io.stderr.write(`dotchi: ${NO_STDIN[locale]}\n`)
      return EXIT.usage
    }
    return server ? passOn(server, stdin, config, locale, io) : serveHere(stdin, config, locale, io)
  },
})

type Stdin = NonNullable<Io['stdin']>

/** Serves until the client goes away or the process is asked to end. */
async function untilGone(stdin: Stdin, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) stdin.once(event, () => resolve())
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

async function transportOn(stdin: Stdin, io: Io) {
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js')
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      io.stdout.write(chunk.toString('utf8'))
      done()
    },
  })
  return new StdioServerTransport(stdin as NodeJS.ReadStream, out, { maxBufferSize: 1_000_000 })
}

async function serveHere(stdin: Stdin, config: Config, locale: Locale, io: Io): Promise<ExitCode> {
  const { createMcpServer } = await import('../http/mcp/mcp-server.ts')
  // An assistant may stay for days: what is known is gathered anew for each question. No moving lines on the way.
  const quiet: Io = { ...io, isTerminal: false }
  const asked = async <T>(question: (desk: McpDesk) => Promise<T>): Promise<T> => {
    const knowledge = await openOwnKnowledge(config, locale, quiet)
    if (!knowledge) throw new Error('stopped')
    try {
      return await question(
        createMcpDesk({ ask: knowledge.ask, store: { verdicts: knowledge.verdicts }, clock: systemClock }),
      )
    } finally {
      await knowledge.close()
    }
  }
  const desk: McpDesk = {
    isDown: (question) => asked((one) => one.isDown(question)),
    explain: (question) => asked((one) => one.explain(question)),
    triage: (question) => asked((one) => one.triage(question)),
    incidents: (question) => asked((one) => one.incidents(question)),
    maintenances: () => asked((one) => one.maintenances()),
  }
  const server = createMcpServer({ desk, version: VERSION })
  await server.connect(await transportOn(stdin, io))
  await untilGone(stdin, io.signal)
  await server.close()
  return EXIT.fine
}

/** Hands every call to the tools of a server, which then are the same for all. */
async function passOn(url: URL, stdin: Stdin, config: Config, locale: Locale, io: Io): Promise<ExitCode> {
  const { connectTo } = await import('./ask/mcp-relay.ts')
  const sender = senderFor(config, io)
  try {
    const relay = await connectTo(addressAt(url, 'mcp'), {
      send: sender.send,
      token: io.environment.DOTCHI_DESK_TOKEN || null,
      version: VERSION,
    })
    if ('failed' in relay) {
      const reason = relay.failed
      io.stderr.write(
        `dotchi: ${locale === 'ja' ? `サーバーの /mcp に接続できません（${reason}）` : `cannot use /mcp of the server (${reason})`}\n`,
      )
      return EXIT.cannotRun
    }
    await relay.server.connect(await transportOn(stdin, io))
    await untilGone(stdin, io.signal)
    await relay.close()
    return EXIT.fine
  } finally {
    await sender.close()
  }
}
