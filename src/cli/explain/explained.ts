import { explain } from '../../core/explanation.ts'
import { explanationJsonOf } from '../../core/explanation-json.ts'
import type { Text } from '../../core/locale.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Send } from '../../platform/sender.ts'
import { openStore } from '../../store/open.ts'

/** An explanation as API and database give it, in one shape. */
export type Explained = ReturnType<typeof explanationJsonOf>

export type ExplainedOr =
  | { readonly kind: 'explained'; readonly explained: Explained }
  /** Nothing was judged by then, or the office is not in it. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'failed'; readonly text: Text }

export interface Question {
  /** Null: now. */
  readonly at: number | null
  readonly site: string | null
  readonly zone: string
}

/** Out of the database. Throws a `StoreProblem`. */
export async function explainedByStore(url: string, { at, site, zone }: Question, clock: Clock): Promise<ExplainedOr> {
  const store = await openStore({ url, clock })
  try {
    const askedAt = at ?? clock.now()
    const verdict = await store.verdicts.at(askedAt)
    const changes = await store.verdicts.transitions({ fromAt: 0, toAt: askedAt + 1 })
    const explanation = verdict && explain(verdict, { site, changes })
    if (!explanation) return { kind: 'nothing' }
    return { kind: 'explained', explained: explanationJsonOf(explanation, askedAt, zone) }
  } finally {
    await store.close()
  }
}

/** From a running server. */
export async function explainedByServer(server: URL, { at, site }: Question, send: Send): Promise<ExplainedOr> {
  const url = new URL('api/v1/explain', server.href.endsWith('/') ? server : `${server}/`)
  if (at !== null) url.searchParams.set('at', new Date(at).toISOString())
  if (site !== null) url.searchParams.set('site', site)
  const sent = await send({ url, method: 'GET', headers: { accept: 'application/json' } })
  if (sent.kind === 'unreachable')
    return failed(`サーバーに接続できません（${sent.detail}）`, `the server cannot be reached (${sent.detail})`)
  const isJson = /^application\/(problem\+)?json\b/.test(sent.headers['content-type'] ?? '')
  if (sent.status === 404 && isJson) return { kind: 'nothing' }
  if (sent.status !== 200 || !isJson)
    return failed(
      `サーバーから説明を得られません（HTTP ${sent.status}）`,
      `the server does not explain (HTTP ${sent.status})`,
    )
  const explained = explainedFrom(sent.body)
  return explained
    ? { kind: 'explained', explained }
    : failed('サーバーの応答を読めません', 'the answer of the server cannot be read')
}

const failed = (ja: string, en: string): ExplainedOr => ({ kind: 'failed', text: { ja, en } })

/** As much of its form as is needed to tell it; it comes from a server that was named by the user. */
function explainedFrom(body: string): Explained | null {
  try {
    const raw: unknown = JSON.parse(body)
    const isOurs =
      typeof raw === 'object' && raw !== null && 'steps' in raw && Array.isArray(raw.steps) && 'outlook' in raw
    return isOurs ? (raw as Explained) : null
  } catch {
    return null
  }
}
