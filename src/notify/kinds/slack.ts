import { z } from 'zod'
import { cutText } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { secretsIn } from '../http-delivery.ts'
import { defineNotifier } from '../notifier.ts'
import { webhookUrl } from '../option-rules.ts'
import { COLOURS, MARKS, TO_DO, type Wording } from '../wording.ts'

/** Slack takes more; nobody reads it. */
const MOST_BYTES = 12_000

type Inline = Readonly<Record<string, unknown>>
const plain = (text: string): Inline => ({ type: 'text', text })
const bold = (text: string): Inline => ({ type: 'text', text, style: { bold: true } })
const section = (elements: readonly Inline[]) => ({ type: 'rich_text_section', elements })

/** What stands under the headline. In `rich_text` nothing is parsed: no mention, no link, no markup out of foreign words. */
function bodyOf({ lead, facts, advice, links, locale }: Wording) {
  const colon = locale === 'ja' ? '：' : ': '
  return [
    section([plain(lead)]),
    ...(facts.length > 0
      ? [section(facts.flatMap(({ label, value }) => [bold(`\n${label}${colon}`), plain(value)]))]
      : []),
    ...(advice.length > 0
      ? [
          section([bold(`\n${TO_DO[locale]}`)]),
          { type: 'rich_text_list', style: 'bullet', elements: advice.map((text) => section([plain(text)])) },
        ]
      : []),
    ...links.map(({ title, url }) => section([{ type: 'link', url, text: title }])),
  ]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The form: one line that notifications show, and a body with a coloured edge. */
export const slackForm = (wording: Wording) =>
  fitting(wording, MOST_BYTES, (short) => ({
    text: escaped(cutText(`${MARKS[short.tone]} ${short.headline}`, 300)),
    unfurl_links: false,
    unfurl_media: false,
    attachments: [
      {
        color: COLOURS[short.tone],
        fallback: escaped(cutText(short.headline, 300)),
        blocks: [{ type: 'rich_text', elements: bodyOf(short) }],
      },
    ],
  }))

/** Slack, by an incoming webhook (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks). */
export const slack = defineNotifier({
  kind: 'slack',
  title: { ja: 'Slack（Incoming Webhook）', en: 'Slack (incoming webhook)' },
  options: z.strictObject({ url: webhookUrl }),
  example: { url: 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX' },
  dependsOn: null,
  address: null,
  repeats: 'twice',
  open: ({ url }, context) =>
    httpChannel(context, {
      secrets: secretsIn(url),
      compose: (wording) => ({ url, body: { json: slackForm(wording) } }),
    }),
})
