/** How a stretch of time is counted. `unknown`: nobody looked, or the looks did not tell. */
export const UPTIME_CLASSES = ['working', 'degraded', 'down', 'maintenance', 'unknown'] as const
export type UptimeClass = (typeof UPTIME_CLASSES)[number]

/** Where a condition changed; `since` is when what it says began, null where nobody knew. */
export interface UptimeChange {
  readonly at: number
  readonly since: number | null
  readonly to: string
}

export interface TimeSpan {
  readonly fromAt: number
  readonly toAt: number
}

/** How an interval was spent, milliseconds; the five add up to it. */
export interface Uptime {
  readonly fromAt: number
  readonly toAt: number
  readonly ms: Readonly<Record<UptimeClass, number>>
  /** Share of the time that was seen and was no maintenance: fully working, and not down. Null where there was none. */
  readonly working: number | null
  readonly usable: number | null
}

const CLASS_OF: Readonly<Record<string, UptimeClass>> = {
  operational: 'working',
  account_or_device: 'working',
  degraded: 'degraded',
  outage: 'down',
  company_network: 'down',
  maintenance: 'maintenance',
}

/**
 * Adds up how `interval` was spent, from what stood at its start (`initial`) and the changes of one subject in any order.
 * A trouble counts from its first failed look. What failed within `maintenance` was announced, and counts as such.
 */
export function uptimeOf(
  interval: TimeSpan,
  initial: string | null,
  changes: readonly UptimeChange[],
  maintenance: readonly TimeSpan[],
): Uptime {
  const { fromAt, toAt } = interval
  const ms = { working: 0, degraded: 0, down: 0, maintenance: 0, unknown: 0 }
  for (const stretch of stretchesOf(interval, initial, changes)) {
    const all = stretch.toAt - stretch.fromAt
    const isTrouble = stretch.is === 'degraded' || stretch.is === 'down'
    const announced = isTrouble ? coveredMs(stretch, maintenance) : 0
    ms[stretch.is] += all - announced
    ms.maintenance += announced
  }
  const seen = ms.working + ms.degraded + ms.down
  return {
    fromAt,
    toAt,
    ms,
    working: seen === 0 ? null : ms.working / seen,
    usable: seen === 0 ? null : (ms.working + ms.degraded) / seen,
  }
}

/** The interval in pieces of one class each, in order, without gaps. */
function stretchesOf({ fromAt, toAt }: TimeSpan, initial: string | null, changes: readonly UptimeChange[]) {
  const stretches: (TimeSpan & { readonly is: UptimeClass })[] = []
  let is = classOf(initial)
  let from = fromAt
  const ordered = changes.toSorted((a, b) => a.at - b.at)
  for (const change of ordered) {
    const next = classOf(change.to)
    // Everything begins where it began; but nothing reaches back over a time in which nobody saw it.
    const since = change.since ?? change.at
    const isSeen = next !== 'unknown' && (is !== 'unknown' || since > from)
    const began = isSeen ? Math.min(change.at, since) : change.at
    const at = Math.min(Math.max(began, from), Math.max(from, toAt))
    if (at > from) stretches.push({ fromAt: from, toAt: at, is })
    from = at
    is = next
  }
  if (toAt > from) stretches.push({ fromAt: from, toAt, is })
  return stretches
}

const classOf = (condition: string | null): UptimeClass => CLASS_OF[condition ?? ''] ?? 'unknown'

/** How much of a span lies in any of the others. */
function coveredMs({ fromAt, toAt }: TimeSpan, spans: readonly TimeSpan[]): number {
  let covered = 0
  let upTo = fromAt
  for (const span of spans.toSorted((a, b) => a.fromAt - b.fromAt)) {
    const start = Math.max(span.fromAt, upTo)
    const end = Math.min(span.toAt, toAt)
    if (end > start) {
      covered += end - start
      upTo = end
    }
  }
  return covered
}
