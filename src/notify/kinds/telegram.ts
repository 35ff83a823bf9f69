import { z } from 'zod'
import { cutText } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { answerObject, httpChannel } from '../http-channel.ts'
import type { Answer, Reading } from '../http-delivery.ts'
import { escapeHtml } from '../markup.ts'
import { defineNotifier } from '../notifier.ts'
import { refusal } from '../option-rules.ts'
import { MARKS, TO_DO, type Wording } from '../wording.ts'

/** Telegram takes 4,096 characters after its markup is read; bytes of UTF-8 never count less. */
const MOST_BYTES = 4_096

const bold = (text: string) => `<b>${escapeHtml(text)}</b>`

function htmlOf({ headline, lead, facts, advice, links, tone, locale }: Wording): string {
  const colon = locale === 'ja' ? '：' : ': '
  const parts = [
    bold(`${MARKS[tone]} ${cutText(headline, 300)}`),
    escapeHtml(lead),
    facts.map(({ label, value }) => `${bold(label)}${colon}${escapeHtml(value)}`).join('\n'),
    advice.length > 0 ? [bold(TO_DO[locale]), ...advice.map((text) => `・${escapeHtml(text)}`)].join('\n') : '',
    links.map(({ title, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`).join('\n'),
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** The form: text with links behind words. Buttons would be refused for addresses inside the company. */
export const telegramForm = (wording: Wording) =>
  fitting(wording, MOST_BYTES, (short) => ({
    text: htmlOf(short),
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
  }))

function readAnswer({ status, body }: Answer): Reading | null {
  const { description, parameters } = answerObject(body)
  const said = typeof description === 'string' ? description : ''
  if (status === 429) {
    const seconds = (parameters as { retry_after?: unknown } | undefined)?.retry_after
    return { kind: 'retry', reason: 'busy', ...(typeof seconds === 'number' ? { retryAfterMs: seconds * 1000 } : {}) }
  }
  // The answer to a token that is none.
  if (status === 404) return { kind: 'rejected', reason: 'not-admitted' }
  if (status === 403 || (status === 400 && /chat not found|user is deactivated/i.test(said)))
    return { kind: 'rejected', reason: 'gone' }
  return null
}

const token = z
  .string()
  .regex(
    /^\d{3,20}:[\w-]{20,100}$/,
    refusal({ ja: 'BotFather が発行した形にしてください', en: 'must be as BotFather hands it out' }),
  )

/** Telegram, by a bot (https://core.telegram.org/bots/api#sendmessage). */
export const telegram = defineNotifier({
  kind: 'telegram',
  title: { ja: 'Telegram（ボット）', en: 'Telegram (bot)' },
  options: z.strictObject({ token: token.describe('The token of the bot. Write it as token_FILE.') }),
  example: { token: '123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  dependsOn: null,
  address: {
    title: { ja: 'チャットID', en: 'Chat id' },
    example: '-1001234567890',
    isValid: (to) => /^-?\d{1,20}$|^@[A-Za-z]\w{4,31}$/.test(to),
  },
  repeats: 'twice',
  open: ({ token: key }, context) =>
    httpChannel(context, {
      secrets: [key, key.slice(key.indexOf(':') + 1)],
      read: readAnswer,
      compose: (wording, { to }) => ({
        url: `https://api.telegram.org/bot${key}/sendMessage`,
        body: { json: { chat_id: to, ...telegramForm(wording) } },
      }),
    }),
})
