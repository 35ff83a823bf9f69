import type { ServiceCondition, ViewerCondition } from '../condition.ts'
import type { Belief } from './belief.ts'
import type { Crowd } from './crowd.ts'
import type { Announcement } from './expectation.ts'
import type { Settled } from './settle.ts'
import type { Track } from './track.ts'

/** How a judge is set up. */
export interface JudgeOptions {
  /** Every vantage that is expected to report; others are added as they are seen. */
  readonly vantages: readonly string[]
  /** How often each target is looked at, milliseconds. */
  readonly intervalMs: number
}

/** What the judge remembers between ticks: plain data, to be stored as JSON. Its shape may change between versions. */
export interface JudgeMemory {
  readonly version: 1
  readonly options: JudgeOptions
  readonly belief: Belief | null
  readonly tracks: Readonly<Record<string, Track>>
  readonly announcements: readonly Announcement[]
  readonly crowd: Crowd | null
  readonly service: Settled<ServiceCondition> | null
  readonly viewers: Readonly<Record<string, Settled<ViewerCondition>>>
  /** First failing looks of the trouble that is being weighed, at LINE WORKS and at each site. */
  readonly suspectedSince: { readonly service: number | null; readonly sites: Readonly<Record<string, number>> }
  /** Looks before this instant no longer count: the monitor slept or its clock was wrong. */
  readonly awakeSince: number | null
}

export const emptyMemory = (options: JudgeOptions): JudgeMemory => ({
  version: 1,
  options,
  belief: null,
  tracks: {},
  announcements: [],
  crowd: null,
  service: null,
  viewers: {},
  suspectedSince: { service: null, sites: {} },
  awakeSince: null,
})
