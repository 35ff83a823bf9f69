import { cleanText } from '../platform/clean-text.ts'
import { type Fetched, type Fetcher, type FetchRequest, failed } from '../platform/fetch/fetched.ts'
import type { SessionRule } from './source.ts'

/** The keys that were handed out, by source: in memory only, and gone with the process. */
export type Sessions = Map<string, Readonly<Record<string, string>>>

interface SessionOptions {
  readonly source: string
  readonly rule: SessionRule<unknown>
  readonly options: unknown
  readonly sessions: Sessions
}

/**
 * A fetcher that sends the key of a session along, to the origin that handed it out only. It opens the session where there
 * is none, and once more where its key is no longer taken.
 */
export function withSession(fetcher: Fetcher, { source, rule, options, sessions }: SessionOptions): Fetcher {
  const opening = rule.opening(options)
  const origin = new URL(opening.url).origin

  const open = async (signal: AbortSignal | undefined): Promise<Extract<Fetched, { kind: 'failed' }> | null> => {
    sessions.delete(source)
    const answer = await fetcher.fetch({ ...opening, ...(signal ? { signal } : {}) })
    // What the server says here may repeat the password: it is not kept.
    if (answer.kind === 'failed') return { ...answer, detail: cleanText(`login: ${answer.reason}`, 200), body: '' }
    const headers = rule.headersFrom(answer.document)
    if (headers === null) return failed('not-http', 'login: no key in the answer')
    sessions.set(source, headers)
    return null
  }
  const ask = (request: FetchRequest) =>
    fetcher.fetch({ ...request, headers: { ...request.headers, ...sessions.get(source) } })

  return {
    fetch: async (request) => {
      if (URL.parse(request.url)?.origin !== origin) return fetcher.fetch(request)
      const isNew = !sessions.has(source)
      const refused = isNew ? await open(request.signal) : null
      if (refused) return refused
      const fetched = await ask(request)
      if (fetched.kind === 'document' || !rule.isExpired(fetched)) return fetched
      if (isNew) {
        sessions.delete(source)
        return fetched
      }
      return (await open(request.signal)) ?? ask(request)
    },
  }
}
