import type { Agent } from '../core/agent.ts'
import type { Mistake } from './problem.ts'

/** What a handler may know of a request. */
export interface Ask {
  /** Without the question mark; '' where there is none. */
  readonly query: string
  readonly acceptLanguage: string | undefined
}

/** What a handler of a cold route may know besides. */
export interface ColdAsk extends Ask {
  /** By its lower-case name. */
  header(name: string): string | undefined
  /** What stands in the path in the place of `:name`; '' where the path has no such place. */
  param(name: string): string
  /** The address that the request came from; '' where nobody can tell. */
  readonly address: string
  /** The body as it was sent; a refusal as soon as it is larger than the route allows. */
  body(): Promise<Uint8Array | Refusal>
  /** The right of whoever asks, by the token they showed; null where they showed none that is good. */
  readonly right: 'admin' | 'desk' | null
  /** Who asks, on routes for agents. */
  readonly agent: Agent | null
}

/** A handler's way to say that it has no answer. */
export interface Refusal {
  readonly refused: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 502 | 503
  readonly mistakes?: readonly Mistake[]
  readonly headers?: Readonly<Record<string, string>>
}

export const isRefusal = (value: object): value is Refusal => 'refused' in value

/** The first value of a name in the query; null where it is missing. Costs nothing when there is no query. */
export function queryOf(query: string): (name: string) => string | null {
  if (query === '') return () => null
  const parameters = new URLSearchParams(query)
  return (name) => parameters.get(name)
}

/** Reads a body of at most so many bytes; one that says or shows that it is larger is refused without reading on. */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array | Refusal> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return { refused: 413 }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) return { refused: 413 }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
