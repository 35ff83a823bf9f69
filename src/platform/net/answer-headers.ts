import { KEPT_HEADERS } from '../../core/observation.ts'
import { cleanText } from '../clean-text.ts'

type DistinctHeaders = NodeJS.Dict<string[]>

const HEADER_LENGTH = 256

/** All headers, lower-case names, repeated ones joined. */
export function headersOf(distinct: DistinctHeaders): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(distinct).map(([name, values]) => [name, (values ?? []).join(', ')]))
}

/** Those that an observation keeps, bounded. */
export function keptHeadersOf(distinct: DistinctHeaders): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = distinct[name]?.join(', ')
    if (value === undefined) continue
    kept[name] = cleanText(name === 'location' ? withoutQuery(value) : value, HEADER_LENGTH)
  }
  return kept
}

/** A redirect's query may carry a ticket. */
const withoutQuery = (location: string) => location.replace(/[?#].*$/s, '').replace(/\/\/[^/@]*@/, '//')

/**
 * The server's clock minus ours, milliseconds, or null where it does not tell. `Date` has whole seconds, so its middle
 * is taken; it was set some time between `sentAt` and `answeredAt`; `Age` says how long a cache has kept it.
 */
export function clockSkewOf(distinct: DistinctHeaders, sentAt: number, answeredAt: number): number | null {
  const date = distinct.date?.[0]
  if (date === undefined) return null
  const saidAt = Date.parse(date)
  if (Number.isNaN(saidAt)) return null
  const age = Number(distinct.age?.[0] ?? 0)
  const ageMs = Number.isFinite(age) && age > 0 ? age * 1000 : 0
  return Math.round(saidAt + 500 + ageMs - (sentAt + answeredAt) / 2)
}
