import type { Attempt, OutboxItem } from './item.ts'
import { KEPT_MS, PATIENCE } from './patience.ts'

/** What to do with an item now. `way` is an index into its ways. */
export type Step =
  | { readonly kind: 'try'; readonly way: number }
  | { readonly kind: 'wait'; readonly untilAt: number }
  /** Told. `owes`: the preferred way could not be used, and is to hear of it once it can; null: nothing is owed. */
  | { readonly kind: 'done'; readonly way: number; readonly owes: number | null }
  /** Nobody was told, and nothing more is tried. */
  | { readonly kind: 'dead'; readonly reason: DeadReason }

export const DEAD_REASONS = [
  'refused', // every way was refused for good
  'expired', // it was not worth telling any more
] as const
export type DeadReason = (typeof DEAD_REASONS)[number]

/** As much of an item as its next step depends on. */
export type Telling = Pick<OutboxItem, 'ways' | 'createdAt' | 'expiresAt'> & {
  readonly message: Pick<OutboxItem['message'], 'severity'>
}

/** From when on an item is not tried any more; one that does not say so itself is worth telling for `KEPT_MS`. */
export const deadlineOf = ({ createdAt, expiresAt }: Pick<OutboxItem, 'createdAt' | 'expiresAt'>): number =>
  Math.min(expiresAt ?? Number.POSITIVE_INFINITY, createdAt + KEPT_MS)

/**
 * The next step for an item, from its attempts so far (oldest first). `isAffected` says of a way (by its index) that what
 * it needs does not work just now: such a way is passed over as long as there is another one to try.
 */
export function nextStep(
  item: Telling,
  attempts: readonly Attempt[],
  isAffected: (way: number) => boolean,
  at: number,
): Step {
  const told = attempts.find(({ result }) => result === 'sent')
  if (told) return { kind: 'done', way: told.way, owes: owedBy(attempts, told.way) }
  const open = item.ways.map((_, way) => way).filter((way) => !isRefused(attempts, way))
  if (open.length === 0) return { kind: 'dead', reason: 'refused' }
  const deadline = deadlineOf(item)
  if (at >= deadline) return { kind: 'dead', reason: 'expired' }

  const way =
    open.find((each) => !isAffected(each) && !hadItsChance(item, attempts, each, at)) ??
    lastResort(open, attempts, isAffected)
  const readyAt = readyAtOf(attempts, way)
  return readyAt <= at ? { kind: 'try', way } : { kind: 'wait', untilAt: Math.min(readyAt, deadline) }
}

const isRefused = (attempts: readonly Attempt[], way: number): boolean =>
  attempts.some((attempt) => attempt.way === way && attempt.result === 'rejected')

const readyAtOf = (attempts: readonly Attempt[], way: number): number =>
  attempts.findLast((attempt) => attempt.way === way)?.retryAt ?? Number.NEGATIVE_INFINITY

/** Whether waiting any longer for this way would keep people from hearing of it by the next. */
function hadItsChance(item: Telling, attempts: readonly Attempt[], way: number, at: number): boolean {
  const failed = attempts.filter((attempt) => attempt.way === way && attempt.result === 'retry')
  const first = failed[0]
  if (!first) return false
  const patience = PATIENCE[item.message.severity]
  return failed.length >= patience.attempts || Math.max(at, readyAtOf(attempts, way)) > first.at + patience.ms
}

/** When no way is as it should be: the one that may be tried first, and of two such the one that may work. */
const lastResort = (open: readonly number[], attempts: readonly Attempt[], isAffected: (way: number) => boolean) =>
  [...open].sort(
    (a, b) =>
      compare(readyAtOf(attempts, a), readyAtOf(attempts, b)) || Number(isAffected(a)) - Number(isAffected(b)) || a - b,
  )[0]!

/** Two that were never tried are alike, though nothing can be subtracted from them. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/** The preferred way, where another one was taken in its stead; one that refused for good is owed nothing. */
const owedBy = (attempts: readonly Attempt[], told: number): number | null =>
  told !== 0 && !isRefused(attempts, 0) ? 0 : null
