import { isInconclusive } from '../core/inconclusive.ts'
import { memoryUnder } from '../core/judge/refit.ts'
import { type JudgeMemory, type JudgeOptions, judge, type Tick } from '../core/judge.ts'
import type { Observation } from '../core/observation.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Aggregates, Store } from '../store/store.ts'

export interface JudgingOptions {
  readonly options: JudgeOptions
  readonly store: Store
  /** What could not be written is told here; the verdict stands all the same. */
  readonly onStoreError: (error: unknown) => void
  /** Writes what follows from the verdict, in its transaction; what it gives is called once all of it is kept. */
  readonly alongside?: (aggregates: Aggregates, verdict: Verdict) => Promise<() => void>
}

/** Holds what is known now, and turns each round into a verdict. */
export interface Judging {
  verdict(): Verdict | null
  /** The newest look of each series, in no stated order. */
  latest(): readonly Observation[]
  /**
   * Weighs a round and publishes the verdict: first for the faces, then in the database. A database that is busy or full
   * keeps nobody from the answer; what could not be written is tried again with the next round. What others saw and
   * is kept already (`arrived`) is weighed with it.
   */
  take(tick: Tick, arrived?: readonly Observation[]): Promise<void>
  /** Every vantage that is expected to report from now on; what is known of the others is let go. */
  expect(vantages: readonly string[]): void
  /** Takes over what another process looked at and judged: it holds the lease. */
  follow(): Promise<void>
}

/** Rounds kept in memory while the database takes nothing: at 30 seconds, an hour. */
const MOST_PENDING = 120

const seriesOf = (o: Observation) => [o.vantage, o.target, o.kind, o.via, o.resolver, o.family].join('|')

/** Goes on from what the store remembers. */
export async function createJudging({
  options: first,
  store,
  onStoreError,
  alongside,
}: JudgingOptions): Promise<Judging> {
  let options = first
  let memory: JudgeMemory = memoryUnder(await store.verdicts.judgeMemory(), options)
  let verdict = await store.verdicts.latest()
  let pending: (readonly Observation[])[] = []
  let writing = Promise.resolve()
  const latest = new Map<string, Observation>()
  const remember = (look: Observation) => {
    const before = latest.get(seriesOf(look))
    if (!before || before.at <= look.at) latest.set(seriesOf(look), look)
  }
  for (const look of await store.observations.latest()) remember(look)

  const write = async () => {
    while (pending.length > 0) {
      const round = pending[0]!
      await store.observations.appendRound(round, { inconclusive: isInconclusive(round) })
      pending = pending.slice(1)
    }
    if (!verdict) return
    const given = verdict
    const kept = await store.transaction(async (inner) => {
      await inner.verdicts.append(given, memory)
      return alongside?.(inner, given)
    })
    kept?.()
  }

  return {
    verdict: () => verdict,
    latest: () => [...latest.values()],
    async take(tick, arrived = []) {
      // What was on its way when its office was let go comes too late.
      const expected = arrived.filter(({ vantage }) => options.vantages.includes(vantage))
      const observations = [...tick.observations, ...expected]
      for (const look of observations) remember(look)
      // A verdict is named by its instant: two of them cannot share one.
      const at = tick.at === verdict?.at ? tick.at + 1 : tick.at
      const judged = judge(memory, { ...tick, at, observations })
      memory = judged.memory
      verdict = judged.verdict
      if (tick.observations.length > 0) pending = [...pending, tick.observations].slice(-MOST_PENDING)
      // One after the other: two rounds may end at the same time.
      writing = writing.then(write).catch(onStoreError)
      await writing
    },
    expect(vantages) {
      if (JSON.stringify(vantages) === JSON.stringify(options.vantages)) return
      options = { ...options, vantages }
      memory = memoryUnder(memory, options)
      for (const [series, look] of latest) if (!vantages.includes(look.vantage)) latest.delete(series)
    },
    async follow() {
      try {
        verdict = await store.verdicts.latest()
        memory = memoryUnder(await store.verdicts.judgeMemory(), options)
        for (const look of await store.observations.latest()) remember(look)
      } catch (error) {
        onStoreError(error)
      }
    },
  }
}
