import { z } from 'zod'
import type { Answer } from '../../core/answer/answer.ts'
import { cut } from '../../core/answer/cut.ts'
import { textOf } from '../../core/answer/render-answer.ts'
import { isHmacOf } from '../../platform/call-signature.ts'
import { createAccessTokens, isPrivateKey } from '../../platform/line-works-token.ts'
import { type Delivered, defineBot, EMPTY_REPLY, refused } from '../bot.ts'
import { apiUrl, eventOf, isFresh, refusal, secret } from '../call.ts'

const EVENT = z.looseObject({
  type: z.string(),
  issuedTime: z.iso.datetime({ offset: true }),
  source: z.looseObject({ userId: z.string().min(1).max(200), channelId: z.string().min(1).max(200).optional() }),
  content: z.looseObject({ type: z.string(), text: z.string().optional() }).optional(),
  data: z.string().optional(),
})

const OPTIONS = z.strictObject({
  botId: z.string().regex(/^[0-9]{1,20}$/),
  botSecret: secret.describe('Write it as botSecret_FILE.'),
  clientId: z.string().min(1).max(200),
  clientSecret: secret.describe('Write it as clientSecret_FILE.'),
  serviceAccount: z.string().min(1).max(200),
  privateKey: secret
    .refine(
      isPrivateKey,
      refusal({ ja: 'PEM 形式の RSA 秘密鍵を書いてください', en: 'must be a private RSA key (PEM)' }),
    )
    .describe('Write it as privateKey_FILE.'),
  api: apiUrl('https://www.worksapis.com/v1.0', 'Where replies are sent to.'),
  tokenUrl: apiUrl('https://auth.worksmobile.com/oauth2/v2.0/token', 'Where access tokens come from.'),
})

/** Far too short to protect anything (512 bits), and known to everybody: it opens nothing. */
const EXAMPLE_KEY = `-----BEGIN PRIVATE KEY-----
MIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEA5RJau/Ztt0HDIiJc
HsDfbCLlbneChJ7HpOnrcNREUKNpZ7qhmnb+eMa9XY0LlVDTuG81q6W2yPWyuuWu
8sGqhQIDAQABAkBpf62IGbNoDgJ3qwlwJHYBkITH/oR+3b2mxxDm8uvPksO0kxRz
K8cFigj97Rny/DAP4Le7dajCA9O3C8ulAfLhAiEA/tU8Zwc1GUKdrt6IQl2AHQxF
xITOU6oEXWq0VWkL5I0CIQDmHuqMDBwXXE03t5CQUp/b8tUYiNWarZb20iS5KT5r
2QIhAMcJ3ifKpVqZgXe4ME1Fom8NyuB3qoAGZ2pfkYK0jalxAiEA47j4djqNmfh3
WYnH/2okU+6MPkk6yGS8Heh6+tj7spECIHwclqagHpoUY7uhYiVYdCCIe03tqD3Z
0AHhhBD4DAfb
-----END PRIVATE KEY-----`

const MOST_TEXT = 2_000
const MOST_LABEL = 20
const MOST_CHOICES = 13

/**
 * A bot in LINE WORKS. The callback is answered at once, since LINE WORKS neither waits nor repeats; the reply goes by
 * the Bot API. Source: https://developers.worksmobile.com/jp/docs/bot-callback
 */
export const lineWorks = defineBot({
  kind: 'line-works',
  title: { ja: 'LINE WORKS の Bot', en: 'LINE WORKS bot' },
  options: OPTIONS,
  example: {
    botId: '2000001',
    botSecret: 'example',
    clientId: 'example',
    clientSecret: 'example',
    serviceAccount: 'abcde.serviceaccount@example',
    privateKey: EXAMPLE_KEY,
  },
  setup: {
    ja: 'Developer Console で Bot を作成し、Callback URL を https://（Dotchiの公開URL）/bots/line-works にして、Bot Secret・Client ID・Client Secret・Service Account・Private Key を設定します。scope の bot を許可してください。',
    en: 'Create a bot in the Developer Console, set its Callback URL to https://(public address of Dotchi)/bots/line-works, and configure Bot Secret, Client ID, Client Secret, Service Account and Private Key. Grant the scope bot.',
  },
  open(options, context) {
    const { clock, send } = context
    const { clientId, clientSecret, serviceAccount, privateKey, tokenUrl } = options
    const account = { clientId, clientSecret, serviceAccount, privateKey }
    const tokens = createAccessTokens({ account, scopes: ['bot'], clock, send, tokenUrl })

    const post = async (path: string, content: unknown, isSecondTry = false): Promise<Delivered> => {
      const got = await tokens.get()
      if (got.kind === 'none') return { kind: 'failed', detail: 'no access token' }
      const sent = await send({
        url: new URL(`${options.api.replace(/\/$/, '')}/bots/${options.botId}/${path}/messages`),
        method: 'POST',
        headers: { authorization: `Bearer ${got.token}`, 'content-type': 'application/json' },
        body: Buffer.from(JSON.stringify({ content })),
      })
      if (sent.kind === 'unreachable') return { kind: 'failed', detail: sent.detail }
      if (sent.status === 200 || sent.status === 201) return { kind: 'sent' }
      // A token may die early: an administrator changed the rules of the network.
      if (sent.status === 401 && !isSecondTry) {
        tokens.drop(got.token)
        return post(path, content, true)
      }
      return { kind: 'failed', detail: `HTTP ${sent.status}` }
    }

    return {
      hear(call) {
        const signature = call.header('x-works-signature') ?? ''
        if (!isHmacOf(signature, 'base64', options.botSecret, call.body)) return refused('forged')
        const botId = call.header('x-works-botid')
        if (botId !== undefined && botId !== options.botId) return refused('forged')
        const event = eventOf(call, EVENT)
        if (!event) return refused('malformed')
        if (!isFresh(Date.parse(event.issuedTime), clock.now())) return refused('stale')
        const text = questionOf(event)
        if (text === null) return { kind: 'acknowledged', reply: EMPTY_REPLY }
        const { userId, channelId } = event.source
        const path = channelId ? `channels/${encodeURIComponent(channelId)}` : `users/${encodeURIComponent(userId)}`
        return {
          kind: 'asked-later',
          id: null,
          text,
          locale: null,
          accepted: EMPTY_REPLY,
          deliver: (answer) => post(path, contentOf(answer)),
        }
      },
    }
  },
})

/** A message or a pressed button; whoever opens the talk or joins is told what can be asked. Null: nothing to say. */
function questionOf({ type, content, data }: z.output<typeof EVENT>): string | null {
  if (type === 'message') return content?.type === 'text' ? (content.text ?? '') : null
  if (type === 'postback') return data ?? null
  return type === 'begin' || type === 'join' ? '' : null
}

/** `<m …>` would call people by name. */
const tame = (text: string) => text.replace(/</g, '＜').replace(/>/g, '＞')

function contentOf(answer: Answer) {
  const items = answer.choices.slice(0, MOST_CHOICES).map(({ label, text }) => ({
    action: { type: 'message', label: cut(label, MOST_LABEL), text, postback: text },
  }))
  const text = cut(tame(textOf(answer).trimEnd()), MOST_TEXT)
  return { type: 'text', text, ...(items.length > 0 ? { quickReply: { items } } : {}) }
}
