import type { Kysely } from 'kysely'
import type { Differences } from '../database/differences.ts'
import { HISTOGRAM_COLUMNS } from '../schema.ts'

/** The tables of the first version. A migration that was released is never changed. */
export async function createFirstTables(db: Kysely<unknown>, differences: Differences): Promise<void> {
  await createDictionaries(db, differences)
  await createObservations(db, differences)
  await createRollups(db, differences)
  await createVerdicts(db, differences)
  await createNotices(db)
  await createSmallTables(db)
}

async function createDictionaries(db: Kysely<unknown>, { generatedId }: Differences): Promise<void> {
  await db.schema
    .createTable('sighting')
    .addColumn('id', 'integer', generatedId)
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('component', 'text')
    .addColumn('vantage', 'text', (c) => c.notNull())
    .addColumn('via', 'text', (c) => c.notNull())
    .addColumn('resolver', 'text')
    .addColumn('family', 'smallint')
    .execute()
  await db.schema
    .createTable('fact')
    .addColumn('id', 'integer', generatedId)
    .addColumn('hash', 'text', (c) => c.notNull().unique())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('used_at', 'bigint', (c) => c.notNull())
    .execute()
}

async function createObservations(db: Kysely<unknown>, { clustered }: Differences): Promise<void> {
  // In the order of sighting and time: the history of one target is read in one go.
  await db.schema
    .createTable('observation')
    .addColumn('sighting_id', 'integer', (c) => c.notNull().references('sighting.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('nth', 'smallint', (c) => c.notNull())
    .addColumn('outcome', 'smallint', (c) => c.notNull())
    .addColumn('phase', 'smallint', (c) => c.notNull())
    .addColumn('error', 'smallint')
    .addColumn('skipped', 'smallint')
    .addColumn('status', 'smallint')
    .addColumn('attempts', 'smallint', (c) => c.notNull())
    .addColumn('took', 'integer', (c) => c.notNull())
    .addColumn('resolve', 'integer')
    .addColumn('connect', 'integer')
    .addColumn('proxy', 'integer')
    .addColumn('tls', 'integer')
    .addColumn('request', 'integer')
    .addColumn('body', 'integer')
    .addColumn('skew', 'bigint')
    .addColumn('fact_id', 'integer')
    .addColumn('extra', 'text')
    .addPrimaryKeyConstraint('observation_pk', ['sighting_id', 'at', 'nth'])
    .modifyEnd(clustered)
    .execute()
  await db.schema.createIndex('observation_at').on('observation').columns(['at', 'sighting_id', 'nth']).execute()
  await db.schema
    .createTable('head')
    .addColumn('sighting_id', 'integer', (c) => c.primaryKey().references('sighting.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('nth', 'smallint', (c) => c.notNull())
    .addColumn('state_at', 'bigint')
    .addColumn('state_nth', 'smallint')
    .addColumn('outcome', 'smallint')
    .addColumn('phase', 'smallint')
    .addColumn('error', 'smallint')
    .execute()
  await db.schema
    .createTable('transition')
    .addColumn('sighting_id', 'integer', (c) => c.notNull().references('sighting.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('nth', 'smallint', (c) => c.notNull())
    .addColumn('outcome', 'smallint', (c) => c.notNull())
    .addColumn('phase', 'smallint', (c) => c.notNull())
    .addColumn('error', 'smallint')
    .addPrimaryKeyConstraint('transition_pk', ['sighting_id', 'at', 'nth'])
    .modifyEnd(clustered)
    .execute()
  await db.schema.createIndex('transition_at').on('transition').column('at').execute()
  await db.schema
    .createTable('round_key')
    .addColumn('vantage', 'text', (c) => c.notNull())
    .addColumn('sequence', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('round_key_pk', ['vantage', 'sequence'])
    .modifyEnd(clustered)
    .execute()
  await db.schema.createIndex('round_key_at').on('round_key').column('at').execute()
}

async function createRollups(db: Kysely<unknown>, { clustered }: Differences): Promise<void> {
  // In the order of time within a step: one round touches few pages, and old ones go in one piece.
  let table = db.schema
    .createTable('rollup')
    .addColumn('step', 'smallint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('sighting_id', 'integer', (c) => c.notNull().references('sighting.id'))
    .addColumn('passed', 'integer', (c) => c.notNull())
    .addColumn('failed', 'integer', (c) => c.notNull())
    .addColumn('skipped', 'integer', (c) => c.notNull())
    .addColumn('inconclusive', 'integer', (c) => c.notNull())
    .addColumn('took_sum', 'bigint', (c) => c.notNull())
    .addColumn('took_min', 'integer')
    .addColumn('took_max', 'integer')
  for (const name of HISTOGRAM_COLUMNS) table = table.addColumn(name, 'integer', (c) => c.notNull())
  await table.addPrimaryKeyConstraint('rollup_pk', ['step', 'at', 'sighting_id']).modifyEnd(clustered).execute()
}

async function createVerdicts(db: Kysely<unknown>, { generatedId, bytes }: Differences): Promise<void> {
  await db.schema
    .createTable('verdict')
    .addColumn('n', 'integer', generatedId)
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('changed', 'smallint', (c) => c.notNull())
    .addColumn('kept_at', 'bigint', (c) => c.notNull())
    .addColumn('body', bytes, (c) => c.notNull())
    .execute()
  await db.schema.createIndex('verdict_at').on('verdict').columns(['at', 'n']).execute()
  await db.schema
    .createTable('verdict_transition')
    .addColumn('n', 'integer', generatedId)
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('since', 'bigint')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('from_condition', 'text')
    .addColumn('to_condition', 'text', (c) => c.notNull())
    .addColumn('verdict', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('verdict_transition_at').on('verdict_transition').columns(['at', 'n']).execute()
  await db.schema
    .createTable('judge_memory')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notice')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('is_open', 'smallint', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('notice_updated_at').on('notice').columns(['updated_at', 'id']).execute()
  await db.schema
    .createTable('notice_version')
    .addColumn('notice', 'text', (c) => c.notNull().references('notice.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('notice_version_pk', ['notice', 'version'])
    .execute()
  await db.schema
    .createTable('notice_window')
    .addColumn('notice', 'text', (c) => c.notNull().references('notice.id'))
    .addColumn('start_at', 'bigint')
    .addColumn('end_at', 'bigint')
    .execute()
  await db.schema.createIndex('notice_window_notice').on('notice_window').column('notice').execute()
}

async function createSmallTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('source_state')
    .addColumn('source', 'text', (c) => c.primaryKey())
    .addColumn('last_attempt_at', 'bigint')
    .addColumn('last_success_at', 'bigint')
    .addColumn('last_change_at', 'bigint')
    .addColumn('items', 'integer', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .execute()
  await db.schema
    .createTable('report')
    .addColumn('voice', 'text', (c) => c.notNull())
    .addColumn('quarter', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('site', 'text', (c) => c.notNull())
    .addColumn('symptom', 'text', (c) => c.notNull())
    .addColumn('component', 'text')
    .addPrimaryKeyConstraint('report_pk', ['voice', 'quarter'])
    .execute()
  await db.schema.createIndex('report_at').on('report').column('at').execute()
  await db.schema
    .createTable('setting')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('lease')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('term', 'integer', (c) => c.notNull())
    .execute()
}
