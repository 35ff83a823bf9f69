import { z } from 'zod'
import type { Text } from '../core/locale.ts'

/** Rules that the options of several channels share; what they refuse is said in both languages. */

export const refusal = (text: Text) => ({ error: text.en, params: { text } })

const isPlainUrl = (value: string, protocols: RegExp): boolean => {
  const url = URL.parse(value)
  return url !== null && protocols.test(url.protocol) && url.username === '' && url.password === '' && url.hash === ''
}

/** The address of a webhook on the internet: whoever knows it may write, so it counts as a secret. */
export const webhookUrl = z
  .string()
  .max(2_000)
  .refine(
    (value) => isPlainUrl(value, /^https:$/),
    refusal({
      ja: 'https:// で始まり、ユーザー名とパスワードを含まない URL にしてください',
      en: 'must be an https:// URL without user name and password',
    }),
  )
  .describe('As the vendor shows it. It is a secret: write it as url_FILE.')

/** A server that may be the company’s own. */
export const serverUrl = z
  .string()
  .max(2_000)
  .refine(
    (value) => isPlainUrl(value, /^https?:$/),
    refusal({
      ja: 'http:// か https:// で始まり、ユーザー名とパスワードを含まない URL にしてください',
      en: 'must be an http:// or https:// URL without user name and password',
    }),
  )

/** A token, key or password. Nothing that could end a header. */
export const secret = z
  .string()
  .min(1)
  .max(4_000)
  .regex(/^[\x21-\x7e]+$/, refusal({ ja: '空白を含まない半角文字にしてください', en: 'must be ASCII without spaces' }))
