import { z } from 'zod'
import { httpChannel } from '../http-channel.ts'
import { defineNotifier } from '../notifier.ts'
import { PHONE, phoneAddress, readTwilio, TWILIO_ACCOUNT, twilioRequest } from '../twilio.ts'
import { plainText, type Wording } from '../wording.ts'

/** Three parts, in the alphabet that every phone has, and in Unicode. Each part is paid for. */
const MOST_GSM = 459
const MOST_UNICODE = 201
/** The part of the GSM alphabet (3GPP TS 23.038) that takes one place each. */
const GSM = /^[A-Za-z0-9 \n@£$_!"#%&'()*+,\-./:;<=>?]*$/

/** The form: what is so and where to look; where the alphabet allows, more. */
export function smsForm(wording: Wording): string {
  const long = plainText(wording, { most: MOST_GSM - 3, brief: true })
    .replaceAll('…', '...')
    .replaceAll('’', "'")
  return GSM.test(long) ? long : plainText(wording, { most: MOST_UNICODE, brief: true })
}

const SERVICE = /^MG[0-9a-fA-F]{32}$/
const from = z
  .string()
  .refine((value) => PHONE.test(value) || SERVICE.test(value) || /^(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11}$/.test(value))

/** Text messages by Twilio (https://www.twilio.com/docs/messaging/api/message-resource). */
export const twilioSms = defineNotifier({
  kind: 'twilio-sms',
  title: { ja: 'SMS（Twilio）', en: 'Text message (Twilio)' },
  options: z.strictObject({
    ...TWILIO_ACCOUNT,
    from: from.describe('A number, a name of up to 11 letters, or a messaging service (MG…).'),
  }),
  example: {
    accountSid: 'AC00000000000000000000000000000000',
    secret: 'XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
    from: '+815000000000',
  },
  dependsOn: null,
  address: phoneAddress,
  repeats: 'twice',
  open(options, context) {
    const { secrets, url, headers } = twilioRequest(options, 'Messages')
    const sender = SERVICE.test(options.from) ? 'MessagingServiceSid' : 'From'
    return httpChannel(context, {
      secrets,
      read: readTwilio,
      compose: (wording, { to }) => ({
        url,
        headers,
        body: { form: { To: to ?? '', [sender]: options.from, Body: smsForm(wording) } },
      }),
    })
  },
})
