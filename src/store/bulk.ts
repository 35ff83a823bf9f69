import { type RawBuilder, sql } from 'kysely'
import type { Database } from './schema.ts'
import type { Session } from './session.ts'

/** So many rows in one statement: bounds the memory and the time for which SQLite holds the thread. */
const CHUNK = 1000

/**
 * Inserts rows that all have the same fields. `tail` may say what happens on a conflict and what comes back;
 * what came back is given. Rows with bytes in them cannot go this way.
 */
export async function insertRows<Back = never>(
  session: Session,
  table: keyof Database,
  rows: ReadonlyArray<Readonly<Record<string, string | number | null>>>,
  tail: RawBuilder<unknown> = sql``,
): Promise<Back[]> {
  const first = rows[0]
  if (!first) return []
  const columns = Object.keys(first)
  const names = sql.join(columns.map((name) => sql.ref(name)))
  const back: Back[] = []
  for (let start = 0; start < rows.length; start += CHUNK) {
    const json = jsonOf(rows.slice(start, start + CHUNK))
    const source = session.differences.rowsOf(table, columns, json)
    const result = await sql<Back>`insert into ${sql.table(table)} (${names}) ${source} ${tail}`.execute(session.db)
    back.push(...result.rows)
  }
  return back
}

/** JSON that both databases take: PostgreSQL refuses half a surrogate pair and NUL, which a cut body may hold. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storableOf(part) : part))
}

/** The text as both databases can keep it. */
export const storableOf = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')

/** Parts of a list, each short enough for an `in (…)`. */
export function partsOf<T>(list: readonly T[], size = CHUNK): T[][] {
  const parts: T[][] = []
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size))
  return parts
}
