import { z } from 'zod'
import { SOURCE_KINDS, sourceKindOf } from './index.ts'
import type { Source } from './source.ts'

const slug = z.string().refine((value) => /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(value), {
  error: 'must be lower-case letters, digits and hyphens, at most 40',
  params: {
    text: {
      ja: '半角の英小文字・数字・ハイフンで、40文字以内にしてください',
      en: 'must be lower-case letters, digits and hyphens, at most 40',
    },
  },
})
const words = z.string().trim().min(1).max(120)

/** What every source has, whatever its kind. */
export const SOURCE_SCHEMA = z.strictObject({
  id: slug.describe('Its name in the database and in the API.'),
  kind: z.enum(SOURCE_KINDS.map(({ kind }) => kind)).describe('How it is read.'),
  title: z
    .preprocess(
      (value) => (typeof value === 'string' ? { ja: value, en: value } : value),
      z.strictObject({ ja: words, en: words }),
    )
    .describe('Its name for people: one for both languages, or one each.'),
  intervalSeconds: z.number().min(1).max(86_400).optional().describe('How often it is read.'),
  correlated: z.boolean().default(false).describe('It speaks about something that LINE WORKS only touches.'),
  confirmed: z.boolean().default(false).describe('Whether address and form are confirmed by the operator.'),
  source: z.string().trim().min(1).max(500).nullable().default(null).describe('Where the facts come from.'),
  options: z.record(z.string(), z.unknown()).default({}).describe('The options of its kind.'),
})

type Issue = z.core.$ZodIssue

/** A source, or everything that is wrong with it. */
export type ParsedSource = { readonly source: Source } | { readonly issues: readonly Issue[] }

/** Reads one source as it stands in a YAML file. Every problem is told at once, with its path. */
export function parseSource(raw: unknown): ParsedSource {
  const common = SOURCE_SCHEMA.safeParse(raw)
  const record = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const kind = sourceKindOf(record.kind)
  const options = kind?.options.safeParse(record.options ?? {})
  const issues = [
    ...(common.error?.issues ?? []),
    ...(options?.error?.issues ?? []).map((issue) => ({ ...issue, path: ['options', ...issue.path] })),
  ]
  if (!common.success || !kind || !options?.success || issues.length > 0) return { issues }
  const { intervalSeconds, ...rest } = common.data
  const intervalMs = intervalSeconds === undefined ? kind.usualIntervalMs : intervalSeconds * 1000
  return { source: { ...rest, intervalMs, options: options.data } }
}
