import type { Text } from './locale.ts'
import type { Observation } from './observation.ts'
import type { Target } from './target.ts'

/** What an agent may do. `observe`: read what is to be looked at, and send what it saw from its own vantage. */
export const AGENT_SCOPES = ['observe'] as const
export type AgentScope = (typeof AGENT_SCOPES)[number]

/** Someone who looks from another place and reports. Instants are epoch milliseconds; null where it never happened. */
export interface Agent {
  /** Also the id of its vantage: it can speak for no other. */
  readonly id: string
  readonly title: Text
  readonly scope: AgentScope
  readonly createdAt: number
  readonly enrolledAt: number | null
  readonly lastSeenAt: number | null
  readonly revokedAt: number | null
  /** Our clock minus its own, as last measured. */
  readonly clockOffsetMs: number | null
  /** The Dotchi that it runs. */
  readonly version: string | null
}

/** Whether it takes part: it has a token that holds. */
export const isActive = ({ enrolledAt, revokedAt }: Agent): boolean => enrolledAt !== null && revokedAt === null

/** One round as an agent tells it, its instants by the agent's own clock. */
export interface ReportedRound {
  /** The same for the same round, however often it is sent; no other round of this agent has it. */
  readonly sequence: string
  readonly at: number
  /** The server's clock minus the agent's when the round was taken; null where it was not known. */
  readonly clockOffsetMs: number | null
  readonly observations: readonly Observation[]
}

/** What an agent sends at once. */
export interface ReportedBatch {
  /** By the agent's clock. */
  readonly sentAt: number
  readonly clockOffsetMs: number | null
  readonly version: string
  readonly rounds: readonly ReportedRound[]
}

/** What an agent is to look at, and how: data, never code. */
export interface AgentConfiguration {
  readonly targets: readonly Target[]
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly concurrency: number
  readonly repeatFailed: boolean
  /** Stands in the User-Agent. */
  readonly contact: string | null
}

/** What became of a round that was sent. All of them may be forgotten by the agent. */
export type RoundReceipt =
  | { readonly sequence: string; readonly state: 'kept' | 'known' }
  | { readonly sequence: string; readonly state: 'refused'; readonly reason: 'too-old' }

/** The Date header tells whole seconds: two clocks that differ by less agree as well as anybody can tell. */
const NOISE_MS = 2_000

/**
 * The server's clock minus the agent's. What the agent measured by round trips is best; that an answer cannot come before
 * its question bounds it, so that a wrong measurement cannot move anything into the future.
 */
export function clockOffsetOf(measuredMs: number | null, sentAt: number, receivedAt: number): number {
  const most = receivedAt - sentAt
  return withoutNoise(measuredMs === null ? most : Math.min(measuredMs, most))
}

/** Clocks that differ by less than can be measured are taken as equal. */
export const withoutNoise = (offsetMs: number): number => (Math.abs(offsetMs) < NOISE_MS ? 0 : offsetMs)

/**
 * A round's looks by the server's clock, all at the vantage given. None is later than `receivedAt`: nobody saw the future.
 */
export function looksByOurClock(
  { observations }: ReportedRound,
  {
    vantage,
    offsetMs,
    receivedAt,
  }: { readonly vantage: string; readonly offsetMs: number; readonly receivedAt: number },
): readonly Observation[] {
  const newest = observations.reduce((latest, look) => Math.max(latest, look.at), Number.NEGATIVE_INFINITY)
  const shiftMs = Math.round(Math.min(offsetMs, receivedAt - newest))
  return observations.map((look) => ({ ...look, vantage, at: look.at + shiftMs }))
}
