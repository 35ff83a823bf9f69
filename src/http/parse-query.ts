import type { z } from 'zod'
import type { Mistake } from './problem.ts'
import type { Refusal } from './request.ts'

/** Reads a query strictly: what does not fit, is not known or stands twice is named. */
export function parseQuery<Schema extends z.ZodObject>(schema: Schema, query: string): z.output<Schema> | Refusal {
  // In an address `+` means a space; here it can only be the sign of an offset.
  const parameters = [...new URLSearchParams(query.replaceAll('+', '%2B'))]
  const names = parameters.map(([name]) => name)
  const mistakes: Mistake[] = names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ parameter: name.slice(0, 40), message: TWICE }))
  const parsed = schema.strict().safeParse(Object.fromEntries(parameters))
  if (parsed.success && mistakes.length === 0) return parsed.data as z.output<Schema>
  for (const issue of parsed.error?.issues ?? []) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : null
    if (unknown) mistakes.push(...unknown.map((name) => ({ parameter: name.slice(0, 40), message: UNKNOWN })))
    else mistakes.push({ parameter: issue.path.join('.'), message: { ja: '値が正しくありません', en: issue.message } })
  }
  return { refused: 400, mistakes: mistakes.slice(0, 10) }
}

const TWICE = { ja: '1回だけ指定してください', en: 'must be given once only' }
const UNKNOWN = { ja: 'このパラメーターはありません', en: 'there is no such parameter' }
