import { getCACertificates } from 'node:tls'
import type { SendMailOptions } from 'nodemailer'
import type SMTPTransport from 'nodemailer/lib/smtp-transport/index.js'
import { z } from 'zod'
import type { Text } from '../core/locale.ts'
import { cleanText } from '../platform/clean-text.ts'
import { type DeliveryContext, defineNotifier, type Message } from './notifier.ts'
import { deliveryFailureOf, refusedAmong } from './smtp-failure.ts'

const refusal = (text: Text) => ({ error: text.en, params: { text } })

/** One plain address: no display name, no list, nothing that could start another header. */
const address = z
  .string()
  .max(254)
  .regex(
    /^[A-Za-z0-9._%+-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/,
    refusal({ ja: 'メールアドレスを1つだけ書いてください', en: 'must be one plain mail address' }),
  )

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
    to: z.array(address).min(1).max(20),
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

async function transportOf(options: Options, { trust }: DeliveryContext) {
  // Loaded only where mail is sent.
  const { createTransport } = await import('nodemailer')
  const { host, port, secure, user, password } = options
  const settings: SMTPTransport.Options = {
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
const mailOf = ({ id, subject, body }: Message, { from, to }: Options, locale: DeliveryContext['locale']) =>
  ({
    from: { name: '', address: from },
    to: to.map((recipient) => ({ name: '', address: recipient })),
    subject: cleanText(subject[locale], 200),
    text: body[locale]
      .split('\n')
      .map((line) => cleanText(line, 1_000))
      .join('\n'),
    messageId: `<${id.replace(/[^A-Za-z0-9.-]/g, '-')}@${from.slice(from.indexOf('@') + 1)}>`,
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
    to: ['it@example.co.jp'],
  },
  async deliver(message, options, context) {
    const { clock, locale, signal } = context
    const transport = await transportOf(options, context)
    const giveUp = new AbortController()
    const given = signal ? AbortSignal.any([giveUp.signal, signal]) : giveUp.signal
    const cancel = clock.after(ATTEMPT_MS, () => giveUp.abort())
    const ended = new Promise<never>((_, reject) => {
      const stop = () => reject(Object.assign(new Error('given up'), { code: 'ETIMEDOUT' }))
      if (given.aborted) stop()
      given.addEventListener('abort', stop, { once: true })
    })
    try {
      const sent = await Promise.race([transport.sendMail(mailOf(message, options, locale)), ended])
      return { kind: 'sent', left: refusedAmong(sent) }
    } catch (thrown) {
      return deliveryFailureOf(thrown, options.password)
    } finally {
      cancel()
      transport.close()
    }
  },
})
