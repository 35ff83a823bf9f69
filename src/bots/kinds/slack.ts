import { z } from 'zod'
import type { Answer } from '../../core/answer/answer.ts'
import { cut } from '../../core/answer/cut.ts'
import { slackBlocksOf, textOf } from '../../core/answer/render-answer.ts'
import { isHmacOf } from '../../platform/call-signature.ts'
import {
  type BotContext,
  type Call,
  type Delivered,
  defineBot,
  EMPTY_REPLY,
  type Heard,
  jsonReply,
  PLAIN_QUESTION,
  refused,
} from '../bot.ts'
import { apiUrl, eventOf, isFresh, secret } from '../call.ts'

const OPTIONS = z.strictObject({
  signingSecret: secret.describe('Write it as signingSecret_FILE.'),
  botToken: secret
    .nullable()
    .default(null)
    .describe('For mentions and direct messages (chat:write); write it as botToken_FILE.'),
  api: apiUrl('https://slack.com/api', "Slack's Web API."),
  responses: apiUrl('https://hooks.slack.com', 'Where pressed buttons may be answered.'),
})
type Options = z.output<typeof OPTIONS>

const EVENT = z.union([
  z.looseObject({ type: z.literal('url_verification'), challenge: z.string().max(1_000) }),
  z.looseObject({
    type: z.literal('event_callback'),
    event_id: z.string().min(1).max(100),
    event: z.looseObject({
      type: z.string(),
      text: z.string().optional(),
      channel: z.string().max(100).optional(),
      channel_type: z.string().optional(),
      ts: z.string().max(50).optional(),
      thread_ts: z.string().max(50).optional(),
      bot_id: z.string().optional(),
      subtype: z.string().optional(),
    }),
  }),
])
const ACTION = z.looseObject({
  type: z.literal('block_actions'),
  trigger_id: z.string().max(200).optional(),
  response_url: z.url({ protocol: /^https?$/ }),
  actions: z.array(z.looseObject({ value: z.string().max(2_000).optional() })).min(1),
})
const SAID = z.looseObject({ ok: z.literal(false), error: z.string().default('') })

/**
 * Slack: a slash command, a mention or direct message, and the buttons of an answer.
 * Source: https://api.slack.com/authentication/verifying-requests-from-slack
 */
export const slack = defineBot({
  kind: 'slack',
  title: { ja: 'Slack', en: 'Slack' },
  options: OPTIONS,
  example: { signingSecret: 'example', botToken: 'xoxb-example' },
  setup: {
    ja: 'api.slack.com でアプリを作成し、Slash Commands・Event Subscriptions（app_mention、message.im）・Interactivity の Request URL をすべて https://（Dotchiの公開URL）/bots/slack にします。Signing Secret を設定し、メンションにも答えるなら Bot Token（chat:write）も設定します。',
    en: 'Create an app at api.slack.com and set the Request URL of Slash Commands, Event Subscriptions (app_mention, message.im) and Interactivity to https://(public address of Dotchi)/bots/slack. Configure the Signing Secret, and the Bot Token (chat:write) where mentions shall be answered too.',
  },
  open: (options, context) => ({
    hear(call) {
      const timestamp = call.header('x-slack-request-timestamp') ?? ''
      const given = /^v0=([0-9a-f]{64})$/.exec(call.header('x-slack-signature') ?? '')?.[1] ?? ''
      if (!isHmacOf(given, 'hex', options.signingSecret, `v0:${timestamp}:`, call.body)) return refused('forged')
      if (!/^\d{1,12}$/.test(timestamp) || !isFresh(Number(timestamp) * 1000, context.clock.now()))
        return refused('stale')
      const isForm = /^application\/x-www-form-urlencoded\b/i.test(call.header('content-type') ?? '')
      return isForm ? hearForm(call, options, context) : hearEvent(call, options, context)
    },
  }),
})

const messageOf = (answer: Answer) => ({ text: cut(slackText(textOf(answer)), 3_000), blocks: slackBlocksOf(answer) })
const slackText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const wordsOf = (text: string) => text.replace(/<[@!#][^>]{0,100}>/g, ' ').trim()

/** A slash command, or a pressed button. */
function hearForm(call: Call, options: Options, { send }: BotContext): Heard {
  const form = new URLSearchParams(Buffer.from(call.body).toString('utf8'))
  const payload = form.get('payload')
  if (payload !== null) {
    const action = eventOf({ ...call, body: Buffer.from(payload) }, ACTION)
    if (!action || new URL(action.response_url).origin !== new URL(options.responses).origin)
      return refused('malformed')
    const asked = { id: action.trigger_id ?? null, locale: null, text: action.actions[0]!.value ?? '' }
    const deliver = async (answer: Answer): Promise<Delivered> => {
      const body = { response_type: 'ephemeral', replace_original: false, ...messageOf(answer) }
      return deliveredOf(await send(postOf(new URL(action.response_url), body)))
    }
    return { kind: 'asked-later', ...asked, accepted: EMPTY_REPLY, deliver }
  }
  if (!form.has('command')) return refused('malformed')
  return {
    kind: 'asked',
    id: form.get('trigger_id'),
    text: wordsOf(form.get('text') ?? '') || PLAIN_QUESTION,
    locale: null,
    reply: (answer) => jsonReply({ response_type: 'ephemeral', ...messageOf(answer) }),
  }
}

/** A mention or a direct message. What bots say, we too, is not listened to: they would never stop. */
function hearEvent(call: Call, { api, botToken }: Options, { send }: BotContext): Heard {
  const body = eventOf(call, EVENT)
  if (!body) return refused('malformed')
  if (body.type === 'url_verification')
    return { kind: 'acknowledged', reply: { type: 'text/plain; charset=utf-8', body: body.challenge } }
  const { event, event_id: id } = body
  const isForUs = event.type === 'app_mention' || (event.type === 'message' && event.channel_type === 'im')
  const { channel } = event
  if (!isForUs || event.bot_id !== undefined || event.subtype !== undefined || !channel || botToken === null)
    return { kind: 'acknowledged', reply: EMPTY_REPLY }
  return {
    kind: 'asked-later',
    id,
    isRepeated: call.header('x-slack-retry-num') !== undefined,
    text: wordsOf(event.text ?? ''),
    locale: null,
    accepted: EMPTY_REPLY,
    async deliver(answer) {
      const thread = event.thread_ts ?? (event.type === 'app_mention' ? event.ts : undefined)
      const message = { channel, ...(thread ? { thread_ts: thread } : {}), ...messageOf(answer) }
      const url = new URL(`${api.replace(/\/$/, '')}/chat.postMessage`)
      return deliveredOf(await send(postOf(url, message, { authorization: `Bearer ${botToken}` })))
    },
  }
}

const postOf = (url: URL, body: unknown, headers: Readonly<Record<string, string>> = {}) => ({
  url,
  method: 'POST' as const,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: Buffer.from(JSON.stringify(body)),
})

/** Slack says "no" with status 200 as well: `{"ok":false,"error":"channel_not_found"}`. */
function deliveredOf(sent: Awaited<ReturnType<BotContext['send']>>): Delivered {
  if (sent.kind === 'unreachable') return { kind: 'failed', detail: sent.detail }
  if (sent.status !== 200) return { kind: 'failed', detail: `HTTP ${sent.status}` }
  const said = SAID.safeParse(jsonOf(sent.body))
  return said.success ? { kind: 'failed', detail: said.data.error.slice(0, 60) } : { kind: 'sent' }
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}
