import type { Observation } from '../core/observation.ts'

/** Until when a host is left alone, and how often in a row it has asked for that. */
export interface Leave {
  readonly untilAt: number
  readonly strikes: number
}

const SECOND = 1000
const MINUTE = 60 * SECOND
/** A host that says 429 without saying for how long: a minute, twice as long each time it says so again. */
const FIRST_PAUSE = MINUTE
/** The longest we stay away. After a 503 only a minute: people wait for the news that the outage or the maintenance is over. */
const LONGEST_PAUSE = { 429: 15 * MINUTE, 503: MINUTE }

/** `Retry-After` in milliseconds from `at`: seconds or an HTTP date. Null where there is none, or nobody can read it. */
export function retryAfterMs(value: string | undefined, at: number): number | null {
  const text = value?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? null : Math.max(0, date - at)
}

type Seen = Pick<Observation, 'outcome' | 'httpStatus' | 'headers' | 'at'>

/**
 * What one look means for the next ones at the same host: leave it alone until then, or null for going on as usual.
 * Only 429, and 503 with a Retry-After, ask for it; a 503 without one is an outage, and an outage has to be watched.
 * A look that was under way already when another was asked to wait takes nothing back.
 */
export function leaveAfter(look: Seen, before: Leave | null): Leave | null {
  const { httpStatus: status, at } = look
  if (look.outcome === 'skipped' || status === null) return before
  const current = before !== null && before.untilAt > at ? before : null
  if (status !== 429 && status !== 503) return current
  const asked = retryAfterMs(look.headers['retry-after'], at)
  if (asked === null && status === 503) return current
  const strikes = current?.strikes ?? (before?.strikes ?? 0) + 1
  const pauseMs = asked ?? FIRST_PAUSE * 2 ** Math.min(strikes - 1, 10)
  const untilAt = at + Math.min(Math.max(pauseMs, SECOND), LONGEST_PAUSE[status])
  return { untilAt: Math.max(untilAt, current?.untilAt ?? 0), strikes }
}

/** The hosts that are left alone at the moment, for as long as the process lives. */
export interface BackOff {
  /** Until when, in epoch milliseconds; 0 for a host that did not ask. */
  untilAt(host: string): number
  note(host: string, look: Seen): void
}

/** Remembers which hosts asked to be left alone, and until when. */
export function createBackOff(): BackOff {
  const leaves = new Map<string, Leave>()
  return {
    untilAt: (host) => leaves.get(host)?.untilAt ?? 0,
    note(host, look) {
      const leave = leaveAfter(look, leaves.get(host) ?? null)
      if (leave) leaves.set(host, leave)
      else leaves.delete(host)
    },
  }
}
