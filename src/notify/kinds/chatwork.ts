import { z } from 'zod'
import type { Clock } from '../../platform/clock.ts'
import { httpChannel } from '../http-channel.ts'
import type { Answer, Reading } from '../http-delivery.ts'
import { defineNotifier } from '../notifier.ts'
import { secret } from '../option-rules.ts'
import { MARKS, plainText, type Wording } from '../wording.ts'

/** Chatwork takes 65,535 characters. */
const MOST = 5_000
const ROOM = /^\d{1,15}$/

/** Square brackets make tags, `[To:…]` among them, and nothing escapes them. */
const wideBrackets = (text: string) => text.replaceAll('[', '［').replaceAll(']', '］')

/** The form: a box with a title. */
export function chatworkForm(wording: Wording): string {
  const text = plainText(wording, { most: MOST, mark: MARKS[wording.tone] })
  const end = text.indexOf('\n\n')
  const [title, body] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 2)]
  return `[info][title]${wideBrackets(title)}[/title]${wideBrackets(body)}[/info]`
}

/** It says when to come back in a header of its own, in epoch seconds. */
const readAnswer =
  (clock: Clock) =>
  ({ status, headers }: Answer): Reading | null => {
    const resetAt = Number(headers['x-ratelimit-reset']) * 1000
    if (status !== 429 || !Number.isFinite(resetAt)) return null
    const retryAfterMs = Math.min(900_000, Math.max(1_000, resetAt - clock.now()))
    return { kind: 'retry', reason: 'busy', retryAfterMs }
  }

/** Chatwork (https://developer.chatwork.com/reference/post-rooms-room_id-messages). */
export const chatwork = defineNotifier({
  kind: 'chatwork',
  title: { ja: 'Chatwork', en: 'Chatwork' },
  options: z.strictObject({
    token: secret.describe('The API token of the account that writes. Write it as token_FILE.'),
  }),
  example: { token: '0123456789abcdef0123456789abcdef' },
  dependsOn: null,
  address: {
    title: { ja: 'ルームID', en: 'Room id' },
    example: '123456789',
    isValid: (to) => ROOM.test(to),
  },
  repeats: 'twice',
  open: ({ token }, context) =>
    httpChannel(context, {
      secrets: [token],
      read: readAnswer(context.clock),
      compose: (wording, { to }) => ({
        url: `https://api.chatwork.com/v2/rooms/${to}/messages`,
        headers: { 'x-chatworktoken': token },
        body: { form: { body: chatworkForm(wording), self_unread: '1' } },
      }),
    }),
})
