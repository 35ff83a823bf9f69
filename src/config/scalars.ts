import { z } from 'zod'
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

/** The name of an IANA time zone. */
export const zone = z.string().refine(
  isZone,
  refusal({
    ja: 'タイムゾーンの名前ではありません（例: Asia/Tokyo）',
    en: 'is no time zone (example: Asia/Tokyo)',
  }),
)
