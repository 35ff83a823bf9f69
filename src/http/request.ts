import type { Mistake } from './problem.ts'

/** What a handler may know of a request. */
export interface Ask {
  /** Without the question mark; '' where there is none. */
  readonly query: string
  readonly acceptLanguage: string | undefined
}

/** A handler's way to say that it has no answer. */
export interface Refusal {
  readonly refused: 400 | 404
  readonly mistakes?: readonly Mistake[]
}

export const isRefusal = (value: object): value is Refusal => 'refused' in value

/** The first value of a name in the query; null where it is missing. Costs nothing when there is no query. */
export function queryOf(query: string): (name: string) => string | null {
  if (query === '') return () => null
  const parameters = new URLSearchParams(query)
  return (name) => parameters.get(name)
}
