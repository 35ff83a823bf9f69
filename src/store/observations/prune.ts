import { sql } from 'kysely'
import { turn } from '../../platform/event-loop.ts'
import { atomically, type Session } from '../database/session.ts'
import type { Observations } from '../store.ts'
import { stepCode } from './codes.ts'
import { pruneFacts } from './facts.ts'

/** Rows removed in one transaction: some ten milliseconds. */
const CHUNK = 2000

/** Removes old observations and rollups step by step; between two steps others can read and write. */
export async function pruneObservations(
  session: Session,
  { rawAt, minuteAt, hourAt }: Parameters<Observations['pruneBefore']>[0],
): Promise<number> {
  const removed =
    (await pruneTable(session, 'observation', rawAt)) +
    (await pruneTable(session, 'rollup', minuteAt, stepCode.codeOf('minute'))) +
    (await pruneTable(session, 'rollup', hourAt, stepCode.codeOf('hour')))
  await pruneTable(session, 'round_key', rawAt)
  await pruneFacts(session, rawAt)
  return removed
}

async function pruneTable(
  session: Session,
  table: 'observation' | 'rollup' | 'round_key',
  beforeAt: number,
  step?: number,
): Promise<number> {
  const mine = step === undefined ? sql`true` : sql`step = ${step}`
  let removed = 0
  for (;;) {
    const { rows, more } = await atomically(session, async ({ db }) => {
      const limit = await sql<{ at: number }>`
        select at from ${sql.table(table)} where ${mine} and at < ${beforeAt} order by at limit 1 offset ${CHUNK - 1}
      `.execute(db)
      const lastAt = limit.rows[0]?.at ?? beforeAt - 1
      const result = await sql`delete from ${sql.table(table)} where ${mine} and at <= ${lastAt}`.execute(db)
      return { rows: Number(result.numAffectedRows ?? 0), more: limit.rows.length > 0 }
    })
    removed += rows
    if (!more) return removed
    await turn()
  }
}
