import { z } from 'zod'
import type { Message } from '../../core/alert/message.ts'
import { cutText } from '../cut-text.ts'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { threadKey } from '../letter-key.ts'
import { defineNotifier } from '../notifier.ts'
import { refusal } from '../option-rules.ts'
import { TO_DO, type Wording } from '../wording.ts'

/** 512 KB an event; 1,024 characters the summary. */
const MOST_BYTES = 30_000
const MOST_SUMMARY = 1_000

const URLS = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const

/** What begins opens an incident there, what ends resolves it, what somebody takes on here is taken on there. */
function actionOf({ phase, kind }: Message): 'trigger' | 'acknowledge' | 'resolve' {
  if (phase === 'end') return 'resolve'
  return kind === 'acknowledged' ? 'acknowledge' : 'trigger'
}

/** The form: one event; the thread is its key, so that a repeated one changes nothing. */
export const pagerdutyForm = (wording: Wording, routingKey: string) =>
  fitting(wording, MOST_BYTES, ({ headline, lead, facts, advice, links, message, locale }) => ({
    routing_key: routingKey,
    event_action: actionOf(message),
    dedup_key: threadKey(message),
    client: 'Dotchi',
    ...(links[0] ? { client_url: links[0].url } : {}),
    payload: {
      summary: cutText(headline, MOST_SUMMARY),
      source: 'Dotchi',
      severity: message.severity,
      timestamp: new Date(message.at).toISOString(),
      class: message.kind,
      group: 'LINE WORKS',
      custom_details: {
        lead,
        ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
        ...(advice.length > 0 ? { [TO_DO[locale]]: advice.join('\n') } : {}),
      },
    },
    links: links.map(({ title, url }) => ({ href: url, text: title })),
  }))

/** PagerDuty (https://developer.pagerduty.com/docs/events-api-v2-overview). */
export const pagerduty = defineNotifier({
  kind: 'pagerduty',
  title: { ja: 'PagerDuty（Events API v2）', en: 'PagerDuty (Events API v2)' },
  options: z.strictObject({
    routingKey: z
      .string()
      .regex(
        /^[A-Za-z0-9]{32}$/,
        refusal({ ja: '32文字の Integration Key です', en: 'is an integration key of 32 letters' }),
      )
      .describe('The integration key of the service. Write it as routingKey_FILE.'),
    region: z.enum(['us', 'eu']).default('us').describe('Where the account is kept.'),
  }),
  example: { routingKey: '0123456789abcdef0123456789abcdef' },
  dependsOn: null,
  address: null,
  repeats: 'once',
  open: ({ routingKey, region }, context) =>
    httpChannel(context, {
      secrets: [routingKey],
      compose: (wording) => ({ url: URLS[region], body: { json: pagerdutyForm(wording, routingKey) } }),
    }),
})
