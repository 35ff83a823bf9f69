import type { Rollup } from '../../store/store.ts'

/** What the looks of five minutes say. `mixed`: some passed and some failed. `blind`: the controls failed as well. */
export type Cell = 'passed' | 'failed' | 'mixed' | 'blind' | 'none'

export interface Strip {
  /** Id of the target; null: all targets of LINE WORKS together. */
  readonly target: string | null
  /** Oldest first. */
  readonly cells: readonly Cell[]
  readonly passed: number
  readonly failed: number
}

/** The last hour at one vantage: all of LINE WORKS first, then every target that was looked at, trouble first. */
export interface OfficeHour {
  readonly vantage: string
  readonly whole: Strip
  readonly targets: readonly Strip[]
}

export const CELLS = 12
const CELL_MS = 5 * 60_000
export const HOUR_MS = CELLS * CELL_MS

/** The hour up to `now`, out of the counts per minute. */
export function hourOf(rollups: readonly Rollup[], now: number): readonly OfficeHour[] {
  const fromAt = startOfHour(now)
  const lately = rollups.filter(({ at }) => at >= fromAt && at < fromAt + HOUR_MS)
  return [...Map.groupBy(lately, ({ vantage }) => vantage)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([vantage, own]) => ({
      vantage,
      whole: stripOf(
        null,
        own.filter(({ role }) => role === 'service'),
        fromAt,
      ),
      targets: [...Map.groupBy(own, ({ target }) => target)]
        .map(([target, looks]) => stripOf(target, looks, fromAt))
        .toSorted((a, b) => b.failed - a.failed || (a.target! < b.target! ? -1 : 1)),
    }))
}

/** The hour ends with the five minutes that are under way. */
export const startOfHour = (now: number): number => (Math.floor(now / CELL_MS) + 1) * CELL_MS - HOUR_MS

function stripOf(target: string | null, looks: readonly Rollup[], fromAt: number): Strip {
  const sumOf = (some: readonly Rollup[], key: 'passed' | 'failed' | 'inconclusive') =>
    some.reduce((sum, look) => sum + look[key], 0)
  const cells = Array.from({ length: CELLS }, (_, index): Cell => {
    const start = fromAt + index * CELL_MS
    const within = looks.filter(({ at }) => at >= start && at < start + CELL_MS)
    const [passed, failed] = [sumOf(within, 'passed'), sumOf(within, 'failed')]
    if (passed > 0 && failed > 0) return 'mixed'
    if (failed > 0) return 'failed'
    if (passed > 0) return 'passed'
    return sumOf(within, 'inconclusive') > 0 ? 'blind' : 'none'
  })
  return { target, cells, passed: sumOf(looks, 'passed'), failed: sumOf(looks, 'failed') }
}
