import { sql } from 'kysely'
import type { Session } from '../database/session.ts'
import type { ObservationTable } from '../schema.ts'
import type { ObservationPage, RangeQuery, StoredObservation } from '../store.ts'
import { factsById } from './facts.ts'
import { type Facts, factsFrom, observationFrom } from './observation-rows.ts'
import { seriesById } from './sightings.ts'

const LIMIT = 1000
const LIMIT_MAX = 10_000
/** Up to so many sightings are read each by itself and merged; more are picked out of all that was seen in the interval. */
const FEW = 16
/** Above and below every `nth`. */
const AFTER_ALL = 32_767
const BEFORE_ALL = -1

/** The place of a row in the order of time: instant, sighting, number. */
interface Place {
  readonly at: number
  readonly sighting: number
  readonly nth: number
}

const CURSOR = /^(\d{1,16})\.(\d{1,10})\.(\d{1,5})$/

/** Whether the text can be a cursor: one from outside must be asked about before it is used. */
export const isObservationCursor = (text: string): boolean => CURSOR.test(text)

function placeOf(cursor: string): Place {
  const match = CURSOR.exec(cursor)
  if (!match) throw new Error('not a cursor of this store')
  return { at: Number(match[1]), sighting: Number(match[2]), nth: Number(match[3]) }
}

const cursorOf = (row: ObservationTable): string => `${row.at}.${row.sighting_id}.${row.nth}`

export async function rangeOf(session: Session, query: RangeQuery): Promise<ObservationPage> {
  const { limit = LIMIT, newestFirst = false } = query
  if (!(limit >= 1 && limit <= LIMIT_MAX)) throw new RangeError(`limit must be from 1 to ${LIMIT_MAX}`)
  const ids = [...(await seriesById(session, query)).keys()]
  const sign = newestFirst ? -1 : 1
  const rows = await (ids.length <= FEW ? rowsEach(session, query, ids) : rowsByTime(session, query))
  rows.sort((a, b) => sign * (a.at - b.at || a.sighting_id - b.sighting_id || a.nth - b.nth))
  const page = rows.slice(0, limit)
  return {
    observations: await observationsOf(session, page, query),
    next: rows.length > limit ? cursorOf(page.at(-1)!) : null,
  }
}

/** One row more than asked for tells that there is another page. */
const rowsAskedFor = ({ limit = LIMIT }: RangeQuery): number => limit + 1

async function rowsEach(session: Session, query: RangeQuery, ids: readonly number[]): Promise<ObservationTable[]> {
  const place = query.cursor ? placeOf(query.cursor) : null
  const beyond = sql.raw(query.newestFirst ? '<' : '>')
  const direction = query.newestFirst ? 'desc' : 'asc'
  const rows: ObservationTable[] = []
  for (const id of ids) {
    let select = between(session, query).where('sighting_id', '=', id)
    if (place) {
      const nth = id < place.sighting ? AFTER_ALL : id > place.sighting ? BEFORE_ALL : place.nth
      select = select.where(sql<boolean>`(at, nth) ${beyond} (${place.at}, ${nth})`)
    }
    const found = await select.orderBy('at', direction).orderBy('nth', direction).limit(rowsAskedFor(query)).execute()
    rows.push(...found)
  }
  return rows
}

function rowsByTime(session: Session, query: RangeQuery): Promise<ObservationTable[]> {
  const place = query.cursor ? placeOf(query.cursor) : null
  const beyond = sql.raw(query.newestFirst ? '<' : '>')
  const direction = query.newestFirst ? 'desc' : 'asc'
  let select = between(session, query)
  if (query.target !== undefined || query.vantage !== undefined) {
    let ids = session.db.selectFrom('sighting').select('id')
    if (query.target !== undefined) ids = ids.where('target', '=', query.target)
    if (query.vantage !== undefined) ids = ids.where('vantage', '=', query.vantage)
    // The plus keeps SQLite on the index of time: by sighting it would have to sort the whole interval for each page.
    select = select.where(sql<number>`+sighting_id`, 'in', ids)
  }
  if (place) {
    select = select.where(sql<boolean>`(at, sighting_id, nth) ${beyond} (${place.at}, ${place.sighting}, ${place.nth})`)
  }
  return select
    .orderBy('at', direction)
    .orderBy('sighting_id', direction)
    .orderBy('nth', direction)
    .limit(rowsAskedFor(query))
    .execute()
}

const between = (session: Session, { fromAt, toAt }: RangeQuery) =>
  session.db.selectFrom('observation').selectAll().where('at', '>=', fromAt).where('at', '<', toAt)

/** The newest observation of each sighting, skipped ones too. */
export async function latestOf(
  session: Session,
  query: { readonly sinceAt?: number; readonly vantage?: string },
): Promise<StoredObservation[]> {
  let select = session.db
    .selectFrom('head')
    // A cross join keeps SQLite to this order; by itself it may go through all the observations.
    .crossJoin('observation')
    .whereRef('observation.sighting_id', '=', 'head.sighting_id')
    .whereRef('observation.at', '=', 'head.at')
    .whereRef('observation.nth', '=', 'head.nth')
    .selectAll('observation')
  if (query.sinceAt !== undefined) select = select.where('head.at', '>=', query.sinceAt)
  if (query.vantage !== undefined) {
    const ids = session.db.selectFrom('sighting').select('id').where('vantage', '=', query.vantage)
    select = select.where('head.sighting_id', 'in', ids)
  }
  const rows = await select.execute()
  return observationsOf(session, rows, query)
}

async function observationsOf(
  session: Session,
  rows: readonly ObservationTable[],
  filter: { readonly target?: string; readonly vantage?: string },
): Promise<StoredObservation[]> {
  // Read after the rows: whatever they point at is there by now.
  const series = await seriesById(session, filter)
  const facts = new Map<number, Facts>()
  for (const [id, json] of await factsById(
    session,
    rows.flatMap((row) => row.fact_id ?? []),
  )) {
    facts.set(id, factsFrom(json))
  }
  return rows.map((row) =>
    observationFrom(row, series.get(row.sighting_id)!, row.fact_id === null ? undefined : facts.get(row.fact_id)),
  )
}
