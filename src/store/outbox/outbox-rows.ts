import type { Selectable } from 'kysely'
import type { Message } from '../../core/alert/message.ts'
import { SEVERITIES, type Severity } from '../../core/alert/message.ts'
import type { Way } from '../../core/alert/policy.ts'
import type { Locale } from '../../core/locale.ts'
import type { Attempt, AttemptResult, OutboxItem } from '../../core/outbox/item.ts'
import { hashOf } from '../../platform/sign.ts'
import { partsOf } from '../database/bulk.ts'
import type { Row } from '../database/differences.ts'
import type { Session } from '../database/session.ts'
import { jsonOf } from '../database/storable.ts'
import type { OutboxTable } from './outbox-tables.ts'

/** An item as it is read: its columns, and what it says. */
export type ItemRow = Selectable<OutboxTable> & { readonly body: string }

/** The states by their number in the table. */
export const PENDING = 0
export const SENT = 1
export const DEAD = 2
export const MERGED = 3

/** The most severe first. */
const urgencyOf = (severity: Severity): number => SEVERITIES.length - 1 - SEVERITIES.indexOf(severity)

/** What is said apart from its id, and the name of it: all who are told the same share it. */
export function bodyRowOf(message: Message): { readonly hash: string; readonly body: string } {
  const body = jsonOf({ ...message, id: '' })
  return { hash: hashOf(body), body }
}

export const itemRowOf = (item: OutboxItem, messageHash: string): Row => ({
  key: item.message.id,
  message_hash: messageHash,
  thread: item.message.thread,
  urgency: urgencyOf(item.message.severity),
  recipient: item.recipient,
  locale: item.locale,
  ways: jsonOf(item.ways),
  created_at: item.createdAt,
  expires_at: item.expiresAt,
  state: PENDING,
  next_channel: item.ways[0]!.channel,
  due_at: item.createdAt,
  lease_until: 0,
  retried_at: 0,
})

export const messageFrom = ({ body, key }: { readonly body: string; readonly key: string }): Message => ({
  ...(JSON.parse(body) as Message),
  id: key,
})

/** One that was taken up again counts as made then. */
export const itemFrom = (row: ItemRow): OutboxItem => ({
  message: messageFrom(row),
  recipient: row.recipient,
  locale: row.locale as Locale,
  ways: JSON.parse(row.ways) as Way[],
  createdAt: Math.max(row.created_at, row.retried_at),
  expiresAt: row.expires_at,
})

export interface AttemptRow extends Attempt {
  readonly item: number
  readonly channel: string
  readonly tookMs: number
  readonly reason: string | null
  readonly detail: string | null
}

/** Every attempt on these items, oldest first. */
export async function attemptsOn({ db }: Session, items: readonly number[]): Promise<Map<number, AttemptRow[]>> {
  const attempts: AttemptRow[] = []
  for (const part of partsOf(items)) {
    const rows = await db.selectFrom('delivery_attempt').selectAll().where('item', 'in', part).orderBy('n').execute()
    for (const { took_ms, retry_at, result, ...row } of rows)
      attempts.push({ ...row, result: result as AttemptResult, tookMs: took_ms, retryAt: retry_at })
  }
  return Map.groupBy(attempts, ({ item }) => item)
}

/** Those of its attempts that count: what came before it was taken up again does not. */
export const countingAttempts = (row: Pick<ItemRow, 'retried_at'>, all: readonly AttemptRow[] = []): AttemptRow[] =>
  all.filter(({ at }) => at >= row.retried_at)
