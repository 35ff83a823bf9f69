import { type IncomingHttpHeaders, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'

export interface Visit {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface VisitOptions {
  /** The only authorities that the visitor believes. */
  readonly ca?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs?: number
}

/** One request on a connection of its own; what goes wrong is the system's code, or 'silent' after the time given. */
export function visit(url: string, options: VisitOptions = {}): Promise<Visit | string> {
  const { ca, method = 'GET', headers = {}, body, timeoutMs = 15_000 } = options
  const send = url.startsWith('https:') ? requestSecure : requestPlain
  return new Promise((done) => {
    const signal = AbortSignal.timeout(timeoutMs)
    const request = send(url, { method, headers, ca: ca ?? [], agent: false, signal }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      response.on('error', () => done('cut'))
    })
    request.on('error', (error: NodeJS.ErrnoException) =>
      done(signal.aborted ? 'silent' : (error.code ?? error.message)),
    )
    request.end(body)
  })
}

/** The same where an answer is needed to go on. */
export async function visited(url: string, options: VisitOptions = {}): Promise<Visit> {
  const answer = await visit(url, options)
  if (typeof answer === 'string') throw new Error(`${url}: ${answer}`)
  return answer
}
