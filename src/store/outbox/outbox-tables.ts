import type { Generated } from 'kysely'

/** The tables of what is told. Instants are epoch milliseconds. */
export interface OutboxTables {
  /** What is said, once for all who are told the same: JSON, without the id that is each recipient's own. */
  outbox_message: { hash: string; body: string }
  outbox: OutboxTable
  delivery_attempt: DeliveryAttemptTable
}

export interface OutboxTable {
  /** Grows with time: the order within a thread. */
  n: Generated<number>
  /** Id of the message. */
  key: string
  message_hash: string
  thread: string | null
  /** Index of the severity, the most severe first. */
  urgency: number
  recipient: string
  locale: string
  /** JSON. */
  ways: string
  created_at: number
  expires_at: number | null
  /** Index into `ITEM_STATES`. */
  state: number
  /** The channel that is most likely tried next. */
  next_channel: string
  due_at: number
  lease_holder: string | null
  /** 0 where nobody has it. */
  lease_until: number
  /** The way that whoever holds it is trying. */
  trying: number | null
  /** Attempts before this instant count no more: an administrator wanted it tried afresh. */
  retried_at: number
  ended_at: number | null
  /** The channel by which it was told, or why it was not. */
  ended_by: string | null
  merged_into: number | null
  /** JSON of the preferred way, where it is to hear of this message later. */
  owed: string | null
}

interface DeliveryAttemptTable {
  n: Generated<number>
  item: number
  way: number
  channel: string
  at: number
  took_ms: number
  result: string
  reason: string | null
  detail: string | null
  retry_at: number
}
