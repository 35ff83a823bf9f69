import { sql } from 'kysely'
import type { Notice, NoticeKind } from '../core/notice.ts'
import { insertRows } from './database/bulk.ts'
import { atomically, type Session } from './database/session.ts'
import { jsonOf } from './database/storable.ts'
import type { Interval, NoticeChange, Notices } from './store.ts'

const RECENT = 100
const OVER: ReadonlySet<Notice['status']> = new Set(['resolved', 'completed', 'cancelled', null])

const noticeFrom = (row: { readonly body: string }): Notice => JSON.parse(row.body) as Notice

/** What the notice says, apart from when it was read. Sources may build the same notice with its fields in another order. */
function formOf({ seenAt: _seen, updatedAt: _updated, ...rest }: Notice): string {
  return JSON.stringify(rest, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}

export function createNotices(session: Session): Notices {
  return {
    upsert: (notices) =>
      atomically(session, async (inner) => {
        await inner.differences.serialize(inner.db, 'notice')
        const changes: NoticeChange[] = []
        for (const notice of notices) changes.push(await upsertNotice(inner, notice))
        return changes
      }),
    async find(id) {
      const row = await session.db.selectFrom('notice').select('body').where('id', '=', id).executeTakeFirst()
      return row ? noticeFrom(row) : null
    },
    async history(id) {
      const query = session.db.selectFrom('notice_version').select('body').where('notice', '=', id).orderBy('version')
      return (await query.execute()).map(noticeFrom)
    },
    async open() {
      const query = session.db.selectFrom('notice').select('body').where('is_open', '=', 1)
      return (await query.orderBy('updated_at', 'desc').orderBy('id').execute()).map(noticeFrom)
    },
    async recent({ sinceAt, limit = RECENT, kind }) {
      let query = session.db.selectFrom('notice').select('body')
      if (sinceAt !== undefined) query = query.where('updated_at', '>=', sinceAt)
      if (kind !== undefined) query = query.where('kind', '=', kind)
      return (await query.orderBy('updated_at', 'desc').orderBy('id').limit(limit).execute()).map(noticeFrom)
    },
    during: (query) => noticesDuring(session, query),
  }
}

async function upsertNotice(session: Session, notice: Notice): Promise<NoticeChange> {
  const { db } = session
  // As the database will give it back, so that a text it cannot keep as it is does not read as a change each time.
  const given = JSON.parse(jsonOf(notice)) as Notice
  const row = await db.selectFrom('notice').select(['body', 'version']).where('id', '=', given.id).executeTakeFirst()
  const before = row ? noticeFrom(row) : null
  if (!row || !before) return write(session, { change: 'new', notice: given, before: null }, 1)
  if (formOf(before) !== formOf(given))
    return write(session, { change: 'changed', notice: given, before }, row.version + 1)
  const updatedAt = Math.max(before.updatedAt, given.updatedAt)
  return write(session, { change: 'same', notice: { ...before, updatedAt }, before }, row.version)
}

async function write(session: Session, change: NoticeChange, version: number): Promise<NoticeChange> {
  const { db } = session
  const { notice } = change
  const body = jsonOf(notice)
  const columns = {
    kind: notice.kind,
    is_open: OVER.has(notice.status) ? 0 : 1,
    updated_at: notice.updatedAt,
    version,
    body,
  }
  await db
    .insertInto('notice')
    .values({ id: notice.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  await db
    .insertInto('notice_version')
    .values({ notice: notice.id, version, body })
    .onConflict((conflict) => conflict.columns(['notice', 'version']).doUpdateSet({ body }))
    .execute()
  if (change.change === 'same') return change
  await db.deleteFrom('notice_window').where('notice', '=', notice.id).execute()
  const stated = notice.windows.filter(({ startAt, endAt }) => startAt !== null || endAt !== null)
  const windows = stated.map(({ startAt, endAt }) => ({ notice: notice.id, start_at: startAt, end_at: endAt }))
  await insertRows(session, 'notice_window', windows)
  return change
}

async function noticesDuring({ db }: Session, query: Interval & { readonly kind?: NoticeKind }): Promise<Notice[]> {
  let touching = db
    .selectFrom('notice_window')
    .select(['notice', sql<number>`min(coalesce(start_at, 0))`.as('first_at')])
    .where((where) => where.or([where('start_at', 'is', null), where('start_at', '<', query.toAt)]))
    .where((where) => where.or([where('end_at', 'is', null), where('end_at', '>', query.fromAt)]))
    .groupBy('notice')
  if (query.kind !== undefined) {
    touching = touching.where('notice', 'in', (inner) =>
      inner.selectFrom('notice').select('id').where('kind', '=', query.kind!),
    )
  }
  const rows = await db
    .selectFrom(touching.as('touching'))
    .innerJoin('notice', 'notice.id', 'touching.notice')
    .select('body')
    .orderBy('first_at')
    .orderBy('notice.id')
    .execute()
  return rows.map(noticeFrom)
}
