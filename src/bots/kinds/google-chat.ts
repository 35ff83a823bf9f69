import { z } from 'zod'
import type { Answer } from '../../core/answer/answer.ts'
import { cut } from '../../core/answer/cut.ts'
import { textOf } from '../../core/answer/render-answer.ts'
import { createBearerVerifier } from '../../platform/bearer-verifier.ts'
import { defineBot, jsonReply, PLAIN_QUESTION, refused } from '../bot.ts'
import { apiUrl, eventOf, isFresh } from '../call.ts'

const EVENT = z.looseObject({
  type: z.string(),
  eventTime: z.iso.datetime({ offset: true }).optional(),
  message: z
    .looseObject({
      name: z.string().max(300).optional(),
      text: z.string().optional(),
      argumentText: z.string().optional(),
    })
    .optional(),
})

const CHAT = 'chat@system.gserviceaccount.com'

const OPTIONS = z.strictObject({
  audience: z
    .string()
    .min(1)
    .max(500)
    .describe('What was chosen as Authentication Audience: the project number, or the HTTP endpoint URL.'),
  jwksUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null)
    .describe("Google's keys; another place in tests only."),
  issuer: z.string().nullable().default(null).describe('That of Google where left out.'),
  certificates: apiUrl('https://www.googleapis.com', 'Where Google publishes its keys.'),
})

/**
 * Google Chat: an app with an HTTP endpoint; Google signs each call with a token. Which key and issuer depends on the
 * audience. Source: https://developers.google.com/workspace/chat/verify-requests-from-chat
 */
export const googleChat = defineBot({
  kind: 'google-chat',
  title: { ja: 'Google Chat', en: 'Google Chat' },
  options: OPTIONS,
  example: { audience: '1234567890' },
  setup: {
    ja: 'Google Cloud の Google Chat API の設定で、接続設定を HTTP エンドポイント URL、URL を https://（Dotchiの公開URL）/bots/google-chat にします。「認証オーディエンス」に選んだプロジェクト番号か URL を設定します。',
    en: 'In the configuration of the Google Chat API choose HTTP endpoint URL with https://(public address of Dotchi)/bots/google-chat, and configure what was chosen as Authentication Audience: the project number or the URL.',
  },
  open(options, context) {
    const byUrl = /^https?:/.test(options.audience)
    const keys = byUrl ? '/oauth2/v3/certs' : `/service_accounts/v1/jwk/${CHAT}`
    const verifier = createBearerVerifier(
      {
        audience: options.audience,
        issuer: options.issuer ?? (byUrl ? 'https://accounts.google.com' : CHAT),
        jwksUrl: options.jwksUrl ?? new URL(keys, options.certificates).href,
        ...(byUrl ? { claims: { email: CHAT, email_verified: true } } : {}),
      },
      context,
    )
    return {
      async hear(call) {
        const token = /^Bearer +(\S{1,5000})$/i.exec(call.header('authorization') ?? '')?.[1]
        if (token === undefined) return refused('forged')
        const verified = await verifier.verify(token)
        if (verified === 'unreachable') return refused('unverifiable')
        if (verified !== 'valid') return refused(verified === 'expired' ? 'stale' : 'forged')
        const event = eventOf(call, EVENT)
        if (!event) return refused('malformed')
        const { type, eventTime, message } = event
        if (eventTime !== undefined && !isFresh(Date.parse(eventTime), context.clock.now())) return refused('stale')
        const isGreeting = type === 'ADDED_TO_SPACE'
        if (type !== 'MESSAGE' && !isGreeting) return { kind: 'acknowledged', reply: jsonReply({}) }
        const words = (message?.argumentText ?? message?.text ?? '').trim()
        return {
          kind: 'asked',
          id: message?.name ?? null,
          text: isGreeting && words === '' ? '' : words || PLAIN_QUESTION,
          locale: null,
          reply: (answer) => jsonReply(messageOf(answer)),
        }
      },
    }
  },
})

const MOST_TEXT = 4_000
/** `<users/all>` would call everybody; `*` and `_` only change how a word looks. */
const tame = (text: string) => text.replace(/</g, '＜').replace(/>/g, '＞')

function messageOf(answer: Answer) {
  const { links } = answer
  const text = cut(tame(textOf({ ...answer, links: [] }, { choices: true })), MOST_TEXT)
  const buttons = links.map(({ label, url }) => ({ text: cut(label, 60), onClick: { openLink: { url } } }))
  if (buttons.length === 0) return { text }
  return { text, cardsV2: [{ cardId: 'links', card: { sections: [{ widgets: [{ buttonList: { buttons } }] }] } }] }
}
