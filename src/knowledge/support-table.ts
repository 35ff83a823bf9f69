import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { BROWSERS, SYSTEMS } from '../core/check/browser-of.ts'
import type { SupportTable } from '../core/check/support.ts'
import { textSchema } from './article.ts'

const tableSchema = z.strictObject({
  asOf: z.iso.date(),
  sources: z.array(z.string().min(1)).min(1),
  browsers: z.partialRecord(
    z.enum(BROWSERS),
    z.strictObject({
      title: textSchema,
      recommended: z.boolean().default(false),
      updateBelow: z.number().positive(),
      tooOldBelow: z.number().positive(),
      longLived: z.array(z.number().positive()).default([]),
    }),
  ),
  systems: z.partialRecord(z.enum(SYSTEMS), z.strictObject({ title: textSchema, tooOldBelow: z.number().positive() })),
})

/** With which browsers LINE WORKS can be expected to work. Throws where the table that ships is broken. Read once. */
export function readSupportTable(): SupportTable {
  const text = readFileSync(new URL('../../data/browsers.yaml', import.meta.url), 'utf8')
  return tableSchema.parse(parse(text)) as SupportTable
}

let known: SupportTable | null = null

/** The same, read at the first call. What ships does not change while the program runs. */
export function shippedSupportTable(): SupportTable {
  known ??= readSupportTable()
  return known
}
