import { sql } from 'kysely'
import { insertRows, partsOf } from '../database/bulk.ts'
import type { Session } from '../database/session.ts'
import type { HeadTable, StateColumns } from '../schema.ts'
import type { Interval, Transition } from '../store.ts'
import { errorCode, outcomeCode, phaseCode } from './codes.ts'
import { seriesById } from './sightings.ts'

const SKIPPED = outcomeCode.codeOf('skipped')
const FIELDS = ['sighting_id', 'at', 'nth', 'outcome', 'phase', 'error'] as const

/** Order of the looks of one sighting. */
const compareLooks = (a: StateColumns, b: StateColumns): number => a.at - b.at || a.nth - b.nth

const isSameState = (a: StateColumns, b: StateColumns): boolean =>
  a.outcome === b.outcome && a.phase === b.phase && a.error === b.error

/**
 * Brings transitions and heads up to date after the looks were written. A look is a transition when its state differs
 * from that of the look before it; looks that were skipped have no state. Looks may come late (an agent that was cut
 * off) and in any order.
 */
export async function settleLooks(session: Session, looks: readonly StateColumns[]): Promise<void> {
  const heads = await headsOf(session, [...new Set(looks.map((look) => look.sighting_id))])
  const sorted = [...looks].sort((a, b) => a.sighting_id - b.sighting_id || compareLooks(a, b))
  const changes: StateColumns[] = []
  const late: StateColumns[] = []
  for (const look of sorted) {
    const head = heads.get(look.sighting_id)
    const newest = head && stateOf(head)
    if (look.outcome === SKIPPED) {
      if (!head || compareLooks(look, newestOf(head)) > 0) heads.set(look.sighting_id, skippedHead(head, look))
    } else if (newest && compareLooks(look, newest) < 0) {
      late.push(look)
    } else {
      if (!newest || !isSameState(look, newest)) changes.push(look)
      heads.set(look.sighting_id, lookedHead(head, look))
    }
  }
  await insertRows(session, 'transition', changes.map(stateColumnsOf))
  for (const look of late) await settleLate(session, look)
  await putHeads(session, [...heads.values()])
}

const stateColumnsOf = ({ sighting_id, at, nth, outcome, phase, error }: StateColumns) => ({
  sighting_id,
  at,
  nth,
  outcome,
  phase,
  error,
})

const stateOf = (head: HeadTable): StateColumns | null =>
  head.state_at === null
    ? null
    : {
        sighting_id: head.sighting_id,
        at: head.state_at,
        nth: head.state_nth!,
        outcome: head.outcome!,
        phase: head.phase!,
        error: head.error,
      }

const newestOf = ({ sighting_id, at, nth }: HeadTable): StateColumns => ({
  sighting_id,
  at,
  nth,
  outcome: SKIPPED,
  phase: 0,
  error: null,
})

const skippedHead = (head: HeadTable | undefined, { sighting_id, at, nth }: StateColumns): HeadTable => ({
  ...(head ?? { state_at: null, state_nth: null, outcome: null, phase: null, error: null }),
  sighting_id,
  at,
  nth,
})

function lookedHead(head: HeadTable | undefined, look: StateColumns): HeadTable {
  const { sighting_id, at, nth, outcome, phase, error } = look
  const isNewest = !head || compareLooks(look, newestOf(head)) > 0
  const newest = isNewest ? { at, nth } : { at: head.at, nth: head.nth }
  return { sighting_id, ...newest, state_at: at, state_nth: nth, outcome, phase, error }
}

async function headsOf(session: Session, ids: readonly number[]): Promise<Map<number, HeadTable>> {
  const heads = new Map<number, HeadTable>()
  for (const part of partsOf(ids)) {
    const rows = await session.db.selectFrom('head').selectAll().where('sighting_id', 'in', part).execute()
    for (const row of rows) heads.set(row.sighting_id, row)
  }
  return heads
}

async function putHeads(session: Session, heads: readonly HeadTable[]): Promise<void> {
  const columns = ['at', 'nth', 'state_at', 'state_nth', 'outcome', 'phase', 'error']
  const sets = columns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`)
  const rows = heads.map((head) => ({ ...head }))
  await insertRows(session, 'head', rows, sql`on conflict (sighting_id) do update set ${sql.join(sets)}`)
}

/** A look that lies before others changes at most two transitions: its own and that of the look after it. */
async function settleLate(session: Session, look: StateColumns): Promise<void> {
  const before = await session.db
    .selectFrom('transition')
    .select(FIELDS)
    .where('sighting_id', '=', look.sighting_id)
    .where(sql<boolean>`(at, nth) < (${look.at}, ${look.nth})`)
    .orderBy('at', 'desc')
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst()
  await putTransition(session, look, before)
  const after = await session.db
    .selectFrom('observation')
    .select(FIELDS)
    .where('sighting_id', '=', look.sighting_id)
    .where('outcome', '!=', SKIPPED)
    .where(sql<boolean>`(at, nth) > (${look.at}, ${look.nth})`)
    .orderBy('at')
    .orderBy('nth')
    .limit(1)
    .executeTakeFirst()
  if (after) await putTransition(session, after, look)
}

async function putTransition(session: Session, look: StateColumns, before: StateColumns | undefined): Promise<void> {
  if (before && isSameState(look, before)) {
    await session.db
      .deleteFrom('transition')
      .where('sighting_id', '=', look.sighting_id)
      .where('at', '=', look.at)
      .where('nth', '=', look.nth)
      .execute()
  } else {
    await insertRows(session, 'transition', [stateColumnsOf(look)], sql`on conflict do nothing`)
  }
}

export async function transitionsOf(
  session: Session,
  query: Interval & { readonly target?: string; readonly vantage?: string },
): Promise<Transition[]> {
  let select = session.db
    .selectFrom('transition')
    .innerJoin('sighting', 'sighting.id', 'sighting_id')
    .select(['sighting_id', 'at', 'nth', 'outcome', 'phase', 'error'])
    .where('at', '>=', query.fromAt)
    .where('at', '<', query.toAt)
  if (query.target !== undefined) select = select.where('target', '=', query.target)
  if (query.vantage !== undefined) select = select.where('vantage', '=', query.vantage)
  const rows = await select.orderBy('at').orderBy('sighting_id').orderBy('nth').execute()
  const series = await seriesById(session, query)
  return rows.map((row): Transition => {
    const outcome = outcomeCode.wordOf(row.outcome)
    return {
      ...series.get(row.sighting_id)!,
      at: row.at,
      outcome: outcome === 'passed' ? 'passed' : 'failed',
      inconclusive: outcome === 'inconclusive',
      phase: phaseCode.wordOf(row.phase),
      error: row.error === null ? null : errorCode.wordOf(row.error),
    }
  })
}
