import type { Incident } from '../../core/incident/incident.ts'
import type { KeptWindow } from '../../core/maintenance/window.ts'
import { atomically, type Session } from '../database/session.ts'
import { jsonOf } from '../database/storable.ts'
import type { Incidents, Windows } from './alert-aggregates.ts'

const PAGE = 100

const scopeOf = ({ scope }: Incident): string => (scope.kind === 'service' ? 'service' : `site:${scope.vantage}`)
const incidentFrom = ({ body }: { readonly body: string }): Incident => JSON.parse(body) as Incident
const windowFrom = ({ body }: { readonly body: string }): KeptWindow => JSON.parse(body) as KeptWindow

/** A suspicion that came to nothing. */
const NOTHING = 'suspicion'

export function createIncidents(session: Session): Incidents {
  return {
    put: (incidents) =>
      atomically(session, async ({ db }) => {
        for (const incident of incidents) {
          const columns = {
            scope: scopeOf(incident),
            state: incident.state === 'resolved' && incident.openedAt === null ? NOTHING : incident.state,
            start_at: incident.startedAt,
            end_at: incident.endedAt,
            changed_at: incident.changedAt,
            body: jsonOf(incident),
          }
          await db
            .insertInto('incident')
            .values({ id: incident.id, ...columns })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
            .execute()
        }
      }),
    async find(id) {
      const row = await session.db.selectFrom('incident').select('body').where('id', '=', id).executeTakeFirst()
      return row ? incidentFrom(row) : null
    },
    async recent({ limit = PAGE, beforeAt, withSuspicions = false }) {
      let rows = session.db.selectFrom('incident').select('body')
      if (!withSuspicions) rows = rows.where('state', '!=', NOTHING)
      if (beforeAt !== undefined) rows = rows.where('start_at', '<', beforeAt)
      return (await rows.orderBy('start_at', 'desc').orderBy('id').limit(limit).execute()).map(incidentFrom)
    },
    async during({ fromAt, toAt }) {
      const rows = await session.db
        .selectFrom('incident')
        .select('body')
        .where('start_at', '<', toAt)
        .where(({ or, eb }) => or([eb('end_at', 'is', null), eb('end_at', '>', fromAt)]))
        .where('state', '!=', NOTHING)
        .orderBy('start_at')
        .orderBy('id')
        .execute()
      return rows.map(incidentFrom)
    },
  }
}

export function createWindows(session: Session): Windows {
  return {
    put: (windows) =>
      atomically(session, async ({ db }) => {
        for (const window of windows) {
          const columns = {
            state: window.state,
            start_at: Math.min(window.plan.startAt, window.startedAt ?? window.plan.startAt),
            end_at: endOf(window),
            changed_at: window.changedAt,
            body: jsonOf(window),
          }
          await db
            .insertInto('maintenance_window')
            .values({ id: window.id, ...columns })
            .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
            .execute()
        }
      }),
    async find(id) {
      const rows = session.db.selectFrom('maintenance_window').select('body').where('id', '=', id)
      const row = await rows.executeTakeFirst()
      return row ? windowFrom(row) : null
    },
    async during({ fromAt, toAt }) {
      const rows = await session.db
        .selectFrom('maintenance_window')
        .select('body')
        .where('start_at', '<', toAt)
        .where(({ or, eb }) => or([eb('end_at', 'is', null), eb('end_at', '>', fromAt)]))
        .orderBy('start_at')
        .orderBy('id')
        .execute()
      return rows.map(windowFrom)
    },
  }
}

/** The later one of what was planned and what was seen; null while nobody knows. */
function endOf({ plan, state, endedAt }: KeptWindow): number | null {
  if (endedAt !== null) return Math.max(endedAt, plan.endAt ?? endedAt)
  return state === 'announced' || state === 'running' || state === 'cancelled' ? plan.endAt : null
}
