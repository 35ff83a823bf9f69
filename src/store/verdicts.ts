import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Insertable, Selectable } from 'kysely'
import type { ViewerCondition } from '../core/condition.ts'
import type { Verdict } from '../core/verdict.ts'
import { atomically, type Session } from './database/session.ts'
import { jsonOf } from './database/storable.ts'
import type { Database } from './schema.ts'
import type { Interval, Verdicts, VerdictTransition } from './store.ts'
import { conditionsOf, statementOf, subjectOf } from './verdict-statement.ts'

/** A verdict that only repeats the one before is kept for good when so much time has gone by since the last kept one. */
const THIN_MS = 60_000

type VerdictRow = Selectable<Database['verdict']>

// The evidence of a verdict says much the same in two languages: deflated it is about a fifth.
const packed = (verdict: Verdict): Buffer => deflateRawSync(jsonOf(verdict))
const verdictFrom = (row: Pick<VerdictRow, 'body'>): Verdict =>
  JSON.parse(inflateRawSync(row.body).toString('utf8')) as Verdict

export function createVerdicts(session: Session): Verdicts {
  return {
    append: (verdict, memory) =>
      atomically(session, async (inner) => {
        await inner.differences.serialize(inner.db, 'verdict')
        await appendVerdict(inner, verdict)
        await remember(inner, memory)
      }),
    async latest() {
      const row = await newestRow(session)
      return row ? verdictFrom(row) : null
    },
    async at(instant) {
      const row = await session.db
        .selectFrom('verdict')
        .select('body')
        .where('at', '<=', instant)
        .orderBy('at', 'desc')
        .orderBy('n', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row ? verdictFrom(row) : null
    },
    transitions: (query) => transitionsOf(session, query),
    async judgeMemory() {
      const row = await session.db.selectFrom('judge_memory').select('body').where('id', '=', 1).executeTakeFirst()
      return row ? (JSON.parse(row.body) as unknown) : null
    },
    async pruneBefore(at) {
      const result = await atomically(session, ({ db }) =>
        db
          .deleteFrom('verdict')
          .where('at', '<', at)
          .where('changed', '=', 0)
          .where('n', '<', (inner) => inner.selectFrom('verdict').select(({ fn }) => fn.max('n').as('n')))
          .executeTakeFirst(),
      )
      return Number(result.numDeletedRows)
    },
  }
}

const newestRow = ({ db }: Session): Promise<VerdictRow | undefined> =>
  db.selectFrom('verdict').selectAll().orderBy('n', 'desc').limit(1).executeTakeFirst()

async function appendVerdict(session: Session, verdict: Verdict): Promise<void> {
  const { db } = session
  const row = await newestRow(session)
  const before = row ? verdictFrom(row) : null
  const changed = !before || statementOf(before) !== statementOf(verdict)
  const isKept = changed || !row || Math.abs(verdict.at - row.kept_at) >= THIN_MS
  // The newest is always there; the one it takes the place of stays only when it is of those kept for good.
  if (row && row.kept_at !== row.at) await db.deleteFrom('verdict').where('n', '=', row.n).execute()
  await db
    .insertInto('verdict')
    .values({
      id: verdict.id,
      at: verdict.at,
      changed: changed ? 1 : 0,
      kept_at: isKept ? verdict.at : row.kept_at,
      body: packed(verdict),
    })
    .execute()
  await appendTransitions(session, before, verdict)
}

async function appendTransitions({ db }: Session, before: Verdict | null, verdict: Verdict): Promise<void> {
  const gap = before && verdict.at > before.freshUntil ? before : null
  const old = new Map([...conditionsOf(before)].map(([subject, { condition }]) => [subject, condition]))
  const rows: Insertable<Database['verdict_transition']>[] = []
  const change = (subject: string, to: ViewerCondition, at: number, since: number | null, id: string) => {
    const from = old.get(subject) ?? null
    if (from === to) return
    rows.push({ at, since, subject, from_condition: from, to_condition: to, verdict: id })
    old.set(subject, to)
  }
  // Nobody knew anything from when the verdict before went stale until this one.
  if (gap) for (const subject of old.keys()) change(subject, 'unknown', gap.freshUntil, gap.freshUntil, gap.id)
  for (const [subject, { condition, since }] of conditionsOf(verdict))
    change(subject, condition, verdict.at, since, verdict.id)
  if (rows.length > 0) await db.insertInto('verdict_transition').values(rows).execute()
}

async function remember({ db }: Session, memory: unknown): Promise<void> {
  const body = jsonOf(memory ?? null)
  await db
    .insertInto('judge_memory')
    .values({ id: 1, body })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ body }))
    .execute()
}

async function transitionsOf({ db }: Session, { fromAt, toAt }: Interval): Promise<VerdictTransition[]> {
  const rows = await db
    .selectFrom('verdict_transition')
    .selectAll()
    .where('at', '>=', fromAt)
    .where('at', '<', toAt)
    .orderBy('at')
    .orderBy('n')
    .execute()
  return rows.map((row) => ({
    at: row.at,
    since: row.since,
    subject: subjectOf(row.subject),
    from: row.from_condition as VerdictTransition['from'],
    to: row.to_condition as VerdictTransition['to'],
    verdict: row.verdict,
  }))
}
