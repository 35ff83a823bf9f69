import { createECDH, createPrivateKey, ECDH, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { bytesOf } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { secretsIn } from '../http-delivery.ts'
import { letterKey, threadKey } from '../letter-key.ts'
import { defineNotifier, type Letter } from '../notifier.ts'
import { refusal } from '../option-rules.ts'
import { encryptPush, MOST_PUSH_BYTES, type PushKeys } from '../push-encryption.ts'
import { plainText, type Tone, type Wording } from '../wording.ts'

/** How long a push service keeps it for a browser that is not there. */
const TTL_S = 12 * 3_600
/** A push service refuses promises of more than a day (RFC 8292). */
const PROMISE_S = 12 * 3_600

/** A browser as it described itself when somebody subscribed: what `PushSubscription.toJSON()` gives. */
const SUBSCRIPTION = z.object({
  endpoint: z
    .string()
    .max(1_500)
    .refine((text) => URL.parse(text)?.protocol === 'https:'),
  keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
})

interface Browser {
  readonly endpoint: string
  readonly keys: PushKeys
}

const decoded = (text: string) => Buffer.from(text, 'base64url')

/** Reads a subscription; null where it is none, its keys included. */
export function parseSubscription(text: string): Browser | null {
  const parsed = SUBSCRIPTION.safeParse(jsonOf(text))
  if (!parsed.success) return null
  const [p256dh, auth] = [decoded(parsed.data.keys.p256dh), decoded(parsed.data.keys.auth)]
  return isPoint(p256dh) && auth.length === 16 ? { endpoint: parsed.data.endpoint, keys: { p256dh, auth } } : null
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isPoint(key: Buffer): boolean {
  try {
    return key.length === 65 && ECDH.convertKey(key, 'prime256v1', undefined, undefined, 'compressed').length === 33
  } catch {
    return false
  }
}

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

/** The server's key as browsers know it, from the private one. */
export function publicKeyOf(privateKey: string): string {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(decoded(privateKey))
  return pair.getPublicKey('base64url')
}

function isVapidKey(text: string): boolean {
  try {
    return decoded(text).length === 32 && publicKeyOf(text) !== ''
  } catch {
    return false
  }
}

function signingKeyOf(privateKey: string): KeyObject {
  const point = decoded(publicKeyOf(privateKey))
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  return createPrivateKey({ key: { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: privateKey }, format: 'jwk' })
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

/** Says that it is us who push, to this service only (RFC 8292). */
async function promiseOf(endpoint: string, options: z.output<typeof OPTIONS>, now: number): Promise<string> {
  const { SignJWT } = await import('jose')
  const token = await new SignJWT()
    .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
    .setAudience(new URL(endpoint).origin)
    .setSubject(options.contact)
    .setExpirationTime(Math.floor(now / 1000) + PROMISE_S)
    .sign(signingKeyOf(options.privateKey))
  return `vapid t=${token}, k=${publicKeyOf(options.privateKey)}`
}

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
