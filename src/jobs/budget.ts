import { sourceKindOf } from '../sources/index.ts'
import type { Source } from '../sources/source.ts'
import type { Store } from '../store/store.ts'

export interface BudgetOptions {
  readonly store: Pick<Store, 'transaction'>
  readonly now: () => number
}

/**
 * Builds the guard of the purse: before each reading that costs something, the most that it can cost is written down as
 * spent, in one transaction, and only then is it allowed. Nothing is given back, so that neither a crash nor a second
 * process can spend more than was allowed.
 */
export function createBudget({ store, now }: BudgetOptions): (source: Source) => Promise<boolean> {
  return async (source) => {
    const price = sourceKindOf(source.kind)?.price?.(source.options)
    if (!price) return true
    const month = new Date(now()).toISOString().slice(0, 7)
    const name = `budget:${source.id}`
    return store.transaction(async ({ settings }) => {
      const spent = spentIn(await settings.get(name), month)
      if (spent === null || spent + price.perReading > price.perMonth) return false
      await settings.set(name, `${month} ${spent + price.perReading}`)
      return true
    })
  }
}

/** Thousandths of a dollar spent in this month; null where the note cannot be read: then nothing may be spent. */
function spentIn(note: string | null, month: string): number | null {
  if (note === null) return 0
  const [, noted, spent] = /^(\d{4}-\d\d) (\d{1,12})$/.exec(note) ?? []
  if (noted === undefined || noted > month) return null
  return noted === month ? Number(spent) : 0
}
