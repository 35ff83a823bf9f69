import { z } from 'zod'
import { cutText } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { answerObject, httpChannel } from '../http-channel.ts'
import { type Answer, type Reading, secretsIn } from '../http-delivery.ts'
import { escapeMarkdown, markdownLink } from '../markup.ts'
import { defineNotifier } from '../notifier.ts'
import { webhookUrl } from '../option-rules.ts'
import { COLOURS, MARKS, TO_DO, type Wording } from '../wording.ts'

/** 6,000 characters over all parts of an embed; 1,024 a field; 25 fields. Escapes count. */
const MOST_BYTES = 6_000
const MOST_FIELDS = 20
const MOST_FIELD = 1_000

function embedOf({ lead, facts, advice, links, tone, locale, message }: Wording) {
  const list = advice.map((text) => `- ${escapeMarkdown(text)}`).join('\n')
  return {
    description: escapeMarkdown(lead),
    color: Number.parseInt(COLOURS[tone].slice(1), 16),
    timestamp: new Date(message.at).toISOString(),
    fields: [
      ...facts
        .slice(0, MOST_FIELDS)
        .filter(({ label, value }) => label !== '' && value !== '')
        .map(({ label, value }) => ({
          name: cutText(label, 200),
          value: cutText(escapeMarkdown(value), MOST_FIELD),
          inline: true,
        })),
      ...(list === '' ? [] : [{ name: TO_DO[locale], value: cutText(list, MOST_FIELD) }]),
      ...(links.length === 0 ? [] : [{ name: '\u200b', value: linesWithin(links.map(markdownLink), MOST_FIELD) }]),
    ],
  }
}

/** As many whole lines as fit: half a link is none. */
function linesWithin(lines: readonly string[], most: number): string {
  let kept = ''
  for (const line of lines) {
    if (kept.length + line.length + 1 > most) break
    kept = kept === '' ? line : `${kept}\n${line}`
  }
  return kept || '\u200b'
}

/** The form: one line that notifications show, and an embed. Nobody is mentioned, whatever the words. */
export const discordForm = (wording: Wording) =>
  fitting(wording, MOST_BYTES, (short) => ({
    username: 'Dotchi',
    content: escapeMarkdown(cutText(`${MARKS[short.tone]} ${short.headline}`, 300)),
    embeds: [embedOf(short)],
    allowed_mentions: { parse: [] },
  }))

/** It says how long to wait in seconds, with fractions, in its body. */
function readAnswer({ status, body }: Answer): Reading | null {
  const seconds = answerObject(body).retry_after
  if (status !== 429 || typeof seconds !== 'number') return null
  return {
    kind: 'retry',
    reason: 'busy',
    retryAfterMs: Math.min(86_400_000, Math.max(1_000, Math.ceil(seconds * 1000))),
  }
}

function waiting(url: string): URL {
  const address = new URL(url)
  // Only then the answer says whether the message was really made.
  address.searchParams.set('wait', 'true')
  return address
}

/** Discord, by a webhook of a channel (https://docs.discord.com/developers/resources/webhook#execute-webhook). */
export const discord = defineNotifier({
  kind: 'discord',
  title: { ja: 'Discord（Webhook）', en: 'Discord (webhook)' },
  options: z.strictObject({ url: webhookUrl }),
  example: { url: 'https://discord.com/api/webhooks/000000000000000000/XXXXXXXXXXXXXXXXXXXXXXXX' },
  dependsOn: null,
  address: null,
  repeats: 'twice',
  open: ({ url }, context) =>
    httpChannel(context, {
      secrets: secretsIn(url),
      read: readAnswer,
      compose: (wording) => ({ url: waiting(url), body: { json: discordForm(wording) } }),
    }),
})
