import type { Message } from '../../core/alert/message.ts'
import type { DependsOn } from '../../core/outbox/affected.ts'
import { withEarlier } from '../../core/outbox/coalesce.ts'
import type { Attempt } from '../../core/outbox/item.ts'
import { nextStep } from '../../core/outbox/next-step.ts'
import { retryAtOf } from '../../core/outbox/patience.ts'
import type { Delivery, Letter, OpenChannel } from '../../notify/notifier.ts'
import type { Chance } from '../../platform/chance.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Settlement, Taken } from '../../store/outbox/outbox.ts'

/** A channel as it is configured, ready to send. */
export interface WorkingChannel {
  readonly kind: string
  readonly dependsOn: DependsOn
  readonly open: OpenChannel
}

export interface AttemptContext {
  readonly channels: ReadonlyMap<string, WorkingChannel>
  readonly clock: Clock
  readonly chance: Chance
  readonly zone: string
  readonly isAffected: (channel: string) => boolean
  /** Where a recipient ends being told; null for those whom the configuration names. */
  readonly unsubscribeUrlOf: (recipient: string) => string | null
  /** Aborted when the process must end. */
  readonly signal: AbortSignal
  /** A channel that throws is our own mistake. */
  readonly onError: (error: unknown) => void
}

/** Past this nobody waits for a channel any more, whatever it says of its own deadline. */
const ATTEMPT_MS = 60_000

/** `retry` and `rejected` as the channel said; `lost`: broken off by our own end. */
type Ended = Delivery | { readonly kind: 'lost' }

/** One attempt, from the letter to what comes next. */
export async function attemptOnce(taken: Taken, context: AttemptContext): Promise<Settlement> {
  const { clock, chance, isAffected } = context
  const { n, item, attempts, way } = taken
  const { channel } = item.ways[way]!
  const at = clock.now()
  const beganAt = clock.monotonic()
  const ended = await handedOver(letterOf(taken, context), context.channels.get(channel), context)
  const endedAt = clock.now()
  const result = ended.kind
  const before = attempts.filter((earlier) => earlier.way === way)
  const retryAfterMs = ended.kind === 'retry' ? ended.retryAfterMs : null
  const retryAt = retryAtOf({ result, at: endedAt, retryAfterMs, before, chance: chance() })
  const attempt: Attempt = { way, at, result, retryAt }
  const step = nextStep(item, [...attempts, attempt], (index) => isAffected(item.ways[index]!.channel), endedAt)
  const why = ended.kind === 'retry' || ended.kind === 'rejected' ? ended : null
  return {
    n,
    attempt: {
      ...attempt,
      channel,
      tookMs: clock.monotonic() - beganAt,
      reason: why?.reason ?? null,
      detail: why?.detail ?? null,
    },
    step,
    endedAt,
    owed: step.kind === 'done' && step.owes !== null ? item.ways[step.owes]! : null,
    forgiven: result === 'sent' ? taken.owed.map((one) => one.n) : [],
  }
}

function letterOf(
  { item, way, merged, owed }: Taken,
  { zone, unsubscribeUrlOf }: AttemptContext,
): Omit<Letter, 'signal'> {
  const earlier: Message[] = [...owed.map(({ message }) => message), ...merged]
  return {
    message: withEarlier(
      item.message,
      earlier.sort((a, b) => a.at - b.at),
      zone,
    ),
    to: item.ways[way]!.to,
    locale: item.locale,
    unsubscribeUrl: unsubscribeUrlOf(item.recipient),
  }
}

async function handedOver(
  letter: Omit<Letter, 'signal'>,
  channel: WorkingChannel | undefined,
  { clock, signal, onError }: AttemptContext,
): Promise<Ended> {
  // It was taken out of the configuration while this waited: there may be another way.
  if (!channel) return { kind: 'rejected', reason: 'refused', detail: 'no such channel any more' }
  const giveUp = new AbortController()
  const cancel = clock.after(ATTEMPT_MS, () => giveUp.abort(new Error('deadline')))
  // Not by AbortSignal.any: one signal lives as long as the process, and would remember every letter.
  const stop = () => giveUp.abort(new Error('stopping'))
  if (signal.aborted) stop()
  signal.addEventListener('abort', stop)
  const ended = new Promise<Ended>((resolve) => {
    const end = () =>
      resolve(
        signal.aborted
          ? { kind: 'lost' }
          : { kind: 'retry', reason: 'timeout', detail: 'no end within a minute', retryAfterMs: null },
      )
    if (giveUp.signal.aborted) end()
    giveUp.signal.addEventListener('abort', end, { once: true })
  })
  const delivered = channel.open.deliver({ ...letter, signal: giveUp.signal }).catch((error): Ended => {
    onError(error)
    return {
      kind: 'retry',
      reason: 'unreachable',
      detail: 'the channel failed by a mistake of Dotchi',
      retryAfterMs: null,
    }
  })
  try {
    const first = await Promise.race([delivered, ended])
    // An attempt that ends together with the process may have arrived all the same.
    return signal.aborted && first.kind === 'retry' ? { kind: 'lost' } : first
  } finally {
    cancel()
    signal.removeEventListener('abort', stop)
  }
}
