import type { Generated } from 'kysely'

/** The tables of incidents, maintenance and who was told. Bodies are JSON; instants are epoch milliseconds. */
export interface AlertTables {
  incident: SpanColumns & { scope: string }
  maintenance_window: SpanColumns
  alert_memory: { id: number; body: string }
  alert_event: { id: string; at: number; kind: string; thread: string; body: string }
  alert_decision: AlertDecisionTable
  alert_act: { n: Generated<number>; at: number; body: string }
  subscription: SubscriptionTable
}

interface SpanColumns {
  id: string
  state: string
  start_at: number
  end_at: number | null
  changed_at: number
  body: string
}

interface AlertDecisionTable {
  n: Generated<number>
  at: number
  event: string
  kind: string
  thread: string
  recipient: string
  outcome: string
  reason: string
  message: string | null
  body: string
}

interface SubscriptionTable {
  id: string
  address: string
  locale: string
  /** What they want to hear of. */
  choice: string
  /** 0: not confirmed yet, 1: confirmed. */
  state: number
  /** SHA-256 of the token that confirms it; null once it is confirmed. */
  token_hash: string | null
  expires_at: number | null
  created_at: number
  confirmed_at: number | null
}
