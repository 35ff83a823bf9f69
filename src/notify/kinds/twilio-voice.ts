import { z } from 'zod'
import type { Text } from '../../core/locale.ts'
import { cutText } from '../cut-text.ts'
import { httpChannel } from '../http-channel.ts'
import { escapeHtml } from '../markup.ts'
import { defineNotifier } from '../notifier.ts'
import { phone, phoneAddress, readTwilio, TWILIO_ACCOUNT, twilioRequest } from '../twilio.ts'
import type { Wording } from '../wording.ts'

/** Half a minute of speech. */
const MOST = 300
const VOICES = { ja: 'ja-JP', en: 'en-US' } as const
const WHO: Text = { ja: 'どっちからのお知らせです。', en: 'This is Dotchi.' }
const AGAIN: Text = { ja: 'もう一度お伝えします。', en: 'Once more.' }

/** What is no speech: emoji, brackets around a mark, dashes between times. */
const spoken = (text: string) =>
  text
    .replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, '')
    .replace(/[【】[\]（）()]/g, '、')
    .replace(/、(?=$|[、。])/g, '')
    .trim()

/** The form: TwiML that says who calls and what is so, twice, because the beginning of a call is easily missed. */
export function voiceForm({ headline, lead, locale }: Wording): string {
  const stop = locale === 'ja' ? '。' : '. '
  const text = cutText(`${spoken(headline)}${stop}${spoken(lead)}`, MOST)
  const say = (words: string) => `<Say language="${VOICES[locale]}">${escapeHtml(words)}</Say>`
  return `<Response><Pause length="1"/>${say(WHO[locale] + (locale === 'en' ? ' ' : '') + text)}<Pause length="1"/>${say(
    `${AGAIN[locale]}${locale === 'en' ? ' ' : ''}${text}`,
  )}</Response>`
}

/** Calls by Twilio (https://www.twilio.com/docs/voice/api/call-resource). */
export const twilioVoice = defineNotifier({
  kind: 'twilio-voice',
  title: { ja: '電話（Twilio、音声読み上げ）', en: 'Telephone call (Twilio, spoken)' },
  options: z.strictObject({ ...TWILIO_ACCOUNT, from: phone.describe('The number that calls.') }),
  example: {
    accountSid: 'AC00000000000000000000000000000000',
    secret: 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
    from: '+815000000000',
  },
  dependsOn: null,
  address: phoneAddress,
  repeats: 'twice',
  open(options, context) {
    const { secrets, url, headers } = twilioRequest(options, 'Calls')
    return httpChannel(context, {
      secrets,
      read: readTwilio,
      compose: (wording, { to }) => ({
        url,
        headers,
        body: { form: { To: to ?? '', From: options.from, Twiml: voiceForm(wording) } },
      }),
    })
  },
})
