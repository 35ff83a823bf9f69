import type { Observation } from '../core/observation.ts'
import type { Store } from '../store/store.ts'

/** What others saw and the judge has not weighed yet: each look once, in the order of time within its series. */
export interface Arrivals {
  /** Takes looks in; those that are not newer than what came before of their series are left out. */
  add(looks: readonly Observation[]): void
  /** Hands everything out that came since the last time. */
  drain(): readonly Observation[]
  /** Lets everything go: another process weighs it, and what it did not weigh is collected again. */
  forget(): void
  /** Takes in what other processes kept in the database that they share with this one. */
  collect(store: Pick<Store, 'observations'>, query: { readonly sinceAt: number; readonly own: string }): Promise<void>
}

const seriesOf = (o: Observation) => [o.vantage, o.target, o.kind, o.via, o.resolver, o.family].join('|')

/** Sorts what comes in late and out of order: of each series only what is newer than the last one counts as news. */
export function createArrivals(): Arrivals {
  const newest = new Map<string, number>()
  let waiting: Observation[] = []
  const add = (looks: readonly Observation[]) => {
    for (const look of looks.toSorted((a, b) => a.at - b.at)) {
      const series = seriesOf(look)
      if (look.at <= (newest.get(series) ?? Number.NEGATIVE_INFINITY)) continue
      newest.set(series, look.at)
      waiting.push(look)
    }
  }
  return {
    add,
    drain() {
      const looks = waiting
      waiting = []
      return looks
    },
    forget() {
      waiting = []
      newest.clear()
    },
    async collect(store, { sinceAt, own }) {
      const looks = await store.observations.latest({ sinceAt })
      add(looks.filter(({ vantage }) => vantage !== own))
    },
  }
}
