import { z } from 'zod'
import { refusal } from '../probes/option-rules.ts'
import { TARGET_SCHEMA } from '../probes/parse-target.ts'

const webAddress = z.string().refine(
  (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? ''),
  refusal({
    ja: 'http:// か https:// で始まるURLにしてください',
    en: 'must be a URL that begins with http:// or https://',
  }),
)

/** Whom people of the company ask when nothing on the page helps. */
export const HELP_DESK_SCHEMA = z.strictObject({
  name: TARGET_SCHEMA.shape.title,
  phone: z.string().trim().min(2).max(40).nullable().default(null),
  mail: z.email().nullable().default(null),
  url: webAddress.nullable().default(null),
})
