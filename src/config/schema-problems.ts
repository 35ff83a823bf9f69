import { z } from 'zod'
import { issueText, unknownKeyText } from './issue-text.ts'
import type { Path, Problem } from './problem.ts'
import { problemAt, type SettingsFile, valueAt } from './settings-file.ts'

type Issue = z.core.$ZodIssue

/** The schema without defaults, optionality and preprocessing around it. */
function core(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodPipe) return core(schema.out)
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return core(schema.unwrap())
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return core(schema.unwrap())
  return schema
}

/** The names that a schema knows at a path; empty where it is no mapping with fixed names. */
function knownKeysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let here = core(schema)
  for (const part of path) {
    let next: z.core.$ZodType | undefined
    if (here instanceof z.ZodObject) next = here.shape[String(part)]
    if (here instanceof z.ZodArray) next = here.element
    if (!next) return []
    here = core(next)
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape) : []
}

/** Of a union's branches the one that came furthest: its problems are those that the writer can use. */
function leavesOf(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const depth = (issues: readonly Issue[]) => Math.max(...issues.map((inner) => inner.path.length))
  const [nearest] = issue.errors.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)
  return (nearest ?? []).flatMap((inner) => leavesOf({ ...inner, path: [...issue.path, ...inner.path] }))
}

/** Every broken rule as a problem at its place in the file. `base` is where the checked value stands. */
export function schemaProblems(
  file: SettingsFile,
  base: Path,
  schema: z.core.$ZodType,
  value: unknown,
  issues: readonly Issue[],
): readonly Problem[] {
  return issues.flatMap(leavesOf).flatMap((issue) => {
    const path = [...base, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))]
    if (issue.code !== 'unrecognized_keys') {
      return [problemAt(file, path, issueText(issue, valueAt(value, issue.path)))]
    }
    const known = knownKeysAt(schema, issue.path)
    return issue.keys.map((key) => problemAt(file, path, unknownKeyText(key, known), key))
  })
}
