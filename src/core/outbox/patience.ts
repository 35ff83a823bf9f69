import type { Severity } from '../alert/message.ts'
import type { Attempt, AttemptResult } from './item.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** An item that says nothing about its own end is worth telling for so long. */
export const KEPT_MS = 72 * HOUR

/** When a way has had its chance and the next one is taken: after so many attempts, or so long after the first. */
export const PATIENCE: Readonly<Record<Severity, { readonly attempts: number; readonly ms: number }>> = {
  critical: { attempts: 2, ms: MINUTE },
  warning: { attempts: 3, ms: 5 * MINUTE },
  info: { attempts: 4, ms: 30 * MINUTE },
}

const FIRST_WAIT_MS = 5 * SECOND
const LONGEST_WAIT_MS = 30 * MINUTE
/** A server that wants to be left alone for longer is asked again after this. */
const LONGEST_RETRY_AFTER_MS = 6 * HOUR
/** So many attempts may be lost with their process before the item itself is suspected of it. */
const FREE_LOSSES = 3
/** Most that a dying process held it had not even begun with: none of them may wait long for that. */
const LONGEST_WAIT_AFTER_LOSS_MS = 5 * MINUTE

/**
 * When this way may be tried again after an attempt that ended at `at`: twice as long each time, within a quarter more or
 * less by `chance` (0 to 1), and never before the other side's own Retry-After. `before`: earlier attempts on this way.
 */
export function retryAtOf(ended: {
  readonly result: AttemptResult
  readonly at: number
  readonly retryAfterMs: number | null
  readonly before: readonly Attempt[]
  readonly chance: number
}): number {
  const { result, at, retryAfterMs, before, chance } = ended
  if (result === 'sent' || result === 'rejected') return at
  const same = before.filter((attempt) => attempt.result === result).length
  // What was lost was most likely no fault of its own: it goes on at once.
  const failures = result === 'lost' ? same - FREE_LOSSES : same
  if (failures < 0) return at
  const longestMs = result === 'lost' ? LONGEST_WAIT_AFTER_LOSS_MS : LONGEST_WAIT_MS
  const waitMs = Math.min(longestMs, FIRST_WAIT_MS * 2 ** failures) * (0.75 + chance / 2)
  return at + Math.round(Math.max(waitMs, Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS)))
}
