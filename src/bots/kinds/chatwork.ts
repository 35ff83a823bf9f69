import { z } from 'zod'
import type { Answer } from '../../core/answer/answer.ts'
import { cut } from '../../core/answer/cut.ts'
import { textOf } from '../../core/answer/render-answer.ts'
import { isHmacOf } from '../../platform/call-signature.ts'
import { defineBot, EMPTY_REPLY, PLAIN_QUESTION, refused } from '../bot.ts'
import { apiUrl, base64Secret, eventOf, isFresh, secret } from '../call.ts'

const id = z.union([z.string().regex(/^\d{1,25}$/), z.int().nonnegative()]).transform(String)

const EVENT = z.looseObject({
  webhook_event_type: z.string(),
  webhook_event_time: z.int(),
  webhook_event: z.looseObject({
    message_id: id,
    room_id: id,
    from_account_id: id.optional(),
    account_id: id.optional(),
    body: z.string(),
  }),
})

const OPTIONS = z.strictObject({
  webhookToken: base64Secret.describe('Write it as webhookToken_FILE.'),
  apiToken: secret.describe('With which replies are written; write it as apiToken_FILE.'),
  api: apiUrl('https://api.chatwork.com/v2', "Chatwork's API."),
})

/**
 * Chatwork: a webhook of the bot's own account, for messages that mention it. Other messages are not listened to: the
 * bot would hear itself. Source: https://developer.chatwork.com/docs/webhook
 */
export const chatwork = defineBot({
  kind: 'chatwork',
  title: { ja: 'Chatwork', en: 'Chatwork' },
  options: OPTIONS,
  example: { webhookToken: 'ZXhhbXBsZQ==', apiToken: 'example' },
  setup: {
    ja: 'Bot 用アカウントの「サービス連携」で、Webhook を「アカウントイベント（自分へのメンション）」、URL を https://（Dotchiの公開URL）/bots/chatwork で作成し、その Token と API トークンを設定します。',
    en: 'In the service integrations of the bot’s own account create a webhook for account events (mentions) with the URL https://(public address of Dotchi)/bots/chatwork, and configure its token and an API token.',
  },
  open: ({ webhookToken, apiToken, api }, { clock, send }) => ({
    hear(call) {
      const given = call.header('x-chatworkwebhooksignature') ?? ''
      if (!isHmacOf(given, 'base64', Buffer.from(webhookToken, 'base64'), call.body)) return refused('forged')
      const event = eventOf(call, EVENT)
      if (!event) return refused('malformed')
      if (!isFresh(event.webhook_event_time * 1000, clock.now())) return refused('stale')
      if (event.webhook_event_type !== 'mention_to_me') return { kind: 'acknowledged', reply: EMPTY_REPLY }
      const { room_id: room, message_id: message, from_account_id: from, body } = event.webhook_event
      return {
        kind: 'asked-later',
        id: message,
        text: wordsOf(body) || PLAIN_QUESTION,
        locale: null,
        accepted: EMPTY_REPLY,
        async deliver(answer) {
          const to = from === undefined ? '' : `[rp aid=${from} to=${room}-${message}]\n`
          const sent = await send({
            url: new URL(`${api.replace(/\/$/, '')}/rooms/${room}/messages`),
            method: 'POST',
            headers: { 'x-chatworktoken': apiToken, 'content-type': 'application/x-www-form-urlencoded' },
            body: Buffer.from(new URLSearchParams({ body: to + bodyOf(answer), self_unread: '0' }).toString()),
          })
          if (sent.kind === 'unreachable') return { kind: 'failed', detail: sent.detail }
          return sent.status === 200 ? { kind: 'sent' } : { kind: 'failed', detail: `HTTP ${sent.status}` }
        },
      }
    },
  }),
})

const TAG = /\[\/?[A-Za-z返信][^[\]]{0,200}\]/g
/** `[To:1]山田さん` names whom it is for. */
const wordsOf = (body: string) =>
  body
    .slice(0, 10_000)
    .replace(/\[(?:To|rp|返信)[^[\]]{0,100}\][^\n[\]]{0,60}さん(?=\n|$)/g, ' ')
    .replace(TAG, ' ')
    .trim()

const MOST_TEXT = 8_000
/** `[toall]` in the title of a notice would call everybody. */
const bodyOf = (answer: Answer) =>
  cut(textOf(answer, { choices: true }).replace(/\[/g, '［').replace(/\]/g, '］').trimEnd(), MOST_TEXT)
