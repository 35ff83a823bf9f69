import { z } from 'zod'
import { markdownOf } from '../../core/answer/render-answer.ts'
import { isHmacOf } from '../../platform/call-signature.ts'
import { defineBot, jsonReply, PLAIN_QUESTION, refused } from '../bot.ts'
import { base64Secret, eventOf, isFresh } from '../call.ts'

const EVENT = z.looseObject({
  type: z.string(),
  id: z.string().max(200).optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  text: z.string().optional(),
  locale: z.string().optional(),
})

const OPTIONS = z.strictObject({
  token: base64Secret.describe('The security token; write it as token_FILE.'),
})

/** Entities that Teams writes. */
const ENTITIES: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const wordsOf = (html: string) =>
  html
    .slice(0, 20_000)
    .replace(/<at>[^<]{0,200}<\/at>/gi, ' ')
    .replace(/<[^<>]{0,500}>/g, ' ')
    .replace(/&(nbsp|amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .trim()

/**
 * Microsoft Teams: an outgoing webhook, called by @mention in a channel; the answer must come within five seconds.
 * Source: https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook
 */
export const teams = defineBot({
  kind: 'teams',
  title: { ja: 'Microsoft Teams', en: 'Microsoft Teams' },
  options: OPTIONS,
  example: { token: 'ZXhhbXBsZQ==' },
  setup: {
    ja: 'チームの「アプリ」で送信 Webhook を作成し、コールバック URL を https://（Dotchiの公開URL）/bots/teams にします。表示されるセキュリティ トークンを設定します。',
    en: 'In the apps of a team create an outgoing webhook with the callback URL https://(public address of Dotchi)/bots/teams, and configure the security token that is shown.',
  },
  open: ({ token }, { clock }) => ({
    hear(call) {
      const given = /^HMAC +(\S+)$/i.exec(call.header('authorization') ?? '')?.[1] ?? ''
      if (!isHmacOf(given, 'base64', Buffer.from(token, 'base64'), call.body)) return refused('forged')
      const event = eventOf(call, EVENT)
      if (event?.type !== 'message') return refused('malformed')
      // Not every client writes one; what comes twice is known by its id.
      if (event.timestamp !== undefined && !isFresh(Date.parse(event.timestamp), clock.now())) return refused('stale')
      return {
        kind: 'asked',
        id: event.id ?? null,
        text: wordsOf(event.text ?? '') || PLAIN_QUESTION,
        locale: null,
        reply: (answer) => jsonReply({ type: 'message', textFormat: 'markdown', text: markdownOf(answer) }),
      }
    },
  }),
})
