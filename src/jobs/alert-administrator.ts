import type { Message } from '../core/alert/message.ts'
import type { Locale } from '../core/locale.ts'
import { notifierOf } from '../notify/index.ts'
import type { ChannelContext, Delivery, OpenChannel } from '../notify/notifier.ts'
import type { SourceHealth } from '../sources/health.ts'
import type { Source } from '../sources/source.ts'
import { type SourceWatch, sourceAlertText, UNWATCHED, watchAfter } from '../sources/source-watch.ts'
import type { Settings } from '../store/store.ts'

/** One channel as it is configured; its options are those of its kind. */
export interface Channel {
  readonly kind: string
  readonly options: unknown
}

export interface AlertingOptions extends ChannelContext {
  readonly channels: readonly Channel[]
  readonly sources: readonly Pick<Source, 'id' | 'title'>[]
  /** Remembers who was told, so that nobody is told twice after a restart. */
  readonly settings: Pick<Settings, 'get' | 'set' | 'remove'>
  readonly locale: Locale
  readonly zone: string
  readonly onDelivery: (delivery: Delivery, facts: { readonly channel: string; readonly source: string }) => void
  readonly onError: (error: unknown) => void
}

/** Tells the administrator when a source stays unreadable, and once when it is readable again. */
export interface Alerting {
  /** After every reading. */
  hear(health: SourceHealth): void
  stop(): Promise<void>
}

const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 3_600_000

/** Telling one source's state by one channel: at most one attempt at a time. */
interface Line {
  readonly channel: Channel & { readonly open: OpenChannel }
  busy: boolean
  failures: number
  cancel: (() => void) | null
}

/** Starts it. What was told is compared with what is so: whatever is missed on the way, the next attempt says the latest. */
export function startAlerting(options: AlertingOptions): Alerting {
  const { sources, settings, clock, locale, zone, onError, onDelivery } = options
  const channels = options.channels.map((channel) => ({
    ...channel,
    open: notifierOf(channel.kind)!.open(channel.options, options),
  }))
  const stopping = new AbortController()
  const underWay = new Set<Promise<void>>()
  const watches = new Map<string, SourceWatch>()
  const latest = new Map<string, SourceHealth>()
  const lines = new Map(
    sources.map(({ id }) => [
      id,
      channels.map((channel): Line => ({ channel, busy: false, failures: 0, cancel: null })),
    ]),
  )

  const tell = async (source: Pick<Source, 'id' | 'title'>, line: Line): Promise<Delivery['kind'] | null> => {
    const { kind } = line.channel
    const key = `alerted:${kind}:${source.id}`
    const told = await settings.get(key)
    const lasting = watches.get(source.id)?.lasting ?? null
    if (lasting === null || (lasting === 'unreadable') === (told !== null)) return null
    const now = clock.now()
    // The same name for every attempt to say the same.
    const since = lasting === 'unreadable' ? (watches.get(source.id)?.sinceAt ?? now) : told
    const message = messageOf(source, latest.get(source.id)!, {
      now,
      zone,
      id: `dotchi-${source.id}-${lasting}-${since}`,
    })
    const letter = { message, to: recipientOf(line.channel), locale, unsubscribeUrl: null, signal: stopping.signal }
    const delivery = await line.channel.open.deliver(letter)
    if (stopping.signal.aborted && delivery.kind !== 'sent') return null
    onDelivery(delivery, { channel: kind, source: source.id })
    if (delivery.kind !== 'retry')
      await (lasting === 'unreadable' ? settings.set(key, String(now)) : settings.remove(key))
    return delivery.kind
  }

  const attend = (source: Pick<Source, 'id' | 'title'>, line: Line) => {
    if (line.busy || line.cancel || stopping.signal.aborted) return
    line.busy = true
    const done: Promise<void> = tell(source, line)
      .catch((error): 'retry' => {
        onError(error)
        return 'retry'
      })
      .then((ended) => {
        line.busy = false
        line.failures = ended === 'retry' ? line.failures + 1 : 0
        if (stopping.signal.aborted || ended === null) return
        // After a message, too: meanwhile the opposite may have become true.
        const waitMs = ended === 'retry' ? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (line.failures - 1)) : 0
        line.cancel = clock.after(waitMs, () => {
          line.cancel = null
          attend(source, line)
        })
      })
      .finally(() => underWay.delete(done))
    underWay.add(done)
  }

  return {
    hear(health) {
      const source = sources.find(({ id }) => id === health.source)
      if (!source) return
      watches.set(source.id, watchAfter(watches.get(source.id) ?? UNWATCHED, health, clock.now()))
      latest.set(source.id, health)
      for (const line of lines.get(source.id) ?? []) attend(source, line)
    },
    async stop() {
      stopping.abort(new Error('stopping'))
      for (const line of [...lines.values()].flat()) line.cancel?.()
      await Promise.all(underWay)
      await Promise.all(channels.map(({ open }) => open.close()))
    },
  }
}

/** Whom the configuration names beside the options of the channel. */
function recipientOf({ options }: Channel): string | null {
  const { to } = options as { readonly to?: readonly string[] }
  return to?.[0] ?? null
}

function messageOf(
  source: Pick<Source, 'id' | 'title'>,
  health: SourceHealth,
  { id, now, zone }: { readonly id: string; readonly now: number; readonly zone: string },
): Message {
  const { subject, body } = sourceAlertText(source, health, zone)
  const isUnreadable = health.state === 'unreadable'
  return {
    ...{ id, thread: `source-${source.id}`, kind: isUnreadable ? 'source-unreadable' : 'source-readable' },
    ...{ severity: isUnreadable ? 'warning' : 'info', phase: isUnreadable ? 'begin' : 'end', isDrill: false, at: now },
    ...{ headline: subject, lead: body, facts: [], advice: [], links: [] },
  }
}
