import { z } from 'zod'
import { fitting } from '../fitting.ts'
import { httpChannel } from '../http-channel.ts'
import { secretsIn } from '../http-delivery.ts'
import { letterKey, threadKey } from '../letter-key.ts'
import { escapeHtml, wideAngles } from '../markup.ts'
import { defineNotifier, type Letter } from '../notifier.ts'
import { webhookUrl } from '../option-rules.ts'
import { MARKS, TO_DO, type Wording } from '../wording.ts'

/** 32,000 bytes a message; the form of the wire is larger than what is counted here. */
const MOST_BYTES = 24_000
const MOST_BUTTONS = 4

function widgetsOf({ lead, facts, advice, links, locale }: Wording): readonly unknown[] {
  const list = advice.map((text) => `• ${escapeHtml(text)}`).join('\n')
  return [
    { textParagraph: { text: escapeHtml(lead) } },
    ...facts.map(({ label, value }) => ({
      decoratedText: { topLabel: wideAngles(label), text: escapeHtml(value), wrapText: true },
    })),
    ...(advice.length > 0 ? [{ textParagraph: { text: `<b>${TO_DO[locale]}</b>\n${list}` } }] : []),
    ...(links.length > 0
      ? [
          {
            buttonList: {
              buttons: links.slice(0, MOST_BUTTONS).map(({ title, url }) => ({
                text: wideAngles(title),
                onClick: { openLink: { url } },
              })),
            },
          },
        ]
      : []),
  ]
}

/** The form: a card, what a phone shows instead of it, and the thread of the incident. */
export const googleChatForm = (wording: Wording) =>
  fitting(wording, MOST_BYTES, (short) => ({
    // `<users/all>` would mention everybody.
    fallbackText: wideAngles(`${MARKS[short.tone]} ${short.headline}`),
    cardsV2: [
      {
        cardId: 'dotchi',
        card: {
          header: { title: wideAngles(`${MARKS[short.tone]} ${short.headline}`), subtitle: 'Dotchi' },
          sections: [{ widgets: widgetsOf(short) }],
        },
      },
    ],
    thread: { threadKey: threadKey(short.message) },
  }))

/** The address with what keeps an incident in one thread, and a repeated letter from being shown again. */
function addressOf(url: string, letter: Letter): URL {
  const address = new URL(url)
  address.searchParams.set('messageReplyOption', 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD')
  address.searchParams.set('requestId', letterKey(letter))
  return address
}

/** Google Chat, by a webhook of a space (https://developers.google.com/workspace/chat/quickstart/webhooks). */
export const googleChat = defineNotifier({
  kind: 'google-chat',
  title: { ja: 'Google Chat（Webhook）', en: 'Google Chat (webhook)' },
  options: z.strictObject({ url: webhookUrl }),
  example: { url: 'https://chat.googleapis.com/v1/spaces/AAAAAAAAAAA/messages?key=XXXXXXXXXXXX&token=XXXXXXXXXXXX' },
  dependsOn: null,
  address: null,
  repeats: 'once',
  open: ({ url }, context) =>
    httpChannel(context, {
      secrets: secretsIn(url),
      compose: (wording, letter) => ({ url: addressOf(url, letter), body: { json: googleChatForm(wording) } }),
    }),
})
