import type { Component } from '../core/condition.ts'
import type { Report } from '../core/report.ts'
import { atomically, type Session } from './database/session.ts'
import type { Reports } from './store.ts'

const QUARTER_MS = 15 * 60_000

export function createReports(session: Session): Reports {
  return {
    append(report, voice) {
      const { at, site, symptom, component } = report
      const quarter = Math.floor(at / QUARTER_MS)
      return atomically(session, async ({ db, differences }) => {
        await differences.serialize(db, 'report')
        const known = await db
          .selectFrom('report')
          .select('at')
          .where('voice', '=', voice)
          .where('quarter', '=', quarter)
          .executeTakeFirst()
        const values = { at, site, symptom, component }
        await db
          .insertInto('report')
          .values({ voice, quarter, ...values })
          .onConflict((conflict) => conflict.columns(['voice', 'quarter']).doUpdateSet(values))
          .execute()
        return known ? 'replaced' : 'added'
      })
    },
    async range({ fromAt, toAt, site }) {
      let query = session.db
        .selectFrom('report')
        .select(['at', 'site', 'symptom', 'component'])
        .where('at', '>=', fromAt)
        .where('at', '<', toAt)
      if (site !== undefined) query = query.where('site', '=', site)
      const rows = await query.orderBy('at').orderBy('voice').execute()
      return rows.map(
        (row): Report => ({
          at: row.at,
          site: row.site,
          symptom: row.symptom as Report['symptom'],
          component: row.component as Component | null,
        }),
      )
    },
    async pruneBefore(at) {
      const result = await atomically(session, ({ db }) =>
        db.deleteFrom('report').where('at', '<', at).executeTakeFirst(),
      )
      return Number(result.numDeletedRows)
    },
  }
}
