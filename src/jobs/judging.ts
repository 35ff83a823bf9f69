import { isInconclusive } from '../core/inconclusive.ts'
import { emptyMemory, type JudgeMemory, type JudgeOptions, judge, type Tick } from '../core/judge.ts'
import type { Observation } from '../core/observation.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Store } from '../store/store.ts'

export interface JudgingOptions {
  readonly options: JudgeOptions
  readonly store: Store
  /** What could not be written is told here; the verdict stands all the same. */
  readonly onStoreError: (error: unknown) => void
}

/** Holds what is known now, and turns each round into a verdict. */
export interface Judging {
  verdict(): Verdict | null
  /** The newest look of each series, in no stated order. */
  latest(): readonly Observation[]
  /**
   * Weighs a round and publishes the verdict: first for the faces, then in the database. A database that is busy or full
   * keeps nobody from the answer; what could not be written is tried again with the next round.
   */
  take(tick: Tick): Promise<void>
  /** Takes over what another process looked at and judged: it holds the lease. */
  follow(): Promise<void>
}

/** Rounds kept in memory while the database takes nothing: at 30 seconds, an hour. */
const MOST_PENDING = 120

const seriesOf = (o: Observation) => [o.vantage, o.target, o.kind, o.via, o.resolver, o.family].join('|')

/** Goes on from what the store remembers. */
export async function createJudging({ options, store, onStoreError }: JudgingOptions): Promise<Judging> {
  let memory = memoryFrom(await store.verdicts.judgeMemory(), options)
  let verdict = await store.verdicts.latest()
  let pending: (readonly Observation[])[] = []
  const latest = new Map((await store.observations.latest()).map((look) => [seriesOf(look), look as Observation]))

  const write = async () => {
    while (pending.length > 0) {
      const round = pending[0]!
      await store.observations.appendRound(round, { inconclusive: isInconclusive(round) })
      pending = pending.slice(1)
    }
    if (verdict) await store.verdicts.append(verdict, memory)
  }

  return {
    verdict: () => verdict,
    latest: () => [...latest.values()],
    async take(tick) {
      for (const look of tick.observations) latest.set(seriesOf(look), look)
      const judged = judge(memory, tick)
      memory = judged.memory
      verdict = judged.verdict
      if (tick.observations.length > 0) pending = [...pending, tick.observations].slice(-MOST_PENDING)
      await write().catch(onStoreError)
    },
    async follow() {
      try {
        verdict = await store.verdicts.latest()
        memory = memoryFrom(await store.verdicts.judgeMemory(), options)
        for (const look of await store.observations.latest()) latest.set(seriesOf(look), look)
      } catch (error) {
        onStoreError(error)
      }
    },
  }
}

/** What was remembered under other settings does not fit any more. */
function memoryFrom(stored: unknown, options: JudgeOptions): JudgeMemory {
  const known = stored as JudgeMemory | null
  return known && JSON.stringify(known.options) === JSON.stringify(options) ? known : emptyMemory(options)
}
