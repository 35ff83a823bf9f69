import { sql } from 'kysely'
import { insertRows } from '../database/bulk.ts'
import type { Session } from '../database/session.ts'
import { HISTOGRAM_COLUMNS, type ObservationTable, type RollupTable } from '../schema.ts'
import { ROLLUP_STEPS, type Rollup, type RollupQuery, type RollupStep } from '../store.ts'
import { outcomeCode, stepCode } from './codes.ts'
import { bucketOf } from './latency.ts'
import { seriesById } from './sightings.ts'

const STEP_MS: Readonly<Record<RollupStep, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
/** Days begin at midnight in Japan, which has had no summer time since 1951. */
const DAY_OFFSET_MS = 9 * 3_600_000

/** Start of the minute, hour or (Japanese) day in which the instant lies. */
export function rollupStartOf(step: RollupStep, at: number): number {
  const offset = step === 'day' ? DAY_OFFSET_MS : 0
  return Math.floor((at + offset) / STEP_MS[step]) * STEP_MS[step] - offset
}

const COUNTS = ['passed', 'failed', 'skipped', 'inconclusive'] as const
const NO_LOOKS = {
  passed: 0,
  failed: 0,
  skipped: 0,
  inconclusive: 0,
  took_sum: 0,
  ...(Object.fromEntries(HISTOGRAM_COLUMNS.map((name) => [name, 0])) as Record<(typeof HISTOGRAM_COLUMNS)[number], 0>),
}
type Look = Pick<ObservationTable, 'sighting_id' | 'at' | 'outcome' | 'took'>

/** Adds the looks to the minutes, hours and days in which they lie. */
export async function addToRollups(session: Session, looks: readonly Look[]): Promise<void> {
  const rows = new Map<string, RollupTable>()
  for (const step of ROLLUP_STEPS) {
    for (const look of looks) {
      const at = rollupStartOf(step, look.at)
      const key = `${step} ${at} ${look.sighting_id}`
      let row = rows.get(key)
      if (!row) {
        row = {
          step: stepCode.codeOf(step),
          at,
          sighting_id: look.sighting_id,
          ...NO_LOOKS,
          took_min: null,
          took_max: null,
        }
        rows.set(key, row)
      }
      addLook(row, look)
    }
  }
  const { least, greatest } = session.differences
  const sums = ['took_sum', ...COUNTS, ...HISTOGRAM_COLUMNS].map((name) => {
    const column = sql.ref(name)
    return sql`${column} = rollup.${column} + excluded.${column}`
  })
  const tail = sql`on conflict (step, at, sighting_id) do update set
    took_min = ${least(sql`rollup.took_min`, sql`excluded.took_min`)},
    took_max = ${greatest(sql`rollup.took_max`, sql`excluded.took_max`)}, ${sql.join(sums)}`
  await insertRows(session, 'rollup', [...rows.values()], tail)
}

function addLook(row: RollupTable, { outcome, took }: Look): void {
  const word = outcomeCode.wordOf(outcome)
  row[word] += 1
  // A look that fails takes as long as its deadline: that says nothing about how quick the service is.
  if (word !== 'passed') return
  row.took_sum += took
  row.took_min = row.took_min === null ? took : Math.min(row.took_min, took)
  row.took_max = row.took_max === null ? took : Math.max(row.took_max, took)
  row[HISTOGRAM_COLUMNS[bucketOf(took / 10)]!] += 1
}

export async function rollupsOf(session: Session, query: RollupQuery): Promise<Rollup[]> {
  let select = session.db
    .selectFrom('rollup')
    .selectAll()
    .where('step', '=', stepCode.codeOf(query.step))
    .where('at', '>=', query.fromAt)
    .where('at', '<', query.toAt)
  if (query.target !== undefined || query.vantage !== undefined) {
    let ids = session.db.selectFrom('sighting').select('id')
    if (query.target !== undefined) ids = ids.where('target', '=', query.target)
    if (query.vantage !== undefined) ids = ids.where('vantage', '=', query.vantage)
    select = select.where('sighting_id', 'in', ids)
  }
  const rows = await select.orderBy('at').execute()
  // Read after the rows: whatever they point at is there by now.
  const series = await seriesById(session, query)
  return rows
    .map((row): Rollup => ({ ...series.get(row.sighting_id)!, at: row.at, ...countsOf(row), took: latencyOf(row) }))
    .sort((a, b) => a.at - b.at || compare(a.target, b.target) || compare(a.vantage, b.vantage))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const countsOf = ({ passed, failed, skipped, inconclusive }: RollupTable) => ({ passed, failed, skipped, inconclusive })

const latencyOf = (row: RollupTable): Rollup['took'] =>
  row.took_min === null || row.took_max === null
    ? null
    : {
        sumMs: row.took_sum / 10,
        minMs: row.took_min / 10,
        maxMs: row.took_max / 10,
        histogram: HISTOGRAM_COLUMNS.map((name) => row[name]),
      }
