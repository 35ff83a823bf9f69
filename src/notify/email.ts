import { getCACertificates } from 'node:tls'
import type { SendMailOptions } from 'nodemailer'
import type SMTPPool from 'nodemailer/lib/smtp-pool/index.js'
import { z } from 'zod'
import { bodyOf, headlineOf } from '../core/alert/message.ts'
import type { Text } from '../core/locale.ts'
import { cleanText } from '../platform/clean-text.ts'
import { type ChannelContext, defineNotifier, type Letter } from './notifier.ts'
import { deliveryFailureOf } from './smtp-failure.ts'

const refusal = (text: Text) => ({ error: text.en, params: { text } })

/** One plain address: no display name, no list, nothing that could start another header. */
const ADDRESS = /^[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/
const address = z
  .string()
  .max(254)
  .regex(ADDRESS, refusal({ ja: 'メールアドレスを1つだけ書いてください', en: 'must be one plain mail address' }))

const OPTIONS = z
  .strictObject({
    host: z
      .string()
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?$/)
      .describe('The mail server.'),
    port: z.int().min(1).max(65_535).nullable().default(null).describe('587, 465 or 25 by `secure` where left out.'),
    secure: z
      .enum(['starttls', 'tls', 'none'])
      .default('starttls')
      .describe('starttls and tls never fall back to plain text; none is for a relay in the own house.'),
    user: z.string().min(1).max(320).nullable().default(null),
    password: z.string().min(1).max(2_000).nullable().default(null).describe('Write it as password_FILE.'),
    from: address,
    to: z.array(address).max(20).default([]).describe('Who receives what names nobody else.'),
  })
  .refine(({ user, password }) => (user === null) === (password === null), {
    ...refusal({ ja: 'user と password は両方書いてください', en: 'user and password belong together' }),
    path: ['user'],
  })
  .refine(({ secure, password }) => secure !== 'none' || password === null, {
    ...refusal({
      ja: '暗号化なしではパスワードを送りません。starttls か tls にしてください',
      en: 'a password is never sent in plain text: use starttls or tls',
    }),
    path: ['secure'],
  })
type Options = z.output<typeof OPTIONS>

const PORTS: Readonly<Record<Options['secure'], number>> = { starttls: 587, tls: 465, none: 25 }
/** For one step, and for the whole of one attempt. */
const STEP_MS = 10_000
const ATTEMPT_MS = 30_000

async function transportOf(options: Options, { trust }: ChannelContext) {
  // Loaded only where mail is sent.
  const { createTransport } = await import('nodemailer')
  const { host, port, secure, user, password } = options
  const settings: SMTPPool.Options = {
    pool: true,
    maxConnections: 3,
    maxRequeues: 0,
    host,
    port: port ?? PORTS[secure],
    secure: secure === 'tls',
    requireTLS: secure === 'starttls',
    ignoreTLS: secure === 'none',
    ...(user !== null && password !== null ? { auth: { user, pass: password } } : {}),
    tls: { ca: [...getCACertificates('bundled'), ...getCACertificates('system'), ...trust.extraCa] },
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  return createTransport(settings)
}

/** Everything foreign in it loses its control characters; those who receive it come from the configuration alone. */
const mailOf = ({ message, to, locale }: Letter, options: Options) =>
  ({
    from: { name: '', address: options.from },
    to: (to === null ? options.to : [to]).map((recipient) => ({ name: '', address: recipient })),
    subject: cleanText(headlineOf(message, locale), 200),
    text: bodyOf(message, locale)
      .split('\n')
      .map((line) => cleanText(line, 1_000))
      .join('\n'),
    messageId: `<${message.id.replace(/[^A-Za-z0-9.-]/g, '-')}@${options.from.slice(options.from.indexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }) satisfies SendMailOptions

/** A mail by SMTP. */
export const email = defineNotifier({
  kind: 'email',
  title: { ja: 'メール', en: 'Mail' },
  options: OPTIONS,
  example: {
    host: 'smtp.example.co.jp',
    user: 'dotchi',
    password: 'example',
    from: 'dotchi@example.co.jp',
  },
  dependsOn: null,
  address: {
    title: { ja: 'メールアドレス', en: 'Mail address' },
    example: 'it@example.co.jp',
    isValid: (to) => to.length <= 254 && ADDRESS.test(to),
  },
  repeats: 'twice',
  open(options, context) {
    const { clock } = context
    let transport: ReturnType<typeof transportOf> | null = null
    return {
      async deliver(letter) {
        const { signal } = letter
        if (letter.to === null ? options.to.length === 0 : !email.address!.isValid(letter.to))
          return { kind: 'rejected', reason: 'refused', detail: 'it names no mail address' }
        transport ??= transportOf(options, context)
        const giveUp = new AbortController()
        const given = signal ? AbortSignal.any([giveUp.signal, signal]) : giveUp.signal
        const cancel = clock.after(ATTEMPT_MS, () => giveUp.abort())
        const ended = new Promise<never>((_, reject) => {
          const stop = () => reject(Object.assign(new Error('given up'), { code: 'ETIMEDOUT' }))
          if (given.aborted) stop()
          given.addEventListener('abort', stop, { once: true })
        })
        try {
          await Promise.race([(await transport).sendMail(mailOf(letter, options)), ended])
          return { kind: 'sent' }
        } catch (thrown) {
          return deliveryFailureOf(thrown, options.password)
        } finally {
          cancel()
        }
      },
      async close() {
        if (transport !== null) (await transport).close()
      },
    }
  },
})
