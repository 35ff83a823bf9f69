import type { Kysely } from 'kysely'
import type { Differences } from '../database/differences.ts'

/** Incidents, maintenance windows, who was told what and why, and who asked to be told. */
export async function createAlertTables(db: Kysely<unknown>, { generatedId }: Differences): Promise<void> {
  await createSpans(db)
  await db.schema
    .createTable('alert_memory')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('alert_event')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('thread', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('alert_event_at').on('alert_event').column('at').execute()
  await db.schema
    .createTable('alert_decision')
    .addColumn('n', 'integer', generatedId)
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('thread', 'text', (c) => c.notNull())
    .addColumn('recipient', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('message', 'text')
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  for (const column of ['at', 'event', 'message'])
    await db.schema.createIndex(`alert_decision_${column}`).on('alert_decision').column(column).execute()
  await db.schema
    .createTable('alert_act')
    .addColumn('n', 'integer', generatedId)
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute()
  await createSubscription(db)
}

async function createSpans(db: Kysely<unknown>): Promise<void> {
  for (const name of ['incident', 'maintenance_window']) {
    let table = db.schema
      .createTable(name)
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('start_at', 'bigint', (c) => c.notNull())
      .addColumn('end_at', 'bigint')
      .addColumn('changed_at', 'bigint', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
    if (name === 'incident') table = table.addColumn('scope', 'text', (c) => c.notNull())
    await table.execute()
    await db.schema.createIndex(`${name}_start`).on(name).column('start_at').execute()
  }
}

async function createSubscription(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscription')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('address', 'text', (c) => c.notNull())
    .addColumn('locale', 'text', (c) => c.notNull())
    .addColumn('choice', 'text', (c) => c.notNull())
    .addColumn('state', 'integer', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.unique())
    .addColumn('expires_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('confirmed_at', 'bigint')
    .execute()
  await db.schema.createIndex('subscription_address').on('subscription').columns(['address', 'state']).execute()
}
