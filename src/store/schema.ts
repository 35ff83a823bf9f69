import type { Generated } from 'kysely'
import type { AlertTables } from './alerts/alert-tables.ts'
import type { OutboxTables } from './outbox/outbox-tables.ts'

/** The tables. Instants are epoch milliseconds; `took` and the phases are tenths of a millisecond; codes in `observations/codes.ts`. */
export interface Database extends OutboxTables, AlertTables {
  sighting: SightingTable
  fact: FactTable
  observation: ObservationTable
  head: HeadTable
  transition: StateColumns
  rollup: RollupTable
  round_key: { vantage: string; sequence: string; at: number }
  verdict: VerdictTable
  verdict_transition: VerdictTransitionTable
  judge_memory: { id: number; body: string }
  notice: NoticeTable
  notice_version: { notice: string; version: number; body: string }
  notice_window: { notice: string; start_at: number | null; end_at: number | null }
  source_state: SourceStateTable
  report: ReportTable
  setting: { name: string; value: string }
  agent: AgentTable
  enrolment_code: { hash: string; agent: string; expires_at: number }
  lease: { name: string; holder: string; expires_at: number; term: number }
  account_check: { at: number; by: string; address: string; account: string; outcome: string }
}

/** Who was looked at, from where and how: written once, so that an observation is a few small numbers. */
interface SightingTable {
  id: Generated<number>
  /** All the columns below in one, because a null is never equal to a null. */
  key: string
  target: string
  role: string
  kind: string
  component: string | null
  vantage: string
  via: string
  resolver: string | null
  family: number | null
}

/** What many observations have in common (address, certificate, headers), as JSON, once. */
interface FactTable {
  id: Generated<number>
  hash: string
  body: string
  /** Newest observation with it, give or take a day: tells what may be removed. */
  used_at: number
}

/** What a transition compares. */
export interface StateColumns {
  sighting_id: number
  at: number
  /** Counts looks of one sighting at the same instant. */
  nth: number
  outcome: number
  phase: number
  error: number | null
}

export interface ObservationTable extends StateColumns {
  skipped: number | null
  status: number | null
  attempts: number
  took: number
  resolve: number | null
  connect: number | null
  proxy: number | null
  tls: number | null
  request: number | null
  body: number | null
  skew: number | null
  fact_id: number | null
  /** What no other observation has (error text, head of the body), as JSON. */
  extra: string | null
}

/** The newest observation of a sighting, and the state of the newest one that was not skipped. */
export interface HeadTable {
  sighting_id: number
  at: number
  nth: number
  state_at: number | null
  state_nth: number | null
  outcome: number | null
  phase: number | null
  error: number | null
}

/** `h0` to `h15` count the looks of `LATENCY_BOUNDS_MS`. */
export type RollupTable = {
  step: number
  sighting_id: number
  at: number
  passed: number
  failed: number
  skipped: number
  inconclusive: number
  took_sum: number
  took_min: number | null
  took_max: number | null
} & Record<HistogramColumn, number>

export const HISTOGRAM_COLUMNS = [
  'h0',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'h7',
  'h8',
  'h9',
  'h10',
  'h11',
  'h12',
  'h13',
  'h14',
  'h15',
] as const
export type HistogramColumn = (typeof HISTOGRAM_COLUMNS)[number]

interface VerdictTable {
  n: Generated<number>
  id: string
  at: number
  /** 1: says something else than the one before. */
  changed: number
  /** Instant of the newest verdict, up to this one, that is kept for good. Equal to `at` where it is this one. */
  kept_at: number
  /** Deflated JSON. */
  body: Buffer
}

interface VerdictTransitionTable {
  n: Generated<number>
  at: number
  since: number | null
  subject: string
  from_condition: string | null
  to_condition: string
  verdict: string
}

interface NoticeTable {
  id: string
  kind: string
  is_open: number
  updated_at: number
  version: number
  body: string
}

interface SourceStateTable {
  source: string
  last_attempt_at: number | null
  last_success_at: number | null
  last_change_at: number | null
  items: number
  state: string
  reason: string | null
}

interface ReportTable {
  voice: string
  quarter: number
  at: number
  site: string
  symptom: string
  component: string | null
}

interface AgentTable {
  id: string
  /** JSON: the title in each language. */
  title: string
  scope: string
  /** SHA-256 of the token; null before it enrolled and after it was revoked. */
  token_hash: string | null
  created_at: number
  enrolled_at: number | null
  last_seen_at: number | null
  revoked_at: number | null
  clock_offset_ms: number | null
  version: string | null
}
