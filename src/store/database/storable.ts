/**
 * PostgreSQL takes neither NUL nor half a surrogate pair, which the head of a foreign page, cut anywhere, may hold. Both
 * databases keep the same.
 */
export const storableOf = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')

/** How JSON writes what cannot be stored. A backslash before it makes it something else, which does no harm here. */
const UNSTORABLE = /\\u(0000|d[89a-f])/

/** JSON in which all text can be stored. */
export function jsonOf(value: unknown): string {
  const json = JSON.stringify(value)
  if (!UNSTORABLE.test(json)) return json
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableOf(part) : part))
}
