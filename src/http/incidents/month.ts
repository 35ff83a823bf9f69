import { dateOf, isoOf } from '../../core/time-text.ts'

const DAY_MS = 86_400_000
const LAST_DAYS = 30
/** How many months back the page offers. */
const MONTHS = 12

/** What the page of past incidents shows. */
export interface Month {
  readonly fromAt: number
  readonly toAt: number
  /** `2026-11`; null: the last days. */
  readonly name: string | null
  /** It reaches up to now. */
  readonly isCurrent: boolean
  /** The months that can be chosen, the newest first. */
  readonly others: readonly string[]
}

/** The month that is asked for, by the wall clock of `zone`; what is no month counts as not asked. */
export function monthOf(asked: string | null, now: number, zone: string): Month {
  const today = dateOf(now, zone)
  const others = Array.from({ length: MONTHS }, (_, back) => monthBefore(today.slice(0, 7), back))
  if (asked === null || !others.includes(asked))
    return { fromAt: now - LAST_DAYS * DAY_MS, toAt: now, name: null, isCurrent: true, others }
  const next = monthBefore(asked, -1)
  return {
    fromAt: startOf(asked, zone),
    toAt: Math.min(startOf(next, zone), now),
    name: asked,
    isCurrent: asked === others[0],
    others,
  }
}

/** `2026-01`, 1 → `2025-12`. */
function monthBefore(month: string, back: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const count = year * 12 + (number - 1) - back
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** The first instant of a month there. */
function startOf(month: string, zone: string): number {
  const asUtc = Date.parse(`${month}-01T00:00:00Z`)
  const offset = Date.parse(`${isoOf(asUtc, zone).slice(0, 19)}Z`) - asUtc
  return asUtc - offset
}
