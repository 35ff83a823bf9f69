import { z } from 'zod'
import type { Text } from '../core/locale.ts'

/** Rules that the options of several kinds share; what they refuse is said in both languages. */

const refusal = (text: Text) => ({ error: text.en, params: { text } })

const isPlainWebUrl = (value: string): boolean => {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

export const placeUrl = z.string().refine(
  isPlainWebUrl,
  refusal({
    ja: 'http:// か https:// で始まり、ユーザー名とパスワードを含まない URL にしてください',
    en: 'must be an http:// or https:// URL without user name and password',
  }),
)

/** A CSS selector; that it can be read is seen where it is used. */
export const selector = z.string().trim().min(1).max(300)
export const words = z.string().trim().min(1).max(500)
export const secret = z.string().min(1).max(2_000)

/** What people search for by default: LINE WORKS in all its spellings. */
export const SERVICE_QUERY = '"LINE WORKS" OR LINEWORKS OR LINEワークス OR ラインワークス'
