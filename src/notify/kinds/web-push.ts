import { z } from 'zod'
import { bytesOf } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { secretsIn } from '../http-delivery.ts'
import { letterKey, threadKey } from '../letter-key.ts'
import { defineNotifier, type Letter } from '../notifier.ts'
import { refusal } from '../option-rules.ts'
import { encryptPush, MOST_PUSH_BYTES } from '../push-encryption.ts'
import { parseSubscription } from '../push-subscription.ts'
import { isVapidKey, promiseOf } from '../vapid.ts'
import { plainText, type Tone, type Wording } from '../wording.ts'

/** How long a push service keeps it for a browser that is not there. */
const TTL_S = 12 * 3_600

/** The form: what the page's service worker shows. A second one with the same tag takes the place of the first. */
export const pushForm = (wording: Wording) =>
  fitting(wording, MOST_PUSH_BYTES, (short) => ({
    title: short.headline,
    body: plainText({ ...short, headline: '' }, { most: 1_200, sizeOf: bytesOf, brief: true, links: 'none' }),
    url: short.links[0]?.url ?? null,
    tag: threadKey(short.message),
    tone: short.tone,
    lang: short.locale,
    at: short.message.at,
  }))

const URGENCIES: Readonly<Record<Tone, string>> = {
  critical: 'high',
  warning: 'high',
  info: 'normal',
  good: 'normal',
  work: 'normal',
}

const OPTIONS = z.strictObject({
  privateKey: z
    .string()
    .refine(
      isVapidKey,
      refusal({
        ja: 'VAPID の秘密鍵（Base64URL、32バイト）ではありません',
        en: 'is no private VAPID key (32 bytes in base64url)',
      }),
    )
    .describe('The private VAPID key. Write it as privateKey_FILE. Another one ends all subscriptions.'),
  contact: z
    .string()
    .max(300)
    .regex(
      /^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
      refusal({ ja: 'mailto: か https:// で始めてください', en: 'must begin with mailto: or https://' }),
    )
    .describe('Whom a push service may write to: mailto:… or https://…'),
})

/** Notifications of the browser, also while no page of ours is open (RFC 8030, 8291, 8292). */
export const webPush = defineNotifier({
  kind: 'web-push',
  title: { ja: 'ブラウザーの通知（Web Push）', en: 'Notifications of the browser (Web Push)' },
  options: OPTIONS,
  example: {
    privateKey: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
    contact: 'mailto:it@example.co.jp',
  },
  dependsOn: null,
  address: {
    title: {
      ja: 'ブラウザーの登録（PushSubscription の JSON）',
      en: 'Subscription of a browser (PushSubscription as JSON)',
    },
    example: JSON.stringify({
      endpoint: 'https://push.example.net/wpush/v2/XXXXXXXXXXXXXXXX',
      keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    }),
    isValid: (to) => parseSubscription(to) !== null,
  },
  repeats: 'replaced',
  open: (options, context) => ({
    async deliver(letter: Letter) {
      const browser = parseSubscription(letter.to ?? '')
      if (browser === null) return { kind: 'rejected', reason: 'refused', detail: 'it names no browser' }
      const channel = httpChannel(context, {
        secrets: [options.privateKey, ...secretsIn(browser.endpoint)],
        compose: async (wording) => ({
          url: browser.endpoint,
          headers: {
            authorization: await promiseOf(browser.endpoint, options, context.clock.now()),
            'content-encoding': 'aes128gcm',
            ttl: String(TTL_S),
            urgency: URGENCIES[wording.tone],
            // What waits for an absent browser is replaced by the letter itself when it is repeated.
            topic: letterKey(letter).replaceAll('-', ''),
          },
          body: {
            bytes: encryptPush(Buffer.from(JSON.stringify(pushForm(wording))), browser.keys),
            type: 'application/octet-stream',
          },
        }),
      })
      return await channel.deliver(letter)
    },
    close: async () => {},
  }),
})
