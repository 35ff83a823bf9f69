import { z } from 'zod'
import { cutText } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { secretsIn } from '../http-delivery.ts'
import { escapeMarkdown, markdownLink } from '../markup.ts'
import { defineNotifier } from '../notifier.ts'
import { serverUrl } from '../option-rules.ts'
import { COLOURS, MARKS, TO_DO, type Wording } from '../wording.ts'

/** The properties of a post, where attachments are kept, hold 8,000 characters on older servers. */
const MOST_BYTES = 7_000

/** For places that may read Markdown or may not. */
const bare = (text: string) => text.replace(/[\\`*_~|<>#[\]]/g, '')
const heading = (text: string) => `**${escapeMarkdown(text)}**`

function textOf({ lead, advice, links, locale }: Wording): string {
  const list = advice.map((text) => `- ${escapeMarkdown(text)}`).join('\n')
  const parts = [
    escapeMarkdown(lead),
    list === '' ? '' : `${heading(TO_DO[locale])}\n${list}`,
    links.map(markdownLink).join(' ・ '),
  ]
  return parts.filter(Boolean).join('\n\n')
}

/** The form: one line that notifications show, and an attachment with a coloured edge. */
export const mattermostForm = (wording: Wording) =>
  fitting(wording, MOST_BYTES, (short) => ({
    username: 'Dotchi',
    text: heading(cutText(`${MARKS[short.tone]} ${short.headline}`, 300)),
    attachments: [
      {
        fallback: bare(short.headline),
        color: COLOURS[short.tone],
        text: textOf(short),
        fields: short.facts.map(({ label, value }) => ({
          title: bare(label),
          value: escapeMarkdown(value),
          short: true,
        })),
      },
    ],
  }))

/** Mattermost, by an incoming webhook (https://developers.mattermost.com/integrate/webhooks/incoming/). */
export const mattermost = defineNotifier({
  kind: 'mattermost',
  title: { ja: 'Mattermost（Incoming Webhook）', en: 'Mattermost (incoming webhook)' },
  options: z.strictObject({
    url: serverUrl.describe('Of your own server or a hosted one. It is a secret: write it as url_FILE.'),
  }),
  example: { url: 'https://chat.example.co.jp/hooks/xxxxxxxxxxxxxxxxxxxxxxxxxx' },
  dependsOn: null,
  address: null,
  repeats: 'twice',
  open: ({ url }, context) =>
    httpChannel(context, {
      secrets: secretsIn(url),
      compose: (wording) => ({ url, body: { json: mattermostForm(wording) } }),
    }),
})
