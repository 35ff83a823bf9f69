import type { KeptWindow } from '../../core/maintenance/window.ts'
import { type TimeSpan, type Uptime, uptimeOf } from '../../core/uptime.ts'
import type { Verdict } from '../../core/verdict.ts'
import type { VerdictTransition } from '../../store/store.ts'
import type { History } from '../deps.ts'

/** How an interval was spent: by LINE WORKS itself (`site` null) or for the people at an office. */
export async function uptimeFrom(
  store: History,
  span: TimeSpan,
  site: string | null,
  windows: readonly KeptWindow[],
): Promise<Uptime> {
  const [initial, transitions] = await Promise.all([
    store.verdicts.at(span.fromAt),
    store.verdicts.transitions({ fromAt: span.fromAt, toAt: span.toAt }),
  ])
  const own = transitions.filter(({ subject }) => isOf(subject, site))
  // Announced work excuses what failed within it, from the first to the last failure that was seen.
  const maintenance = windows.flatMap(({ failingFrom, failingTo }) =>
    failingFrom === null ? [] : [{ fromAt: failingFrom, toAt: failingTo ?? span.toAt }],
  )
  return uptimeOf(span, conditionIn(initial, site, span.fromAt), own, maintenance)
}

const isOf = (subject: VerdictTransition['subject'], site: string | null): boolean =>
  site === null ? subject.kind === 'service' : subject.kind === 'viewer' && subject.vantage === site

/** What stood at an instant; a verdict that was stale by then stands no more. */
function conditionIn(verdict: Verdict | null, site: string | null, at: number): string | null {
  if (verdict === null || verdict.freshUntil < at) return null
  if (site === null) return verdict.service.condition
  return verdict.viewers.find(({ vantage }) => vantage === site)?.condition ?? null
}
