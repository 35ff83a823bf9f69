import { z } from 'zod'
import { answerObject, basicAuth } from './http-channel.ts'
import type { Answer, Reading } from './http-delivery.ts'
import type { Addressing } from './notifier.ts'
import { refusal, secret } from './option-rules.ts'

/** What text messages and calls by Twilio have in common. */

const sid = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}[0-9a-fA-F]{32}$`),
      refusal({ ja: `${prefix} で始まる34文字です`, en: `has 34 letters and begins with ${prefix}` }),
    )

export const TWILIO_ACCOUNT = {
  accountSid: sid('AC').describe('The account.'),
  keySid: sid('SK')
    .nullable()
    .default(null)
    .describe('An API key, which can be revoked alone; secret is then its secret.'),
  secret: secret.describe('The auth token of the account, or the secret of the API key. Write it as secret_FILE.'),
}

export const PHONE = /^\+[1-9]\d{6,14}$/
export const phone = z
  .string()
  .regex(
    PHONE,
    refusal({ ja: '+81 から始まる国際形式の番号にしてください', en: 'must be a number such as +81312345678' }),
  )

export const phoneAddress: Addressing = {
  title: { ja: '電話番号（国際形式）', en: 'Telephone number (E.164)' },
  example: '+819012345678',
  isValid: (to) => PHONE.test(to),
}

interface Account {
  readonly accountSid: string
  readonly keySid: string | null
  readonly secret: string
}

/** Where a message or a call is asked for, and how the account shows who it is. */
export const twilioRequest = (account: Account, resource: 'Messages' | 'Calls') => {
  const authorization = basicAuth(account.keySid ?? account.accountSid, account.secret)
  return {
    secrets: [account.secret, authorization.slice('Basic '.length)],
    url: `https://api.twilio.com/2010-04-01/Accounts/${account.accountSid}/${resource}.json`,
    headers: { authorization },
  }
}

/** Numbers that do not exist, cannot be reached by that way, or whose owner has said STOP. */
const GONE = new Set([13_224, 21_211, 21_214, 21_217, 21_610, 21_614])

/** What Twilio’s own codes say beyond the status; null where they say nothing more. */
export function readTwilio({ status, body }: Answer): Reading | null {
  const { code } = answerObject(body)
  if (status === 400 && typeof code === 'number' && GONE.has(code)) return { kind: 'rejected', reason: 'gone' }
  // The address of the account, not that of a recipient.
  if (status === 404) return { kind: 'rejected', reason: 'not-admitted' }
  return null
}
