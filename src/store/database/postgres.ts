import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { StoreLogger } from '../open.ts'
import { withProblems } from './dialect.ts'

const INT8 = 20

/** Connections to the server, made when needed: that it is there shows at the first query. */
export function openPostgres(url: string, logger: StoreLogger | undefined): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    application_name: 'dotchi',
    connectionTimeoutMillis: 5000,
    lock_timeout: 5000,
    statement_timeout: 60_000,
    // A server that fell silent in the middle of an answer: nothing else would ever end the wait.
    query_timeout: 65_000,
    keepAlive: true,
    types: {
      // Instants and counts stay far below 2^53; left alone they would come as text.
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
    },
  })
  // Where nobody listens, a connection that is lost would end the process: the pool listens to the idle ones only.
  // Whoever has a query under way is told by that query, and the pool makes a new connection for the next.
  const onLost = (error: Error): void => logger?.warn({ error: error.message }, 'lost a connection to the database')
  pool.on('error', onLost)
  pool.on('connect', (client) => client.on('error', onLost))
  return withProblems(new PostgresDialect({ pool }))
}
