import { generateKeyPairSync } from 'node:crypto'
import { z } from 'zod'
import { createAccessTokens, isPrivateKey } from '../../platform/line-works-token.ts'
import { cutText } from '../cut-text.ts'
import { outgoingOf } from '../http-channel.ts'
import { type Answer, deliveryOf, type Reading } from '../http-delivery.ts'
import { wideAngles } from '../markup.ts'
import { type Delivery, defineNotifier, type Letter } from '../notifier.ts'
import { refusal, secret } from '../option-rules.ts'
import { MARKS, plainText, type Wording, wordingOf } from '../wording.ts'

/** 1,000 characters above buttons, 2,000 alone; ten buttons, of which a phone shows few without scrolling. */
const MOST_WITH_BUTTONS = 1_000
const MOST_TEXT = 2_000
const MOST_BUTTONS = 3
const MOST_LABEL = 20
const MOST_URI = 1_000

/** The form: a text, and its links as buttons. `<m …>` in a text would mention people. */
export function lineWorksBotForm(wording: Wording) {
  const mark = MARKS[wording.tone]
  const links = wording.links.filter(({ url }) => url.length <= MOST_URI).slice(0, MOST_BUTTONS)
  if (links.length === 0) return { type: 'text', text: wideAngles(plainText(wording, { most: MOST_TEXT, mark })) }
  return {
    type: 'button_template',
    contentText: wideAngles(plainText(wording, { most: MOST_WITH_BUTTONS, mark, links: 'none' })),
    actions: links.map(({ title, url }) => ({ type: 'uri', label: cutText(title, MOST_LABEL), uri: url })),
  }
}

const ADDRESS = /^(?:(?<kind>user|channel):)?(?<id>[A-Za-z0-9][\w.@+-]{0,199})$/

function urlOf(botId: string, to: string): string {
  const { kind = 'user', id = '' } = ADDRESS.exec(to)?.groups ?? {}
  return `https://www.worksapis.com/v1.0/bots/${botId}/${kind}s/${encodeURIComponent(id)}/messages`
}

function readAnswer({ status, headers }: Answer): Reading | null {
  const seconds = Number(headers['ratelimit-reset'])
  return status === 429 && seconds > 0
    ? { kind: 'retry', reason: 'busy', retryAfterMs: Math.min(seconds, 3_600) * 1000 }
    : null
}

/** The desk of the tokens: what it refuses is our name or key; an answer that holds no token is somebody in between. */
function readTokenAnswer({ status }: Answer): Reading | null {
  if (status === 200) return { kind: 'retry', reason: 'unreachable' }
  return status >= 400 && status < 500 && ![407, 408, 425, 429].includes(status)
    ? { kind: 'rejected', reason: 'not-admitted' }
    : null
}

const OPTIONS = z.strictObject({
  botId: z
    .string()
    .regex(/^\d{1,20}$/, refusal({ ja: '数字のボットIDです', en: 'is a number' }))
    .describe('As the Developer Console shows it.'),
  clientId: secret.describe('Of the app in the Developer Console.'),
  clientSecret: secret.describe('Write it as clientSecret_FILE.'),
  serviceAccount: z
    .string()
    .regex(/^[\w.-]+@[\w.-]+$/)
    .describe('As the console shows it: xxxxx.serviceaccount@example.'),
  privateKey: z
    .string()
    .refine(
      isPrivateKey,
      refusal({
        ja: 'Developer Console で発行した秘密鍵（PEM）ではありません',
        en: 'is no private key (PEM) as the Developer Console hands it out',
      }),
    )
    .describe('Write it as privateKey_FILE: the path of the file from the console.'),
  scope: z
    .enum(['bot', 'bot.message'])
    .default('bot')
    .describe('What the app was granted in the console; bot.message allows less and is enough.'),
})

/** LINE WORKS, by a bot (https://developers.worksmobile.com/jp/docs/bot-api). Its scope has to be granted in the console too. */
export const lineWorksBot = defineNotifier({
  kind: 'line-works-bot',
  title: { ja: 'LINE WORKS（ボット）', en: 'LINE WORKS (bot)' },
  options: OPTIONS,
  /** Made where it is wanted: a key that stands in a file would be taken for one that works. */
  get example() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    return {
      botId: '1234567',
      clientId: 'XXXXXXXXXXXXXXXXXXXX',
      clientSecret: 'XXXXXXXXXX',
      serviceAccount: 'xxxxx.serviceaccount@example',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    }
  },
  dependsOn: 'line-works',
  address: {
    title: {
      ja: 'user:ユーザーID（メールアドレス）または channel:チャンネルID',
      en: 'user:id (mail address) or channel:id',
    },
    example: 'channel:12345a12-b12c-12d3-e123fghijkl',
    isValid: (to) => ADDRESS.test(to),
  },
  repeats: 'twice',
  open(options, { clock, send }) {
    const tokens = createAccessTokens({ account: options, scopes: [options.scope], clock, send })
    const secrets = [options.clientSecret, options.clientId]

    const attempt = async (letter: Letter, isLast: boolean): Promise<Delivery> => {
      const held = await tokens.get()
      if (held.kind === 'none') return deliveryOf(held.sent, { secrets, read: readTokenAnswer })
      const post = {
        url: urlOf(options.botId, letter.to ?? ''),
        headers: { authorization: `Bearer ${held.token}` },
        body: { json: { content: lineWorksBotForm(wordingOf(letter)) } },
      }
      const sent = await send(outgoingOf(post, letter))
      if (sent.kind === 'answered' && sent.status === 401) {
        tokens.drop(held.token)
        // An administrator who changes the network rules ends all tokens: a new one may do.
        if (!isLast) return attempt(letter, true)
      }
      return deliveryOf(sent, { secrets: [...secrets, held.token], read: readAnswer })
    }
    return { deliver: (letter) => attempt(letter, false), close: async () => {} }
  },
})
