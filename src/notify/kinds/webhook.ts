import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { headlineOf } from '../../core/alert/message.ts'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { secretsIn } from '../http-delivery.ts'
import { uuidOf } from '../letter-key.ts'
import { defineNotifier } from '../notifier.ts'
import { refusal, serverUrl } from '../option-rules.ts'
import { lineOf } from '../tame-text.ts'
import type { Wording } from '../wording.ts'

/** Standard Webhooks asks for less than 20 KB. */
const MOST_BYTES = 19_000

/** The form: everything in both languages, as docs/operating.md shows it. */
export const webhookForm = (wording: Wording) =>
  fitting(wording, MOST_BYTES, ({ message, facts, advice, links }) => ({
    type: `dotchi.${message.kind}`,
    timestamp: new Date(message.at).toISOString(),
    data: {
      id: lineOf(message.id, 200),
      thread: message.thread === null ? null : lineOf(message.thread, 200),
      kind: message.kind,
      severity: message.severity,
      phase: message.phase,
      isDrill: message.isDrill,
      headline: { ja: headlineOf(message, 'ja'), en: headlineOf(message, 'en') },
      lead: message.lead,
      facts: message.facts.slice(0, facts.length),
      advice: message.advice.slice(0, advice.length),
      links: message.links.slice(0, links.length),
    },
  }))

const keyOf = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64')

/** The signature of these bytes as Standard Webhooks has it: every secret that may be in use signs. */
export const webhookSignature = (
  secrets: readonly string[],
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: Uint8Array },
): string =>
  secrets
    .map(
      (secret) => `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${seconds}.`).update(body).digest('base64')}`,
    )
    .join(' ')

const signingSecret = z.string().refine(
  (value) => /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(value) && keyOf(value).length >= 24 && keyOf(value).length <= 64,
  refusal({
    ja: 'whsec_ の後に24〜64バイトの Base64 が続く形にしてください（例: echo "whsec_$(openssl rand -base64 32)"）',
    en: 'must be whsec_ and 24 to 64 bytes in base64 (made by: echo "whsec_$(openssl rand -base64 32)")',
  }),
)

/** A signed POST to a server of yours (https://www.standardwebhooks.com). */
export const webhook = defineNotifier({
  kind: 'webhook',
  title: { ja: 'Webhook（署名付き）', en: 'Webhook (signed)' },
  options: z.strictObject({
    url: serverUrl.describe('Who receives it; may be a server of your own.'),
    secret: signingSecret.describe('Signs every request. Write it as secret_FILE.'),
    formerSecret: signingSecret
      .nullable()
      .default(null)
      .describe('While a secret is being changed: the one before, which signs as well.'),
  }),
  example: {
    url: 'https://hooks.example.co.jp/dotchi',
    secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  },
  dependsOn: null,
  address: null,
  repeats: 'once',
  open({ url, secret, formerSecret }, context) {
    const secrets = formerSecret === null ? [secret] : [secret, formerSecret]
    return httpChannel(context, {
      secrets: [...secrets, ...secrets.map((one) => one.replace(/^whsec_/, '')), ...secretsIn(url)],
      compose(wording, { message }) {
        const id = uuidOf(message.id)
        const seconds = Math.floor(context.clock.now() / 1000)
        const body = Buffer.from(JSON.stringify(webhookForm(wording)))
        return {
          url,
          headers: {
            'webhook-id': id,
            'webhook-timestamp': String(seconds),
            'webhook-signature': webhookSignature(secrets, { id, seconds, body }),
          },
          body: { bytes: body, type: 'application/json' },
        }
      },
    })
  },
})
