import { sql } from 'kysely'
import type { Observation } from '../../core/observation.ts'
import { insertRows } from '../database/bulk.ts'
import { atomically, type Session } from '../database/session.ts'
import type { ObservationTable } from '../schema.ts'
import type { Appended, RoundOptions } from '../store.ts'
import { factIdsOf } from './facts.ts'
import { rowOf } from './observation-rows.ts'
import { addToRollups } from './rollups.ts'
import { sightingIdsOf, sightingKeyOf } from './sightings.ts'
import { settleLooks } from './transitions.ts'

const DUPLICATE: Appended = { appended: 0, duplicate: true }

export function appendRound(
  session: Session,
  observations: readonly Observation[],
  { key, inconclusive = false }: RoundOptions,
): Promise<Appended> {
  return atomically(session, async (inner) => {
    const vantages = new Set(observations.map((observation) => observation.vantage))
    if (key) vantages.add(key.vantage)
    // A sighting belongs to one vantage: rounds of one vantage go one after the other, those of others do not wait.
    for (const vantage of [...vantages].sort()) await inner.differences.serialize(inner.db, `round ${vantage}`)
    if (key && !(await claim(inner, key, observations))) return DUPLICATE
    if (observations.length === 0) return { appended: 0, duplicate: false }
    const rows = await place(inner, await rowsOf(inner, observations, inconclusive))
    await addToRollups(inner, rows)
    await settleLooks(inner, rows)
    return { appended: rows.length, duplicate: false }
  })
}

/** Whether the round is the first with its key. */
async function claim(
  { db, clock }: Session,
  key: NonNullable<RoundOptions['key']>,
  observations: readonly Observation[],
): Promise<boolean> {
  const at = observations.reduce((newest, observation) => Math.max(newest, observation.at), 0) || clock.now()
  const claimed = await db
    .insertInto('round_key')
    .values({ vantage: key.vantage, sequence: String(key.sequence), at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('sequence')
    .executeTakeFirst()
  return claimed !== undefined
}

async function rowsOf(session: Session, observations: readonly Observation[], inconclusive: boolean) {
  const sightings = await sightingIdsOf(session, observations)
  const split = observations.map((observation) => ({ observation, ...rowOf(observation, inconclusive) }))
  const newestUse = new Map<string, number>()
  for (const { facts, observation } of split) {
    if (facts !== null) newestUse.set(facts, Math.max(observation.at, newestUse.get(facts) ?? 0))
  }
  const ids = await factIdsOf(session, newestUse)
  return split.map(({ observation, facts, columns }) => ({
    sighting_id: sightings.get(sightingKeyOf(observation))!,
    ...columns,
    fact_id: facts === null ? null : ids.get(facts)!,
  }))
}

/** Writes the rows, giving looks of one sighting at the same instant the next free number. */
async function place(
  session: Session,
  rows: ReadonlyArray<Omit<ObservationTable, 'nth'>>,
): Promise<readonly ObservationTable[]> {
  const placed: ObservationTable[] = []
  let waiting = rows.map((row) => ({ ...row, nth: 0 }))
  while (waiting.length > 0) {
    const taken = new Set<string>()
    const now = waiting.filter((row) => !taken.has(keyOf(row)) && taken.add(keyOf(row)))
    const written = await insertRows<{ sighting_id: number; at: number; nth: number }>(
      session,
      'observation',
      now,
      sql`on conflict do nothing returning sighting_id, at, nth`,
    )
    const keys = new Set(written.map(keyOf))
    const done = new Set(now.filter((row) => keys.has(keyOf(row))))
    placed.push(...done)
    waiting = waiting.filter((row) => !done.has(row)).map((row) => ({ ...row, nth: row.nth + 1 }))
  }
  return placed
}

const keyOf = ({ sighting_id, at, nth }: Pick<ObservationTable, 'sighting_id' | 'at' | 'nth'>): string =>
  `${sighting_id} ${at} ${nth}`
