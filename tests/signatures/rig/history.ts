import { emptyMemory, judge, type Tick } from '../../../src/core/judge.ts'
import type { Observation } from '../../../src/core/observation.ts'
import type { Verdict } from '../../../src/core/verdict.ts'

/** A stretch of time in which every round shows the same. */
export interface Stretch extends Partial<Pick<Tick, 'notices' | 'posts' | 'reports' | 'impaired'>> {
  readonly looks: readonly Observation[]
  readonly minutes: number
}

const INTERVAL_MS = 30_000
const STARTS_AT = Date.UTC(2026, 3, 6, 0, 0)

/**
 * Judges rounds that were really looked at as if they had come every thirty seconds, one stretch after the other; notices,
 * posts and what befell the monitor come with the first round of their stretch. One verdict a round, the oldest first.
 */
export function judged(stretches: readonly Stretch[], startsAt = STARTS_AT): readonly Verdict[] {
  const verdicts: Verdict[] = []
  let memory = emptyMemory({ vantages: ['office'], intervalMs: INTERVAL_MS })
  let at = startsAt
  for (const stretch of stretches) {
    const newest = Math.max(0, ...stretch.looks.map((look) => look.at))
    for (let round = 0; round * INTERVAL_MS < stretch.minutes * 60_000; round++) {
      at += INTERVAL_MS
      const first = round === 0
      const step = judge(memory, {
        at,
        observations: stretch.looks.map((look) => ({ ...look, at: at - (newest - look.at) })),
        notices: (first && stretch.notices) || [],
        posts: (first && stretch.posts) || [],
        reports: (first && stretch.reports) || [],
        impaired: (first && stretch.impaired) || null,
      })
      memory = step.memory
      verdicts.push(step.verdict)
    }
  }
  return verdicts
}

/** A verdict in one line, for a test that fails. */
export const lineOf = ({ service, viewers, evidence }: Verdict): string =>
  `${service.condition} ${service.confidence.toFixed(3)} (leans ${service.raw}), ${viewers.map((v) => `${v.condition} ${v.confidence.toFixed(3)} ${v.culprit}`).join()}: ${evidence.map((e) => `${e.code} ${e.contribution.toFixed(1)}`).join(', ')}`

export { STARTS_AT }
