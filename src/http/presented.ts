import { isStale } from '../core/judge.ts'
import type { Verdict, ViewerVerdict } from '../core/verdict.ts'

/** Whether a verdict may be shown as current. `checking`: there is none yet. */
export type Freshness = 'checking' | 'fresh' | 'stale'

/** How fresh a verdict is at an instant, epoch milliseconds. */
export const freshnessOf = (verdict: Verdict | null, now: number): Freshness =>
  verdict === null ? 'checking' : isStale(verdict, now) ? 'stale' : 'fresh'

/**
 * What may be said of an old verdict: nothing but `unknown`, everywhere. The evidence stays, it carries its own age.
 * The instant from which nothing was known is the one at which the verdict went stale.
 */
export const outdatedOf = (verdict: Verdict): Verdict => ({
  ...verdict,
  service: {
    ...verdict.service,
    condition: 'unknown',
    raw: 'unknown',
    since: verdict.freshUntil,
    confidence: 0,
    pDown: 0.5,
    components: verdict.service.components.map((part) => ({
      ...part,
      condition: 'unknown',
      since: verdict.freshUntil,
    })),
  },
  viewers: verdict.viewers.map((viewer) => outdatedViewerOf(viewer, verdict.freshUntil)),
})

const outdatedViewerOf = (viewer: ViewerVerdict, since: number): ViewerVerdict => ({
  ...viewer,
  condition: 'unknown',
  raw: 'unknown',
  culprit: 'unknown',
  since,
  confidence: 0,
  pDown: 0.5,
  chain: viewer.chain.map((step) => ({ ...step, state: step.state === 'unused' ? 'unused' : 'unknown' })),
  advice: ['look-again'],
})
