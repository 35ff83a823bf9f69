import type { FetchedDocument } from '../platform/fetch/fetched.ts'
import { type Parsed, unreadable } from './source.ts'

/** Nobody was asked for more. */
const MOST_ENTRIES = 500

/** The JSON of a document, or why there is none. Sites answer with web pages where programs expect JSON. */
export function jsonOf(
  document: FetchedDocument | undefined,
): { readonly json: unknown } | Extract<Parsed, { unreadable: unknown }> {
  if (!document) return unreadable('not-json', 'no document')
  if (document.garbled) return unreadable('garbled')
  try {
    const json: unknown = JSON.parse(document.text)
    if (Array.isArray(json) && json.length > MOST_ENTRIES) return unreadable('too-complex', `${json.length} entries`)
    return { json }
  } catch {
    return unreadable('not-json', document.text.trim().slice(0, 80))
  }
}

/** What an answer says went wrong; null where it does not look like an error. */
export function errorIn(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const { code, message, error, errors, title } = json as Record<string, unknown>
  const first = Array.isArray(errors) ? (errors[0] as Record<string, unknown> | undefined) : undefined
  const said = error ?? first?.message ?? first?.detail ?? (code !== undefined ? (message ?? code) : undefined)
  if (said === undefined || said === null) return null
  return typeof said === 'string' ? said : typeof title === 'string' ? title : JSON.stringify(said).slice(0, 200)
}
