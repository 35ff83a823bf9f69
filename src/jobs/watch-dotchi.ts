import type { Recipient } from '../core/alert/policy.ts'
import { type Sight, UNWATCHED, type Watch, watchAfter } from '../core/watch/watch.ts'
import { watchMessageOf } from '../core/watch/watch-message.ts'
import type { Clock } from '../platform/clock.ts'
import type { Send } from '../platform/sender.ts'
import type { Store } from '../store/store.ts'

export interface Seen {
  readonly sight: Sight
  /** The system's own word, or the status; null where there is nothing to add. */
  readonly detail: string | null
}

/** Looks once whether a Dotchi works: whether it answers, judges and tells. */
export async function lookAtDotchi(url: URL, send: Send): Promise<Seen> {
  const address = new URL(`${url.pathname.replace(/\/+$/, '')}/readyz`, url)
  const sent = await send({ url: address, method: 'GET', headers: { 'user-agent': 'Dotchi watch' } })
  if (sent.kind === 'unreachable') return { sight: 'silent', detail: sent.detail }
  const said = parseReadiness(sent.body)
  if (said === null) return { sight: 'silent', detail: `HTTP ${sent.status}` }
  if (sent.status !== 200 || said.status !== 'ok') return { sight: 'stale', detail: said.status }
  return { sight: said.telling === 'failing' ? 'mute' : 'well', detail: null }
}

/** What `/readyz` says; null where it is not a Dotchi's answer. */
function parseReadiness(body: string): { readonly status: string; readonly telling: string | null } | null {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null || !('status' in value)) return null
    const { status, telling } = value as { status: unknown; telling?: unknown }
    const isKnown = status === 'ok' || status === 'checking' || status === 'stale'
    return isKnown ? { status, telling: typeof telling === 'string' ? telling : null } : null
  } catch {
    return null
  }
}

export interface WatchingOptions {
  readonly url: URL
  readonly everyMs: number
  /** Trouble must hold so long before it is told. */
  readonly patienceMs: number
  readonly recipients: readonly Recipient[]
  readonly store: Pick<Store, 'settings' | 'transaction'>
  readonly clock: Clock
  readonly zone: string
  readonly send: Send
  readonly onSeen: (seen: Seen) => void
  /** Something was put into the outbox. */
  readonly onTold: () => void
  readonly onError: (error: unknown) => void
}

/** Watches another Dotchi, and puts into the outbox what is to be told of it. What was told outlives a restart. */
export function startWatching(options: WatchingOptions): { stop(): Promise<void> } {
  const { url, everyMs, patienceMs, recipients, store, clock, zone, send } = options
  const name = url.host + url.pathname.replace(/\/+$/, '')
  const setting = `watch:${name}`
  const stopping = new AbortController()
  let watch: Watch | null = null

  const look = async () => {
    const seen = await lookAtDotchi(url, send)
    options.onSeen(seen)
    watch ??= JSON.parse((await store.settings.get(setting)) ?? JSON.stringify(UNWATCHED)) as Watch
    const at = clock.now()
    const { watch: next, news } = watchAfter(watch, seen.sight, at, patienceMs)
    if (news) {
      const message = watchMessageOf(news, { name, url: url.href, at, zone })
      await store.transaction(async ({ settings, outbox }) => {
        await settings.set(setting, JSON.stringify(next))
        await outbox.put(
          recipients.map(({ id, locale, ways }) => ({
            message: { ...message, id: `${message.id}/${id}` },
            recipient: id,
            ...{ locale, ways, createdAt: at, expiresAt: null },
          })),
        )
      })
      options.onTold()
    }
    watch = next
  }
  const run = async () => {
    while (!stopping.signal.aborted) {
      // What was not written is tried again with the next look: `watch` moves on only when it is.
      await look().catch(options.onError)
      await clock.sleep(everyMs, stopping.signal).catch(() => {})
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort(new Error('stopping'))
      await running
    },
  }
}
