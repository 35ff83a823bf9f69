import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { insertRows, partsOf } from '../database/bulk.ts'
import { atomically, type Session } from '../database/session.ts'

const DAY_MS = 86_400_000
/** Bounds the memory of the ids known here; a service behind many addresses has some hundred. */
const KNOWN_AT_MOST = 20_000

/** Ids of the facts, by their JSON; written once for all observations that have them. Within a transaction. */
export async function factIdsOf(
  session: Session,
  newestUse: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  const rows: Array<{ hash: string; body: string; used_at: number }> = []
  const bodies = new Map<string, string>()
  for (const [body, at] of newestUse) {
    const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
    const known = session.facts.get(hash)
    if (known) ids.set(body, known.id)
    // Told again once a day, so that what is still in use is not taken for forgotten.
    if (known && known.usedAt > at - DAY_MS) continue
    bodies.set(hash, body)
    rows.push({ hash, body, used_at: at })
  }
  if (rows.length === 0) return ids
  await session.differences.serialize(session.db, 'fact')
  const { greatest } = session.differences
  const used = greatest(sql`fact.used_at`, sql`excluded.used_at`)
  const learnt = await insertRows<{ id: number; hash: string; used_at: number }>(
    session,
    'fact',
    rows,
    sql`on conflict (hash) do update set used_at = ${used} returning id, hash, used_at`,
  )
  for (const row of learnt) ids.set(bodies.get(row.hash)!, row.id)
  session.afterCommit(() => {
    if (session.facts.size > KNOWN_AT_MOST) session.facts.clear()
    for (const row of learnt) session.facts.set(row.hash, { id: row.id, usedAt: row.used_at })
  })
  return ids
}

export async function factsById(session: Session, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const bodies = new Map<number, string>()
  for (const part of partsOf([...new Set(ids)])) {
    const rows = await session.db.selectFrom('fact').select(['id', 'body']).where('id', 'in', part).execute()
    for (const row of rows) bodies.set(row.id, row.body)
  }
  return bodies
}

/**
 * Removes the facts that no kept observation has. `used_at` may be a day behind, and another process may have read it
 * a moment ago: a second day on top keeps every fact that may still be pointed at.
 */
export async function pruneFacts(session: Session, rawAt: number): Promise<void> {
  await atomically(session, async ({ db }) => {
    const gone = await db
      .deleteFrom('fact')
      .where('used_at', '<', rawAt - 2 * DAY_MS)
      .returning('hash')
      .execute()
    session.afterCommit(() => {
      for (const { hash } of gone) session.facts.delete(hash)
    })
  })
}
