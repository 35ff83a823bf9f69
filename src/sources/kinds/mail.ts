import { z } from 'zod'
import type { FetchedDocument } from '../../platform/fetch/fetched.ts'
import { bodyOf, titleOf } from '../item-text.ts'
import { jsonOf } from '../json-document.ts'
import { secret, words } from '../option-rules.ts'
import { defineSource, type Parsed, unreadable } from '../source.ts'

const refusal = (ja: string, en: string) => ({ error: en, params: { text: { ja, en } } })

const OPTIONS = z.strictObject({
  host: z
    .string()
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/)
    .describe('The IMAP server.'),
  port: z.int().min(1).max(65_535).nullable().default(null),
  secure: z.enum(['tls', 'starttls']).default('tls').describe('Never in plain text.'),
  user: words,
  password: secret.describe('Write it as password_FILE or by an environment variable.'),
  folder: words.default('INBOX'),
  senders: z
    .array(
      z
        .string()
        .toLowerCase()
        .regex(
          /^[a-z0-9._%+-]*@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
          refusal('アドレスか「@example.com」の形にしてください', 'must be an address or "@example.com"'),
        ),
    )
    .min(1)
    .max(10)
    .describe('Whose mails are read; all others are left alone.'),
  authenticatedBy: words.describe(
    'The name that your mail server puts first in Authentication-Results: only mails for which it says dmarc=pass are read. ' +
      '"unchecked" reads all, and anybody who writes such a sender is believed.',
  ),
  mails: z.int().min(1).max(50).default(20).describe('The newest so many of the last 30 days.'),
})
type Options = z.output<typeof OPTIONS>

const MAILS = z.strictObject({
  mails: z.array(
    z.strictObject({
      key: z.string().min(1),
      from: z.string(),
      receivedAt: z.int().min(0).max(8.64e15),
      subject: z.string(),
      format: z.enum(['text', 'html']),
      body: z.string(),
      authentication: z.string(),
    }),
  ),
})

/** Whether the own mail server vouches for the sender (RFC 8601). */
function isVouchedFor(authentication: string, { authenticatedBy }: Pick<Options, 'authenticatedBy'>): boolean {
  if (authenticatedBy === 'unchecked') return true
  const [name = '', ...results] = authentication.replace(/\([^()]*\)/g, ' ').split(';')
  const isOwn = name.trim().split(/\s+/)[0]!.toLowerCase() === authenticatedBy.toLowerCase()
  return isOwn && results.some((result) => /^\s*dmarc\s*=\s*pass(?:\s|$)/i.test(result))
}

function read([document]: readonly FetchedDocument[], options: Options): Parsed {
  const parsed = jsonOf(document)
  if ('unreadable' in parsed) return parsed
  const answer = MAILS.safeParse(parsed.json)
  if (!answer.success) return unreadable('other-shape', answer.error.issues[0]?.path.join('.') ?? '')
  const { finalUrl, fetchedAt } = document!
  return {
    readable: answer.data.mails
      .filter(({ authentication }) => isVouchedFor(authentication, options))
      .map(({ key, receivedAt, subject, format, body }) => {
        const title = titleOf(subject)
        return {
          kind: 'notice',
          key,
          url: null,
          title,
          publishedAt: receivedAt,
          document: { format, url: finalUrl, fetchedAt, title, body: bodyOf(body) },
        }
      }),
  }
}

/** A mailbox that receives what LINE WORKS announces by mail; it is only read. */
export const mail = defineSource({
  kind: 'mail',
  title: { ja: 'お知らせメール（IMAP）', en: 'Announcements by mail (IMAP)' },
  reads: 'notices',
  terms: {
    ja: '無料。自社のメールボックスを読み取り専用で開きます。既読にも削除もしません。専用のアカウントをお勧めします。',
    en: 'Free. Opens a mailbox of your own for reading only: nothing is marked or deleted. Best an account of its own.',
  },
  options: OPTIONS,
  example: {
    host: 'imap.example.co.jp',
    user: 'dotchi',
    password: 'example',
    senders: ['@example.com'],
    authenticatedBy: 'mx.example.co.jp',
  },
  leastIntervalMs: 60_000,
  usualIntervalMs: 120_000,
  mayBeEmpty: true,
  requests: ({ host, port, secure, user, password, folder, senders, mails, authenticatedBy }) => [
    {
      url: `${secure === 'tls' ? 'imaps' : 'imap'}://${host}${port === null ? '' : `:${port}`}/`,
      mailbox: {
        ...{ user, password, folder, senders, days: 30, most: mails },
        isWanted: (authentication) => isVouchedFor(authentication, { authenticatedBy }),
      },
    },
  ],
  read,
})
