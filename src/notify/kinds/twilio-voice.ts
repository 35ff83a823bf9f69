import { z } from 'zod'
import type { Locale, Text } from '../../core/locale.ts'
import { cutText } from '../cut-text.ts'
import { httpChannel } from '../http-channel.ts'
import { escapeHtml } from '../markup.ts'
import { defineNotifier } from '../notifier.ts'
import { phone, phoneAddress, readTwilio, TWILIO_ACCOUNT, twilioRequest } from '../twilio.ts'
import type { Wording } from '../wording.ts'

/** Half a minute of speech. */
const MOST = 300
const VOICES = { ja: 'ja-JP', en: 'en-US' } as const
const WHO: Text = { ja: '監視システム「どっち」からのお知らせです。', en: 'This is Dotchi, your system monitor. ' }
const AGAIN: Text = { ja: 'もう一度お伝えします。', en: 'Once more. ' }
const PAUSE: Text = { ja: '、', en: ', ' }
const STOP: Text = { ja: '。', en: '. ' }

/** What is no speech: emoji, brackets, a wave between two times. */
const spoken = (text: string, locale: Locale) =>
  text
    .replace(/\p{Extended_Pictographic}|\ufe0f|\u200d/gu, '')
    .replace(/(?<=\d)[〜～](?=\d)/g, locale === 'ja' ? 'から' : ' to ')
    .replace(/\s*[【】[\]（）()・]\s*/g, PAUSE[locale])
    .replace(/^[、,\s]+|[、,\s]+$/g, '')

/** The form: TwiML that says who calls and what is so, twice, because the beginning of a call is easily missed. */
export function voiceForm({ headline, lead, locale }: Wording): string {
  const text = cutText(`${spoken(headline, locale)}${STOP[locale]}${spoken(lead, locale)}`, MOST)
  const say = (words: string) => `<Say language="${VOICES[locale]}">${escapeHtml(words)}</Say>`
  const pause = '<Pause length="1"/>'
  return `<Response>${pause}${say(WHO[locale] + text)}${pause}${say(AGAIN[locale] + text)}</Response>`
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
