import { createSecureContext, getCACertificates } from 'node:tls'
import type { Transporter } from 'nodemailer'
import { z } from 'zod'
import { mailForm } from '../mail-form.ts'
import { type ChannelContext, defineNotifier } from '../notifier.ts'
import { refusal } from '../option-rules.ts'
import { deliveryFailureOf } from '../smtp-failure.ts'

/** One plain address: no display name, no list, nothing that could start another header. */
const ADDRESS = /^(?!.{255})[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/
const address = z
  .string()
  .regex(ADDRESS, refusal({ ja: 'メールアドレスを1つだけ書いてください', en: 'must be one plain mail address' }))

const OPTIONS = z
  .strictObject({
    host: z
      .string()
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?$/)
      .describe('The mail server.'),
    port: z.coerce
      .number()
      .int()
      .min(1)
      .max(65_535)
      .nullable()
      .default(null)
      .describe('587, 465 or 25 by `secure` where left out.'),
    secure: z
      .enum(['starttls', 'tls', 'none'])
      .default('starttls')
      .describe('starttls and tls never fall back to plain text; none is for a relay in the own house.'),
    user: z.string().min(1).max(320).nullable().default(null).describe('For servers that want a login.'),
    password: z.string().min(1).max(2_000).nullable().default(null).describe('Write it as password_FILE.'),
    from: address.describe('Whom mails come from.'),
    fromName: z.string().trim().min(1).max(60).default('Dotchi').describe('The name shown beside that address.'),
    replyTo: address.nullable().default(null).describe('Where answers go, such as the help desk.'),
    dependsOn: z
      .enum(['line-works'])
      .nullable()
      .default(null)
      .describe('line-works where the mailboxes are there: another way is taken while it is down.'),
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
const OF_LINE_WORKS = /(?:^|\.)(?:worksmobile|line-works)\.com$/i
/** For one step, and for the whole of one attempt. */
const STEP_MS = 10_000
const ATTEMPT_MS = 30_000
/** Many recipients share few connections; one that nobody uses is closed before the other side does. */
const POOL = { pool: true, maxConnections: 3, maxMessages: 100, idleTimeout: 8_000 } as const

async function openTransport(options: Options, { trust }: ChannelContext): Promise<Transporter> {
  // Loaded only where mail is sent.
  const { createTransport } = await import('nodemailer')
  const { host, port, secure, user, password } = options
  // Some three hundred authorities: read once, not for every connection.
  const ca = [...getCACertificates('bundled'), ...getCACertificates('system'), ...trust.extraCa]
  const secureContext = createSecureContext({ ca })
  const transport = createTransport({
    ...POOL,
    // Whether a broken attempt is made again is not decided here.
    maxRequeues: 0,
    host,
    port: port ?? PORTS[secure],
    secure: secure === 'tls',
    requireTLS: secure === 'starttls',
    ignoreTLS: secure === 'none',
    ...(user !== null && password !== null ? { auth: { user, pass: password } } : {}),
    tls: { secureContext },
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // What goes wrong is told to each letter.
  transport.on('error', () => {})
  return transport
}

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
  dependsOnBy: ({ host, dependsOn }) => (OF_LINE_WORKS.test(host) ? 'line-works' : dependsOn),
  address: {
    title: { ja: 'メールアドレス', en: 'Mail address' },
    example: 'it@example.co.jp',
    isValid: (to) => ADDRESS.test(to),
  },
  repeats: 'twice',
  open(options, context) {
    let opened: Promise<Transporter> | null = null
    return {
      async deliver(letter) {
        opened ??= openTransport(options, context)
        const transport = await opened
        const deadline = deadlineOf(context, letter.signal)
        try {
          await Promise.race([transport.sendMail(mailForm(letter, options)), deadline.passed])
          return { kind: 'sent' }
        } catch (thrown) {
          return deliveryFailureOf(thrown, secretsOf(options))
        } finally {
          deadline.cancel()
        }
      },
      async close() {
        if (opened !== null) (await opened).close()
      },
    }
  },
})

/** The password, also in the forms in which it goes over the line. */
function secretsOf({ user, password }: Options): readonly string[] {
  if (user === null || password === null) return []
  const encoded = [password, `\0${user}\0${password}`].map((text) => Buffer.from(text).toString('base64'))
  return [password, ...encoded]
}

/** Rejects when the attempt has taken too long, or when somebody gives up. */
function deadlineOf({ clock }: ChannelContext, signal?: AbortSignal) {
  const giveUp = new AbortController()
  const given = signal ? AbortSignal.any([giveUp.signal, signal]) : giveUp.signal
  const cancel = clock.after(ATTEMPT_MS, () => giveUp.abort())
  const passed = new Promise<never>((_, reject) => {
    const stop = () => reject(Object.assign(new Error('given up'), { code: 'ETIMEDOUT' }))
    if (given.aborted) stop()
    given.addEventListener('abort', stop, { once: true })
  })
  // Nobody may be listening any more.
  passed.catch(() => {})
  return { passed, cancel }
}
