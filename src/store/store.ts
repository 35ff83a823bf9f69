import type { Agent } from '../core/agent.ts'
import type { Component, ServiceCondition, ViewerCondition } from '../core/condition.ts'
import type { Notice, NoticeKind } from '../core/notice.ts'
import type { Observation, Outcome, Phase, ProbeError } from '../core/observation.ts'
import type { Report } from '../core/report.ts'
import type { Verdict } from '../core/verdict.ts'
import type { AccountChecks } from './account-checks.ts'
import type { AlertAggregates } from './alerts/alert-aggregates.ts'

/**
 * What Dotchi remembers. SQLite and PostgreSQL behave alike (tests/contracts/store.test.ts holds both to it).
 * Every function may throw a `StoreProblem`. Instants are epoch milliseconds; intervals hold `fromAt` but not `toAt`.
 */
export interface Store extends Aggregates {
  readonly database: 'sqlite' | 'postgres'
  /**
   * Does all of `work` or nothing of it. Inside, use only the aggregates handed in: those of the store itself would
   * wait for this transaction to end.
   */
  transaction<T>(work: (aggregates: Aggregates) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The parts of the store, alone or within one transaction. */
export interface Aggregates extends AlertAggregates {
  readonly observations: Observations
  readonly verdicts: Verdicts
  readonly notices: Notices
  readonly sources: SourceStates
  readonly reports: Reports
  readonly settings: Settings
  readonly leases: Leases
  readonly agents: Agents
  readonly enrolments: Enrolments
  readonly accountChecks: AccountChecks
}

/** An interval: `fromAt` belongs to it, `toAt` does not. */
export interface Interval {
  readonly fromAt: number
  readonly toAt: number
}

export interface Observations {
  /**
   * Keeps one round with its rollups and transitions, in one transaction.
   * With a `key`, a round that was kept before is left out: an agent may send it again after a lost answer.
   * Failed looks of an `inconclusive` round (its control targets failed too) count as such and blame nobody.
   * Durations are kept to a tenth of a millisecond.
   */
  appendRound(observations: readonly Observation[], options?: RoundOptions): Promise<Appended>
  /** In the order of time (or newest first), page by page: hand `next` back as `cursor` to go on. */
  range(query: RangeQuery): Promise<ObservationPage>
  /** The newest observation of each target, kind, vantage, way, resolver and family, in no stated order. */
  latest(query?: { readonly sinceAt?: number; readonly vantage?: string }): Promise<readonly StoredObservation[]>
  /** Sorted by start, then target and vantage. Intervals in which nobody looked are missing. */
  rollups(query: RollupQuery): Promise<readonly Rollup[]>
  /** Where the result of a look changed, oldest first; kept when the observations themselves are gone. */
  transitions(query: Interval & { readonly target?: string; readonly vantage?: string }): Promise<readonly Transition[]>
  /** Removes what is older, in small steps that let others write in between. Transitions and days stay. Gives the rows removed. */
  pruneBefore(limits: { readonly rawAt: number; readonly minuteAt: number; readonly hourAt: number }): Promise<number>
}

export interface RoundOptions {
  readonly key?: { readonly vantage: string; readonly sequence: string | number }
  readonly inconclusive?: boolean
}

export interface Appended {
  readonly appended: number
  /** The key was known: nothing was written. */
  readonly duplicate: boolean
}

export interface StoredObservation extends Observation {
  /** A failed look in a round whose control targets failed as well. */
  readonly inconclusive: boolean
}

export interface RangeQuery extends Interval {
  readonly target?: string
  readonly vantage?: string
  /** At most so many rows (1 to 10,000); 1,000 when not said. */
  readonly limit?: number
  readonly newestFirst?: boolean
  readonly cursor?: string | null
}

export interface ObservationPage {
  readonly observations: readonly StoredObservation[]
  /** Null on the last page. */
  readonly next: string | null
}

/** A step of the rollups. A day begins at midnight in Japan (UTC+9). */
export const ROLLUP_STEPS = ['minute', 'hour', 'day'] as const
export type RollupStep = (typeof ROLLUP_STEPS)[number]

export interface RollupQuery extends Interval {
  readonly step: RollupStep
  readonly target?: string
  readonly vantage?: string
}

/** Which look: everything by which two series of looks differ. */
export type Series = Pick<
  Observation,
  'target' | 'role' | 'kind' | 'component' | 'vantage' | 'via' | 'resolver' | 'family'
>

export interface Rollup extends Series {
  /** Start of the minute, hour or day. */
  readonly at: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly inconclusive: number
  /** Of the looks that passed; null where none did. */
  readonly took: LatencySummary | null
}

export interface LatencySummary {
  readonly sumMs: number
  readonly minMs: number
  readonly maxMs: number
  /** Looks in each bucket of `LATENCY_BOUNDS_MS` (src/store/observations/latency.ts); `percentileOf` reads them. */
  readonly histogram: readonly number[]
}

export interface Transition extends Series {
  readonly at: number
  readonly outcome: Exclude<Outcome, 'skipped'>
  readonly inconclusive: boolean
  readonly phase: Phase
  readonly error: ProbeError | null
}

export interface Verdicts {
  /**
   * Keeps the verdict and, in the same transaction, what the judge remembers (any JSON value).
   * Kept for good: the newest, each one that says something else than the one before, and one a minute.
   */
  append(verdict: Verdict, memory: unknown): Promise<void>
  latest(): Promise<Verdict | null>
  /** The verdict that stood at that moment, exactly as given then; null before the first. */
  at(instant: number): Promise<Verdict | null>
  /** Where a condition changed, oldest first; from when a verdict went stale until the next one, all is unknown. */
  transitions(query: Interval): Promise<readonly VerdictTransition[]>
  /** What was handed to the last `append`; null before the first. */
  judgeMemory(): Promise<unknown>
  /** Removes verdicts that only repeated the one before; changes and transitions stay. Gives the rows removed. */
  pruneBefore(at: number): Promise<number>
}

export type VerdictSubject =
  | { readonly kind: 'service' }
  | { readonly kind: 'component'; readonly component: Component }
  | { readonly kind: 'viewer'; readonly vantage: string }

export interface VerdictTransition {
  /** When the verdict was given; `since` is when what it says began. */
  readonly at: number
  readonly since: number | null
  readonly subject: VerdictSubject
  /** Null where nothing was said before. */
  readonly from: ServiceCondition | ViewerCondition | null
  readonly to: ServiceCondition | ViewerCondition
  /** Id of the verdict. */
  readonly verdict: string
}

export interface Notices {
  /** Keeps what was read. A form that was read before only has its `updatedAt` moved on. In the order given. */
  upsert(notices: readonly Notice[]): Promise<readonly NoticeChange[]>
  find(id: string): Promise<Notice | null>
  /** Every form that the notice has had, oldest first. */
  history(id: string): Promise<readonly Notice[]>
  /** Those that their source has not called over, newest first. */
  open(): Promise<readonly Notice[]>
  /** Newest first, by `updatedAt`. */
  recent(query: {
    readonly sinceAt?: number
    readonly limit?: number
    readonly kind?: NoticeKind
  }): Promise<readonly Notice[]>
  /** Notices with a stated window that touches the interval; an open end reaches on for ever. Oldest window first. */
  during(query: Interval & { readonly kind?: NoticeKind }): Promise<readonly Notice[]>
}

export interface NoticeChange {
  readonly change: 'new' | 'changed' | 'same'
  /** As it is kept now. */
  readonly notice: Notice
  /** The form it had before; null for a new one. */
  readonly before: Notice | null
}

/** How the reading of one source goes. A source that was never read has no state. */
export interface SourceState {
  readonly source: string
  readonly lastAttemptAt: number | null
  readonly lastSuccessAt: number | null
  /** When it last said something new. */
  readonly lastChangeAt: number | null
  /** Items in the last successful reading. */
  readonly items: number
  /** A word from the closed union of the sources. */
  readonly state: string
  readonly reason: string | null
}

export interface SourceStates {
  put(state: SourceState): Promise<void>
  /** Sorted by source. */
  all(): Promise<readonly SourceState[]>
}

export interface Reports {
  /**
   * Keeps an employee's word. One voice (an opaque hash) counts once a quarter of an hour: its newer word replaces the
   * older one.
   */
  append(report: Report, voice: string): Promise<'added' | 'replaced'>
  /** Oldest first. */
  range(query: Interval & { readonly site?: string }): Promise<readonly Report[]>
  pruneBefore(at: number): Promise<number>
}

/** Small values the service keeps for itself, such as the key of the day. */
export interface Settings {
  get(name: string): Promise<string | null>
  set(name: string, value: string): Promise<void>
  /** Gives the value, making it where there is none; all processes get the same one. */
  ensure(name: string, make: () => string): Promise<string>
  remove(name: string): Promise<void>
}

export interface Lease {
  readonly name: string
  readonly holder: string
  readonly expiresAt: number
  /** Grows each time the lease goes to another holder: tells a late writer that its time is over. */
  readonly term: number
}

/** Who may do what only one process must do. The clocks of the processes must agree to well within the time to live. */
export interface Leases {
  /** Takes or renews the lease; null while another holder has it. */
  acquire(name: string, holder: string, ttlMs: number): Promise<Lease | null>
  /** Gives it up; does nothing where the holder does not have it. */
  release(name: string, holder: string): Promise<void>
}

/** Who looks from other places. Only the hash of a token is kept. */
export interface Agents {
  /** Keeps a new agent, or one that was revoked under its old name; null where the name is in use. */
  add(agent: Pick<Agent, 'id' | 'title' | 'scope' | 'createdAt'>): Promise<Agent | null>
  find(id: string): Promise<Agent | null>
  /** With what its token has to hash to; null hash: it has none. */
  credentials(id: string): Promise<{ readonly agent: Agent; readonly tokenHash: string | null } | null>
  /** Sorted by id, the revoked ones included. */
  all(): Promise<readonly Agent[]>
  seen(
    id: string,
    facts: { readonly at: number; readonly clockOffsetMs: number; readonly version: string },
  ): Promise<void>
  /** Takes the token away, and codes that were not used; false where there was nothing to take. */
  revoke(id: string, at: number): Promise<boolean>
}

/** One-time codes with which an agent gets its token. Only the hash of a code is kept. */
export interface Enrolments {
  /** The agent's older codes count no more. */
  issue(code: { readonly hash: string; readonly agent: string; readonly expiresAt: number }): Promise<void>
  /** Uses the code up and gives the agent its token, in one step; null where there is no such code any more. */
  redeem(use: {
    readonly hash: string
    /** The hash of the token that this agent gets. */
    readonly tokenHashOf: (agent: string) => string
    readonly at: number
  }): Promise<Agent | null>
}
