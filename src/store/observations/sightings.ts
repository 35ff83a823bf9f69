import type { Component } from '../../core/condition.ts'
import type { Role } from '../../core/observation.ts'
import { insertRows, partsOf } from '../database/bulk.ts'
import type { Session } from '../database/session.ts'
import { storableOf } from '../database/storable.ts'
import type { Series } from '../store.ts'

const partsOfKey = (series: Series) => [
  series.target,
  series.role,
  series.kind,
  series.component,
  series.vantage,
  series.via,
  series.resolver,
  series.family,
]

/** One text for one sighting. */
export const sightingKeyOf = (series: Series): string => storableOf(JSON.stringify(partsOfKey(series)))

/** Ids of all the sightings, by key; those never seen before are written down. Within a transaction. */
export async function sightingIdsOf(session: Session, list: readonly Series[]): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>()
  const missing = new Map<string, Series>()
  for (const series of list) {
    const key = sightingKeyOf(series)
    const id = session.sightingIds.get(key)
    if (id !== undefined) ids.set(key, id)
    else missing.set(key, series)
  }
  for (const [key, id] of await learn(session, missing)) ids.set(key, id)
  return ids
}

async function learn(session: Session, missing: ReadonlyMap<string, Series>): Promise<ReadonlyMap<string, number>> {
  const learnt = new Map<string, number>()
  const find = async (keys: readonly string[]) => {
    for (const part of partsOf(keys)) {
      const rows = await session.db.selectFrom('sighting').select(['id', 'key']).where('key', 'in', part).execute()
      for (const row of rows) learnt.set(row.key, row.id)
    }
  }
  await find([...missing.keys()])
  // In one order everywhere, so that two transactions never wait for each other.
  const unknown = [...missing.keys()].filter((key) => !learnt.has(key)).sort()
  if (unknown.length > 0) {
    await session.differences.serialize(session.db, 'sighting')
    await find(unknown)
    const rows = unknown.filter((key) => !learnt.has(key)).map((key) => rowOf(key, missing.get(key)!))
    await insertRows(session, 'sighting', rows)
    await find(unknown)
  }
  session.afterCommit(() => {
    for (const [key, id] of learnt) session.sightingIds.set(key, id)
  })
  return learnt
}

function rowOf(key: string, series: Series) {
  const { target, role, kind, component, vantage, via, resolver, family } = series
  return { key, target, role, kind, component, vantage, via, resolver, family }
}

/** The sightings of a target, of a vantage, of both, or all of them; by id. */
export async function seriesById(
  session: Session,
  filter: { readonly target?: string | undefined; readonly vantage?: string | undefined },
): Promise<ReadonlyMap<number, Series>> {
  let query = session.db
    .selectFrom('sighting')
    .select(['id', 'target', 'role', 'kind', 'component', 'vantage', 'via', 'resolver', 'family'])
  if (filter.target !== undefined) query = query.where('target', '=', filter.target)
  if (filter.vantage !== undefined) query = query.where('vantage', '=', filter.vantage)
  const rows = await query.execute()
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      {
        ...row,
        role: row.role as Role,
        component: row.component as Component | null,
        via: row.via as Series['via'],
        resolver: row.resolver as Series['resolver'],
        family: row.family as Series['family'],
      },
    ]),
  )
}
