import type { SendMailOptions } from 'nodemailer'
import { letterKey, threadKey } from './letter-key.ts'
import { mailFooter, mailHtml } from './mail-html.ts'
import type { Letter } from './notifier.ts'
import { lineOf, linkOf } from './tame-text.ts'
import { plainText, wordingOf } from './wording.ts'

/** Whom mails come from. */
export interface MailSender {
  readonly from: string
  readonly fromName: string
  readonly replyTo: string | null
}

/** The form: headers that keep an incident together, and the same in plain text and as a page. */
export function mailForm(letter: Letter, options: MailSender) {
  const wording = wordingOf(letter)
  const { message } = wording
  const domain = options.from.slice(options.from.indexOf('@') + 1)
  const unsubscribe = letter.unsubscribeUrl === null ? null : linkOf(letter.unsubscribeUrl)
  const thread = `<thread-${threadKey(message)}@${domain}>`
  return {
    from: { name: lineOf(options.fromName, 60), address: options.from },
    to: { name: '', address: letter.to ?? '' },
    ...(options.replyTo === null ? {} : { replyTo: { name: '', address: options.replyTo } }),
    subject: lineOf(wording.headline, 200),
    text: `${plainText({ ...wording, headline: '' }, { most: 20_000 })}\n\n${mailFooter(wording, unsubscribe)}`,
    html: mailHtml(wording, unsubscribe),
    messageId: `<${letterKey(letter)}@${domain}>`,
    references: thread,
    inReplyTo: thread,
    ...(message.severity === 'critical' && message.phase !== 'end' ? { priority: 'high' as const } : {}),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...(unsubscribe?.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
    },
    ...(unsubscribe === null ? {} : { list: { unsubscribe: { url: unsubscribe, comment: '' } } }),
  } satisfies SendMailOptions
}
