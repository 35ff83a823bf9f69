import { z } from 'zod'
import { COMPONENTS } from '../core/condition.ts'
import { ROLES } from '../core/observation.ts'
import type { Target } from '../core/target.ts'
import { PROBE_KINDS, probeKindOf } from './index.ts'
import { refusal } from './option-rules.ts'
import type { ProbeKind } from './probe.ts'

const slug = z.string().refine(
  (value) => /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(value),
  refusal({
    ja: '半角の英小文字・数字・ハイフンで、40文字以内にしてください',
    en: 'must be lower-case letters, digits and hyphens, at most 40',
  }),
)
const words = z.string().trim().min(1).max(120)

/** What every target has, whatever its kind. */
export const TARGET_SCHEMA = z.strictObject({
  id: slug.describe('Its name in addresses, in the database and in metrics.'),
  kind: z.enum(PROBE_KINDS.map((probe) => probe.kind)).describe('The kind of probe that looks at it.'),
  role: z.enum(ROLES).optional().describe('What part it plays; left out: that of its kind.'),
  component: z.enum(COMPONENTS).nullable().optional().describe('The part of LINE WORKS that it shows.'),
  title: z
    .preprocess(
      (value) => (typeof value === 'string' ? { ja: value, en: value } : value),
      z.strictObject({ ja: words, en: words }),
    )
    .describe('Its name for people: one for both languages, or one each.'),
  via: z
    .enum(['auto', 'direct', 'proxy', 'both'])
    .default('auto')
    .describe('`auto`: as this computer would go; `both`: straight and through the proxy in one round.'),
  family: z
    .union([z.enum(['any', 'both']), z.literal(4), z.literal(6)])
    .default('any')
    .describe('`any`: the first family that answers; 4 or 6: that one; `both`: each by itself in one round.'),
  confirmed: z.boolean().default(false).describe('Whether the facts behind it are confirmed by the operator.'),
  source: z.string().trim().min(1).max(500).nullable().default(null).describe('Where the facts come from.'),
  options: z.record(z.string(), z.unknown()).default({}).describe('The options of its kind.'),
})

type Issue = z.core.$ZodIssue

/** A target, or everything that is wrong with it: as issues for those who have sentences of their own, and as plain lines. */
export type ParsedTarget =
  | { readonly target: Target }
  | { readonly problems: readonly string[]; readonly issues: readonly Issue[] }

/** Reads one target as it stands in a YAML or JSON file. Every problem is told at once, with its path. */
export function parseTarget(raw: unknown): ParsedTarget {
  const common = TARGET_SCHEMA.safeParse(raw)
  const record = typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {}
  const probe = probeKindOf(record.kind)
  const options = probe?.options.safeParse(record.options ?? {})
  const issues = [
    ...(common.error?.issues ?? []),
    ...(options?.error?.issues ?? []).map((issue) => ({ ...issue, path: ['options', ...issue.path] })),
    ...(probe ? impossible(probe, record) : []),
  ]
  if (!common.success || !probe || !options?.success || issues.length > 0) {
    return { problems: issues.map(problemOf), issues }
  }
  const { role, component, ...rest } = common.data
  const target: Target = {
    ...rest,
    role: role ?? probe.defaults.role,
    component: component === undefined ? probe.defaults.component : component,
    options: options.data as Readonly<Record<string, unknown>>,
  }
  return { target }
}

/** Ways that this kind of probe cannot go. */
function impossible(probe: ProbeKind, record: Readonly<Record<string, unknown>>): Issue[] {
  const refuse = (key: string, ja: string, en: string): Issue => ({
    code: 'custom',
    path: [key],
    input: record[key],
    message: en,
    params: { text: { ja, en } },
  })
  return [
    ...(!probe.canProxy && (record.via === 'proxy' || record.via === 'both')
      ? [refuse('via', `${probe.kind} はプロキシを経由できません`, `${probe.kind} cannot go through a proxy`)]
      : []),
    ...(!probe.canChooseFamily && ['both', 4, 6].some((family) => family === record.family)
      ? [refuse('family', `${probe.kind} では IP の版を選べません`, `${probe.kind} cannot choose the address family`)]
      : []),
  ]
}

function problemOf(issue: Issue): string {
  const path = issue.path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}${text ? '.' : ''}${String(part)}`),
    '',
  )
  return path ? `${path}: ${issue.message}` : issue.message
}
