import { z } from 'zod'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { secretsIn } from '../http-delivery.ts'
import { defineNotifier } from '../notifier.ts'
import { webhookUrl } from '../option-rules.ts'
import { MARKS, TO_DO, type Tone, type Wording } from '../wording.ts'

/** Teams takes 28 KB, its own envelope included. */
const MOST_BYTES = 20_000
const MOST_BUTTONS = 4

const STYLES: Readonly<Record<Tone, string>> = {
  critical: 'attention',
  warning: 'warning',
  info: 'accent',
  good: 'good',
  work: 'emphasis',
}

const run = (text: string, more: Readonly<Record<string, unknown>> = {}) => ({ type: 'TextRun', text, ...more })
/** Unlike a TextBlock this reads no Markdown: foreign words make no links. */
const block = (...inlines: readonly unknown[]) => ({ type: 'RichTextBlock', inlines })

function cardOf({ headline, lead, facts, advice, links, tone, locale }: Wording) {
  const colon = locale === 'ja' ? '：' : ': '
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    lang: locale,
    fallbackText: headline,
    msteams: { width: 'Full' },
    body: [
      {
        type: 'Container',
        style: STYLES[tone],
        bleed: true,
        items: [block(run(`${MARKS[tone]} ${headline}`, { weight: 'Bolder', size: 'Medium' }))],
      },
      block(run(lead)),
      ...facts.map(({ label, value }) => block(run(`${label}${colon}`, { weight: 'Bolder' }), run(value))),
      ...(advice.length > 0 ? [block(run(TO_DO[locale], { weight: 'Bolder' }))] : []),
      ...advice.map((text) => block(run(`・ ${text}`))),
    ],
    actions: links.slice(0, MOST_BUTTONS).map(({ title, url }) => ({ type: 'Action.OpenUrl', title, url })),
  }
}

/** The form: one Adaptive Card in the envelope that the workflow "when a webhook request is received" passes on. */
export const teamsForm = (wording: Wording) =>
  fitting(wording, MOST_BYTES, (short) => ({
    type: 'message',
    summary: short.headline,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: cardOf(short) }],
  }))

/** Microsoft Teams, by a workflow (Power Automate). The older connectors of Microsoft 365 have been switched off. */
export const teams = defineNotifier({
  kind: 'teams',
  title: { ja: 'Microsoft Teams（ワークフロー）', en: 'Microsoft Teams (Workflows)' },
  options: z.strictObject({ url: webhookUrl }),
  example: {
    url: 'https://prod-00.japaneast.logic.azure.com:443/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=XXXXXXXXXXXXXXXX',
  },
  dependsOn: null,
  address: null,
  repeats: 'twice',
  open: ({ url }, context) =>
    httpChannel(context, {
      secrets: secretsIn(url),
      compose: (wording) => ({ url, body: { json: teamsForm(wording) } }),
    }),
})
