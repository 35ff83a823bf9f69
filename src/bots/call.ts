import { z } from 'zod'
import type { Text } from '../core/locale.ts'
import type { Call } from './bot.ts'

/** A call is good for so long before and after our own time: longer than any way, shorter than a coffee break. */
const REPLAY_MS = 5 * 60_000

/** Whether a call is as young as its stamp has to be, epoch milliseconds; clocks may differ either way. */
export const isFresh = (at: number, now: number): boolean => Math.abs(now - at) <= REPLAY_MS

/** The body as JSON of this form; null where it is none. Only ever called with what was found genuine. */
export function eventOf<Schema extends z.ZodType>({ body }: Call, schema: Schema): z.output<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** What an option is refused with, in both languages. */
export const refusal = (text: Text) => ({ error: text.en, params: { text } })

/** Parts that the options of many bots have. */
export const secret = z.string().min(1).max(5_000)

/** A secret that the vendor shows in base64. */
export const base64Secret = secret.regex(
  /^[A-Za-z0-9+/]+={0,2}$/,
  refusal({
    ja: '表示されたトークンをそのまま（base64）書いてください',
    en: 'must be the token as it was shown (base64)',
  }),
)

/** Where the vendor’s API is; only tests and relays name another. */
export const apiUrl = (usual: string, what: string) =>
  z
    .url({ protocol: /^https?$/ })
    .max(500)
    .default(usual)
    .describe(what)
