import { z } from 'zod'
import { httpChannel } from '../http-channel.ts'
import type { Answer, Reading } from '../http-delivery.ts'
import { letterKey } from '../letter-key.ts'
import { defineNotifier } from '../notifier.ts'
import { secret } from '../option-rules.ts'
import { MARKS, plainText, type Wording } from '../wording.ts'

/** LINE takes 5,000 units of UTF-16. */
const MOST = 2_000

/** The form: a text; LINE makes links of the addresses at its end. */
export const lineForm = (wording: Wording) => ({
  type: 'text',
  text: plainText(wording, { most: MOST, mark: MARKS[wording.tone] }),
})

function readAnswer({ status, body }: Answer): Reading | null {
  // The same retry key has been taken before: it arrived, only its answer got lost.
  if (status === 409) return { kind: 'sent' }
  // Until the next month no attempt will end otherwise.
  if (status === 429 && /monthly limit/i.test(body)) return { kind: 'rejected', reason: 'refused' }
  return null
}

/** LINE, pushed by an official account (https://developers.line.biz/en/reference/messaging-api/#send-push-message). */
export const line = defineNotifier({
  kind: 'line',
  title: { ja: 'LINE（Messaging API）', en: 'LINE (Messaging API)' },
  options: z.strictObject({
    token: secret.describe('A channel access token of the official account. Write it as token_FILE.'),
  }),
  example: { token: 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX=' },
  dependsOn: 'line',
  address: {
    title: { ja: 'ユーザー・グループ・トークルームのID', en: 'Id of a user, group or room' },
    example: 'U0123456789abcdef0123456789abcdef',
    isValid: (to) => /^[UCR][0-9a-f]{32}$/.test(to),
  },
  repeats: 'once',
  open: ({ token }, context) =>
    httpChannel(context, {
      secrets: [token],
      read: readAnswer,
      compose: (wording, letter) => ({
        url: 'https://api.line.me/v2/bot/message/push',
        headers: { authorization: `Bearer ${token}`, 'x-line-retry-key': letterKey(letter) },
        body: { json: { to: letter.to, messages: [lineForm(wording)] } },
      }),
    }),
})
