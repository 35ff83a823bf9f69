import { Kysely } from 'kysely'
import { type Clock, systemClock } from '../platform/clock.ts'
import { createAccountChecks } from './account-checks.ts'
import { createAgents } from './agents.ts'
import { createAlerts, createDecisions } from './alerts/alerts.ts'
import { createIncidents, createWindows } from './alerts/spans.ts'
import { createSubscriptions } from './alerts/subscriptions.ts'
import { type Differences, POSTGRES, SQLITE } from './database/differences.ts'
import { atomically, createSession, type Session } from './database/session.ts'
import { openSqlite } from './database/sqlite.ts'
import { createEnrolments } from './enrolments.ts'
import { createLeases } from './leases.ts'
import { migrate } from './migrations/index.ts'
import { createNotices } from './notices.ts'
import { createObservations } from './observations/observations.ts'
import { createOutbox } from './outbox/create-outbox.ts'
import { createReports } from './reports.ts'
import type { Database } from './schema.ts'
import { createSettings } from './settings.ts'
import { createSourceStates } from './source-states.ts'
import type { Aggregates, Store } from './store.ts'
import { createVerdicts } from './verdicts.ts'

/** As much of a logger as the store needs; pino's fits. */
export interface StoreLogger {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void
}

export interface StoreOptions {
  /** `sqlite:var/dotchi.db`, a path, `:memory:`, or `postgres://user:password@host/database`. */
  readonly url: string
  readonly clock?: Clock
  readonly logger?: StoreLogger
}

/** Opens the database, makes it where there is none and brings its schema up to date. Throws a `StoreProblem`. */
export async function openStore({ url, clock = systemClock, logger }: StoreOptions): Promise<Store> {
  const differences = /^postgres(ql)?:/.test(url) ? POSTGRES : SQLITE
  const dialect =
    differences === POSTGRES
      ? // Its driver is loaded only where it is used: most run on the embedded default.
        (await import('./database/postgres.ts')).openPostgres(url, logger)
      : await openSqlite(url.replace(/^sqlite:(\/\/(?=\/))?/, ''), clock)
  const db = new Kysely<Database>({ dialect })
  try {
    await migrate(db, differences)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return createStore(db, differences, clock)
}

/** The store over a database whose schema is up to date. */
export function createStore(db: Kysely<Database>, differences: Differences, clock: Clock): Store {
  const session = createSession(db, differences, clock)
  return {
    database: differences.database,
    ...aggregatesOf(session),
    transaction: (work) => atomically(session, (inner) => work(aggregatesOf(inner))),
    close: () => db.destroy(),
  }
}

function aggregatesOf(session: Session): Aggregates {
  return {
    observations: createObservations(session),
    verdicts: createVerdicts(session),
    notices: createNotices(session),
    sources: createSourceStates(session),
    reports: createReports(session),
    settings: createSettings(session),
    leases: createLeases(session),
    agents: createAgents(session),
    enrolments: createEnrolments(session),
    accountChecks: createAccountChecks(session),
    incidents: createIncidents(session),
    windows: createWindows(session),
    alerts: createAlerts(session),
    decisions: createDecisions(session),
    outbox: createOutbox(session),
    subscriptions: createSubscriptions(session),
  }
}
