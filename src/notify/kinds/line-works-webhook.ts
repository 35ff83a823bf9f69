import { z } from 'zod'
import { cutText } from '../cut-text.ts'
import { answerObject, httpChannel } from '../http-channel.ts'
import { type Answer, type Reading, secretsIn } from '../http-delivery.ts'
import { wideAngles } from '../markup.ts'
import { defineNotifier } from '../notifier.ts'
import { webhookUrl } from '../option-rules.ts'
import { MARKS, plainText, type Wording } from '../wording.ts'

/** LINE WORKS names no limits for it; these are well below those of its bots. */
const MOST_TITLE = 100
const MOST_TEXT = 900
const MOST_LABEL = 20

/** The form. Links have their place in the button: in the text they, and angle brackets, have been answered with 500. */
export function lineWorksWebhookForm(wording: Wording) {
  const [link] = wording.links
  const text = plainText({ ...wording, headline: '' }, { most: MOST_TEXT, links: 'none' })
  return {
    title: wideAngles(cutText(`${MARKS[wording.tone]} ${wording.headline}`, MOST_TITLE)),
    body: { text: wideAngles(text) || wideAngles(wording.headline) },
    ...(link ? { button: { label: cutText(link.title, MOST_LABEL), url: link.url } } : {}),
  }
}

/** What counts is the code in the body, also where the status is 200. */
function readAnswer({ status, headers, body }: Answer): Reading | null {
  const { code, description } = answerObject(body)
  const said = typeof description === 'string' ? description : ''
  if (status === 429 || /too many/i.test(said)) {
    const seconds = Number(headers['ratelimit-reset'])
    return { kind: 'retry', reason: 'busy', ...(seconds > 0 ? { retryAfterMs: Math.min(seconds, 3_600) * 1000 } : {}) }
  }
  if (/invalid webhook/i.test(said)) return { kind: 'rejected', reason: 'gone' }
  if (status !== 200) return null
  if (code === 200) return { kind: 'sent' }
  // An answer that is not its own: somebody in between.
  if (typeof code !== 'number') return { kind: 'retry', reason: 'unreachable' }
  return code >= 500 ? { kind: 'retry', reason: 'busy' } : { kind: 'rejected', reason: 'refused' }
}

/** LINE WORKS, by its app Incoming Webhook: outbound only, no token (https://developers.worksmobile.com/jp/docs/webhook). */
export const lineWorksWebhook = defineNotifier({
  kind: 'line-works-webhook',
  title: { ja: 'LINE WORKS（Incoming Webhook）', en: 'LINE WORKS (Incoming Webhook)' },
  options: z.strictObject({ url: webhookUrl }),
  example: { url: 'https://webhook.worksmobile.com/message/00000000-0000-0000-0000-000000000000' },
  dependsOn: 'line-works',
  address: null,
  repeats: 'twice',
  open: ({ url }, context) =>
    httpChannel(context, {
      secrets: secretsIn(url),
      read: readAnswer,
      compose: (wording) => ({ url, body: { json: lineWorksWebhookForm(wording) } }),
    }),
})
