import { type RawBuilder, sql } from 'kysely'
import { turn } from '../../platform/event-loop.ts'
import type { Database } from '../schema.ts'
import type { Row } from './differences.ts'
import type { Session } from './session.ts'

/** So many rows in one statement: some milliseconds in which SQLite holds the thread. */
const CHUNK = 200

/**
 * Inserts rows that all have the same fields. `tail` may say what happens on a conflict and what comes back;
 * what came back is given. Within a transaction.
 */
export async function insertRows<Back = never>(
  session: Session,
  table: keyof Database,
  rows: readonly Row[],
  tail: RawBuilder<unknown> = sql``,
): Promise<Back[]> {
  const first = rows[0]
  if (!first) return []
  const columns = Object.keys(first)
  const ending = tail.compile(session.db).sql
  const back: Back[] = []
  for (const [index, part] of partsOf(rows, CHUNK).entries()) {
    // SQLite answers at once: without this nothing else would run until the last row is in.
    if (index > 0) await turn()
    const result = await session.db.executeQuery<Back>(session.differences.insertOf(table, columns, part, ending))
    back.push(...result.rows)
  }
  return back
}

/** Parts of a list, each short enough for an `in (…)`. */
export function partsOf<T>(list: readonly T[], size = 1000): T[][] {
  const parts: T[][] = []
  for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size))
  return parts
}
