import type { Clock } from '../platform/clock.ts'
import type { Send } from '../platform/sender.ts'

/** What keeps Dotchi from doing what it is there for. */
export const STANDSTILLS = [
  'no-verdict', // none is fresh: nobody looks, or nobody judges
  'not-kept', // the database takes nothing
  'outbox-stopped', // nobody looks into the outbox
  'not-delivered', // messages wait far too long, or no channel works
] as const
export type Standstill = (typeof STANDSTILLS)[number]

export interface HeartbeatOptions {
  readonly url: string
  readonly everyMs: number
  readonly clock: Clock
  readonly send: Send
  /** Empty: all works. */
  readonly standstills: () => readonly Standstill[]
  /** What became of each: an HTTP status, or the system's word where no answer came. */
  readonly onSent: (facts: { readonly isWell: boolean; readonly answer: number | string }) => void
}

/** An address that is asked for while all is well raises the alarm by itself when it no longer is. */
const FIRST_MS = 5_000

/**
 * Asks for the address again and again while all works, and for the same with `/fail` at its end while it does not (as
 * healthchecks.io has it). One that cannot be reached is no trouble of ours: whoever waits there will say so.
 */
export function startHeartbeat({ url, everyMs, clock, send, standstills, onSent }: HeartbeatOptions): {
  stop(): Promise<void>
} {
  let stopped = false
  let cancel = () => {}
  let beating = Promise.resolve()
  const beat = async () => {
    const reasons = standstills()
    const isWell = reasons.length === 0
    const address = isWell ? new URL(url) : failureUrlOf(url)
    const sent = await send({ url: address, method: 'GET', headers: { 'user-agent': 'Dotchi' } })
    onSent({ isWell, answer: sent.kind === 'answered' ? sent.status : sent.detail })
  }
  const schedule = (ms: number) => {
    if (stopped) return
    cancel = clock.after(ms, () => {
      beating = beat().finally(() => schedule(everyMs))
    })
  }
  schedule(Math.min(FIRST_MS, everyMs))
  return {
    async stop() {
      stopped = true
      cancel()
      await beating
    },
  }
}

function failureUrlOf(url: string): URL {
  const address = new URL(url)
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/fail`
  return address
}
