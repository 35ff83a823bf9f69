import { LATENCY_BOUNDS_MS } from '../../src/store/observations/latency.ts'
import type { Rollup, RollupStep, StoredObservation } from '../../src/store/store.ts'

/** Rollups and transitions made anew, in the plainest way, out of the observations themselves. */

const STEP_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

const startOf = (step: RollupStep, at: number): number => {
  const inJapan = at + (step === 'day' ? 9 * 3_600_000 : 0)
  return at - (inJapan % STEP_MS[step])
}

const seriesOf = ({ target, role, kind, component, vantage, via, resolver, family }: StoredObservation) => ({
  target,
  role,
  kind,
  component,
  vantage,
  via,
  resolver,
  family,
})

const grouped = <T>(list: readonly T[], keyOf: (item: T) => string): T[][] => [...Map.groupBy(list, keyOf).values()]

export function expectedRollups(step: RollupStep, observations: readonly StoredObservation[]): Rollup[] {
  const groups = grouped(observations, (o) => JSON.stringify([seriesOf(o), startOf(step, o.at)]))
  return groups.map((group) => {
    const passed = group.filter((o) => o.outcome === 'passed').map((o) => o.tookMs)
    return {
      ...seriesOf(group[0]!),
      at: startOf(step, group[0]!.at),
      passed: passed.length,
      failed: group.filter((o) => o.outcome === 'failed' && !o.inconclusive).length,
      skipped: group.filter((o) => o.outcome === 'skipped').length,
      inconclusive: group.filter((o) => o.inconclusive).length,
      took:
        passed.length === 0
          ? null
          : {
              sumMs: Math.round(passed.reduce((sum, ms) => sum + ms * 10, 0)) / 10,
              minMs: Math.min(...passed),
              maxMs: Math.max(...passed),
              histogram: [...LATENCY_BOUNDS_MS, Number.POSITIVE_INFINITY].map((bound, index, all) => {
                const low = all[index - 1] ?? -1
                return passed.filter((ms) => ms > low && ms <= bound).length
              }),
            },
    }
  })
}

export function expectedTransitions(observations: readonly StoredObservation[]) {
  const looks = observations.filter((o) => o.outcome !== 'skipped')
  return grouped(looks, (o) => JSON.stringify(seriesOf(o))).flatMap((group) => {
    const sorted = group.toSorted((a, b) => a.at - b.at)
    const stateOf = (o: StoredObservation | undefined) =>
      o && JSON.stringify([o.outcome, o.inconclusive, o.phase, o.error])
    return sorted
      .filter((o, index) => stateOf(o) !== stateOf(sorted[index - 1]))
      .map((o) => ({
        ...seriesOf(o),
        at: o.at,
        outcome: o.outcome,
        inconclusive: o.inconclusive,
        phase: o.phase,
        error: o.error,
      }))
  })
}

export function expectedLatest(observations: readonly StoredObservation[]): StoredObservation[] {
  return grouped(observations, (o) => JSON.stringify(seriesOf(o))).map((group) =>
    group.reduce((newest, o) => (o.at > newest.at ? o : newest)),
  )
}
