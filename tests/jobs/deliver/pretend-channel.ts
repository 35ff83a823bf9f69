import type { WorkingChannel } from '../../../src/jobs/deliver/attempt.ts'
import type { Delivery, Letter } from '../../../src/notify/notifier.ts'
import type { Clock } from '../../../src/platform/clock.ts'

export const SENT: Delivery = { kind: 'sent' }
export const busyFor = (retryAfterMs: number | null): Delivery => ({
  ...{ kind: 'retry', reason: 'busy', detail: 'come again' },
  retryAfterMs,
})
export const REFUSED: Delivery = { kind: 'rejected', reason: 'gone', detail: 'nobody here' }

/** A channel that does as a test tells it, and remembers every letter it was handed. */
export interface PretendChannel extends WorkingChannel {
  readonly letters: { readonly at: number; readonly letter: Letter; readonly delivery: Delivery }[]
  /** What the next letters come to; then `usual`. */
  readonly answers: Delivery[]
  usual: Delivery
  /** How long it takes. */
  tookMs: number
  /** The most letters that it had in hand at once. */
  most: number
}

export function createPretendChannel(
  clock: Clock,
  kind = 'pretend',
  dependsOn: WorkingChannel['dependsOn'] = null,
): PretendChannel {
  let inHand = 0
  const channel: PretendChannel = {
    ...{ kind, dependsOn, letters: [], answers: [], usual: SENT, tookMs: 0, most: 0 },
    open: {
      async deliver(letter) {
        inHand += 1
        channel.most = Math.max(channel.most, inHand)
        const delivery = channel.answers.shift() ?? channel.usual
        if (channel.tookMs > 0) await clock.sleep(channel.tookMs)
        inHand -= 1
        channel.letters.push({ at: clock.now(), letter, delivery })
        return delivery
      },
      close: async () => {},
    },
  }
  return channel
}
