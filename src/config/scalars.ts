import { z } from 'zod'
import { addressRange } from '../platform/net/address-range.ts'
import { refusal } from '../probes/option-rules.ts'

const isNumeric = /^-?\d+(\.\d+)?$/
/** What came by `${NAME}` or from the environment is a string, so `"8787"` counts as a number. */
export const number = (schema: z.ZodNumber) =>
  z.preprocess((value) => (typeof value === 'string' && isNumeric.test(value.trim()) ? Number(value) : value), schema)

/** `true` and `false`, and what the environment writes for them. */
export const truth = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean())

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** An address, or a range of them: `10.1.2.3`, `10.0.0.0/8`. */
export const addressOrRange = z.string().refine(
  (text) => addressRange(text) !== null,
  refusal({
    ja: 'IPアドレスか範囲にしてください（例: 10.1.2.3、10.0.0.0/8）',
    en: 'must be an address or a range (examples: 10.1.2.3, 10.0.0.0/8)',
  }),
)

/** The name of an IANA time zone. */
export const zone = z.string().refine(
  isZone,
  refusal({
    ja: 'タイムゾーンの名前ではありません（例: Asia/Tokyo）',
    en: 'is no time zone (example: Asia/Tokyo)',
  }),
)
