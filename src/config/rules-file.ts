import { z } from 'zod'
import type { AlertPolicy } from '../core/alert/policy.ts'
import { ruleOf, ruleProblems } from './alerts.ts'
import { RULES_SCHEMA } from './alerts-schema.ts'
import { type Path, type Problem, sortedProblems } from './problem.ts'
import { schemaProblems } from './schema-problems.ts'
import { type ReadFile, unreadableText } from './secrets.ts'
import { isRecord, parseSettingsFile } from './settings-file.ts'

const SCHEMA = z.object({ rules: RULES_SCHEMA.min(1), recipients: z.record(z.string(), z.unknown()).default({}) })

/**
 * Rules that are only to be tried out: a file with `rules`, and `recipients` where others are meant than those of the
 * configuration; a whole configuration does as well. Nobody is told anything, so ways and secrets are not looked at.
 */
export function readRules(
  name: string,
  readFile: ReadFile,
  policy: AlertPolicy,
): { readonly policy: AlertPolicy } | { readonly problems: readonly Problem[] } {
  const read = readFile(name)
  if ('reason' in read)
    return {
      problems: [{ file: name, path: '', line: null, column: null, text: unreadableText(name, read.reason) }],
    }
  const file = parseSettingsFile(name, read.text)
  if ('broken' in file) return { problems: [file.broken] }
  const isWhole = isRecord(file.value.alerts)
  const base: Path = isWhole ? ['alerts'] : []
  const value = isWhole ? file.value.alerts : file.value
  const parsed = SCHEMA.safeParse(value)
  const problems = [...file.problems]
  if (!parsed.success) problems.push(...schemaProblems(file, base, SCHEMA, value, parsed.error.issues))
  const own = Object.keys(parsed.data?.recipients ?? {})
  const known = policy.recipients.map(({ id }) => id)
  const rules = parsed.data?.rules ?? []
  problems.push(...ruleProblems(rules, [...known, ...own], file, [...base, 'rules']))
  if (problems.length > 0) return { problems: sortedProblems(problems) }
  const added = own
    .filter((id) => !known.includes(id))
    .map((id) => ({ id, locale: 'ja' as const, ways: [], mutedUntil: null, isSubscriber: false }))
  return { policy: { ...policy, recipients: [...policy.recipients, ...added], rules: rules.map(ruleOf) } }
}
