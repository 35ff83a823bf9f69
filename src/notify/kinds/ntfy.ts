import { z } from 'zod'
import { bytesOf, cutText } from '../cut-text.ts'
import { httpChannel } from '../http-channel.ts'
import type { Answer, Reading } from '../http-delivery.ts'
import { letterKey } from '../letter-key.ts'
import { defineNotifier, type Letter } from '../notifier.ts'
import { serverUrl } from '../option-rules.ts'
import { HALF_LOGIN, isWholeLogin, loginOf, SERVER_LOGIN } from '../server-login.ts'
import { plainText, type Tone, type Wording } from '../wording.ts'

/** What is longer than 4,096 bytes becomes an attachment that phones do not show. */
const MOST_BYTES = 4_000
const MOST_BUTTONS = 3

/** Names that ntfy shows as emoji in front of the title. */
const TAGS: Readonly<Record<Tone, string>> = {
  critical: 'rotating_light',
  warning: 'warning',
  info: 'information_source',
  good: 'white_check_mark',
  work: 'wrench',
}
/** 5 breaks through "do not disturb". */
const PRIORITIES: Readonly<Record<Tone, number>> = { critical: 5, warning: 4, info: 3, good: 3, work: 3 }

/** The form: a title, the rest as text, and buttons. */
export function ntfyForm(wording: Wording, topic: string) {
  const { headline, tone, links } = wording
  const text = plainText({ ...wording, headline: '' }, { most: MOST_BYTES, sizeOf: bytesOf, links: 'none' })
  return {
    topic,
    title: cutText(headline, 250),
    message: text || headline,
    priority: PRIORITIES[tone],
    tags: [TAGS[tone]],
    ...(links[0] ? { click: links[0].url } : {}),
    actions: links.slice(0, MOST_BUTTONS).map(({ title, url }) => ({ action: 'view', label: cutText(title, 60), url })),
  }
}

/** A server that does not know `sequence_id` shows a repeated letter twice. */
const formOf = (wording: Wording, letter: Letter) => ({
  ...ntfyForm(wording, letter.to ?? ''),
  sequence_id: letterKey(letter),
})

/** The address of a server of ntfy is no recipient: not found is a wrong address. */
const readAnswer = ({ status }: Answer): Reading | null =>
  status === 404 ? { kind: 'rejected', reason: 'refused' } : null

const OPTIONS = z
  .strictObject({
    server: serverUrl.default('https://ntfy.sh').describe('ntfy.sh, or a server of your own.'),
    ...SERVER_LOGIN,
  })
  .refine(isWholeLogin, HALF_LOGIN)

/** ntfy (https://docs.ntfy.sh/publish/#publish-as-json). */
export const ntfy = defineNotifier({
  kind: 'ntfy',
  title: { ja: 'ntfy（スマートフォンへの通知）', en: 'ntfy (push to phones)' },
  options: OPTIONS,
  example: { server: 'https://ntfy.example.co.jp', token: 'tk_XXXXXXXXXXXXXXXXXXXXXXXXXXXXX' },
  dependsOn: null,
  address: {
    title: { ja: 'トピック', en: 'Topic' },
    example: 'dotchi-7f3k9',
    isValid: (to) => /^[\w-]{1,64}$/.test(to),
  },
  repeats: 'replaced',
  open(options, context) {
    const { headers, secrets } = loginOf(options)
    return httpChannel(context, {
      secrets,
      read: readAnswer,
      compose: (wording, letter) => ({
        url: `${options.server.replace(/\/+$/, '')}/`,
        headers,
        body: { json: formOf(wording, letter) },
      }),
    })
  },
})
