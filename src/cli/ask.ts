import type { Config } from '../config.ts'
import type { Locale, Text } from '../core/locale.ts'
import { askAnswerOf } from '../http/ask/ask-answer.ts'
import { type AskAnswer, askAnswerSchema } from '../http/ask/ask-routes.ts'
import { cleanText } from '../platform/clean-text.ts'
import type { Send } from '../platform/sender.ts'
import { StoreProblem } from '../store/problem.ts'
import { openOwnKnowledge } from './ask/own-knowledge.ts'
import { addressAt, senderFor, serverOf } from './ask/server-url.ts'
import { EXIT_OF } from './check.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { CONFIG_OPTION, openConfiguration } from './configuration.ts'
import { EXIT } from './exit-code.ts'

/** What is asked. `lang`: only where it was asked for; otherwise the words of the question decide. */
interface Asked {
  readonly text: string
  readonly lang: Locale | null
  readonly site: string | null
}

type Got = { readonly answer: AskAnswer } | { readonly failed: Text } | null

export const askCommand = defineCommand({
  name: 'ask',
  summary: {
    ja: '言葉で質問する（例: "LINE WORKS 落ちてる？"）',
    en: 'ask in plain words, such as "is LINE WORKS down?"',
  },
  usage: '"TEXT"',
  positionals: { min: 1, max: 1 },
  options: {
    site: {
      type: 'string',
      value: 'ID',
      help: { ja: '拠点のID（既定: LINE WORKS 全体）', en: 'id of an office (by default LINE WORKS as a whole)' },
    },
    server: {
      type: 'string',
      value: 'URL',
      help: { ja: '動いているサーバーに聞く', en: 'ask a running server' },
    },
    json: { type: 'boolean', help: { ja: 'JSON で出力（API と同じ形）', en: 'print as JSON (as the API does)' } },
    config: CONFIG_OPTION,
  },
  notes: {
    ja: '--server がなければデータベースの最新の判定で答え、古ければこの端末から1回確認します。\n終了コード: 0 正常 · 1 LINE WORKS 側 · 2 こちら側 · 3 判定できない · 64 使い方か設定の誤り · 69 答えられない',
    en: 'Without --server it answers from the newest verdict in the database, and looks once from here where that is old.\nExit code: 0 fine · 1 LINE WORKS · 2 your side · 3 unknown · 64 wrong usage or configuration · 69 no answer',
  },
  async run({ positionals: [text = ''], values, lang }, io) {
    const opened = openConfiguration({ config: values.config, lang }, io)
    if (opened === null) return EXIT.usage
    const { config, locale } = opened
    if (text.trim() === '') throw new UsageError({ ja: '質問が空です', en: 'the question is empty' })
    const server = serverOf(values.server)
    const asked: Asked = { text, lang, site: values.site ?? null }
    const got = server ? await askServer(server, asked, config, io) : await askHere(asked, config, locale, io)
    if (got === null) {
      io.stderr.write(locale === 'ja' ? '中止しました。\n' : 'Stopped.\n')
      return EXIT.interrupted
    }
    if ('failed' in got) {
      io.stderr.write(`dotchi: ${got.failed[locale]}\n`)
      return EXIT.cannotRun
    }
    io.stdout.write(values.json ? `${JSON.stringify(got.answer, null, 2)}\n` : printed(got.answer))
    return EXIT_OF[got.answer.condition]
  },
})

/** Foreign words in it must not steer the terminal. */
const printed = ({ text }: AskAnswer): string =>
  `${text
    .trimEnd()
    .split('\n')
    .map((line) => cleanText(line, 2_000))
    .join('\n')}\n`

async function askHere({ text, lang, site }: Asked, config: Config, locale: Locale, io: Io): Promise<Got> {
  try {
    const knowledge = await openOwnKnowledge(config, locale, io)
    if (!knowledge) return null
    try {
      return { answer: askAnswerOf(await knowledge.ask.answer({ text, locale: lang, usual: locale, site })) }
    } finally {
      await knowledge.close()
    }
  } catch (error) {
    if (!(error instanceof StoreProblem)) throw error
    return { failed: error.text }
  }
}

async function askServer(server: URL, asked: Asked, config: Config, io: Io): Promise<Got> {
  const sender = senderFor(config, io)
  try {
    return await askedOf(server, asked, sender.send)
  } finally {
    await sender.close()
  }
}

async function askedOf(server: URL, { text, lang, site }: Asked, send: Send): Promise<Got> {
  const question = { text: text.slice(0, 4_000), ...(lang ? { lang } : {}), ...(site === null ? {} : { site }) }
  const sent = await send({
    url: addressAt(server, 'api/v1/ask'),
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: Buffer.from(JSON.stringify(question)),
  })
  if (sent.kind === 'unreachable')
    return {
      failed: { ja: `サーバーに接続できません（${sent.detail}）`, en: `the server cannot be reached (${sent.detail})` },
    }
  const answer = sent.status === 200 ? askAnswerSchema.safeParse(jsonOf(sent.body)) : null
  if (answer?.success) return { answer: answer.data }
  return {
    failed: {
      ja: `サーバーから答えを得られません（HTTP ${sent.status}）`,
      en: `the server does not answer (HTTP ${sent.status})`,
    },
  }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
