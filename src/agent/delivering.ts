import type { RoundReceipt } from '../core/agent.ts'
import type { Chance } from '../platform/chance.ts'
import type { Clock } from '../platform/clock.ts'
import type { Delivered, Link, LinkFailure } from './link.ts'
import type { Spool } from './spool.ts'

export interface DeliveringOptions {
  readonly clock: Clock
  readonly chance: Chance
  readonly spool: Spool
  readonly deliver: (rounds: Parameters<Link['deliver']>[1]) => Promise<Delivered | LinkFailure>
  readonly onDelivered: (delivered: Delivered) => void
  readonly onFailure: (failure: LinkFailure) => void
  /** A round that the server will never take was given up. */
  readonly onGivenUp: (sequence: string, failure: LinkFailure) => void
  /** A mistake of ours, or a disk that fails: told, and tried again. */
  readonly onError: (error: unknown) => void
}

/** Brings what is in the spool to the server, and does not let go. */
export interface Delivering {
  /** There is something new in the spool. */
  wake(): void
  /** Lets the delivery under way end. */
  stop(): Promise<void>
}

const MOST_ROUNDS = 50
/** Before packing; packed it is about a tenth. */
const MOST_BYTES = 4_000_000
const FIRST_WAIT_MS = 1_000
/** Not longer: people wait for the answer of this office. */
const LONGEST_WAIT_MS = 60_000
/** A token that is refused is asked for again now and then: the server may have had its old database back. */
const REFUSED_WAIT_MS = 600_000

/** Sends what is in the spool until it is stopped; waits longer after each failure. */
export function startDelivering(options: DeliveringOptions): Delivering {
  const { clock, chance, spool } = options
  let stopped = false
  let failures = 0
  let most = MOST_ROUNDS
  let underWay: Promise<void> | null = null
  let cancelWait: (() => void) | null = null

  const begin = () => {
    cancelWait = null
    if (stopped || underWay || spool.rounds === 0) return
    underWay = step()
      .catch((error: unknown) => {
        options.onError(error)
        return LONGEST_WAIT_MS
      })
      .then((waitMs) => {
        underWay = null
        if (!stopped && spool.rounds > 0) cancelWait = clock.after(waitMs, begin)
      })
  }

  /** One delivery; gives how long to wait before the next one. */
  const step = async (): Promise<number> => {
    const rounds = spool.next({ rounds: most, bytes: MOST_BYTES })
    if (rounds.length === 0) return 0
    const answer = await options.deliver(rounds)
    if (answer.kind === 'delivered') {
      failures = 0
      most = Math.min(MOST_ROUNDS, most * 2)
      spool.forget(takenOf(answer.receipts))
      options.onDelivered(answer)
      return answer.receipts.length > 0 ? 0 : LONGEST_WAIT_MS
    }
    options.onFailure(answer)
    if (answer.reason === 'too-large' || answer.reason === 'rejected') {
      if (rounds.length === 1) {
        const { sequence } = rounds[0]!
        spool.forget([sequence])
        options.onGivenUp(sequence, answer)
      }
      // One bad round must not hold up the others: it is found by sending fewer and fewer.
      most = Math.max(1, Math.floor(rounds.length / 2))
    }
    return waitAfter(answer)
  }

  const waitAfter = ({ reason, retryAt }: LinkFailure): number => {
    failures += 1
    const longest = reason === 'bad-token' ? REFUSED_WAIT_MS : LONGEST_WAIT_MS
    const waitMs = Math.min(longest, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 12))
    // Many agents that lost the same server must not all come back at the same moment.
    const spread = waitMs * (0.5 + chance() / 2)
    return Math.max(spread, retryAt === null ? 0 : retryAt - clock.now())
  }

  return {
    wake() {
      if (!cancelWait) begin()
    },
    async stop() {
      stopped = true
      cancelWait?.()
      await underWay
    },
  }
}

/** Whatever the server says of them: kept, known before or refused for good, they need not be sent again. */
const takenOf = (receipts: readonly RoundReceipt[]): readonly string[] => receipts.map(({ sequence }) => sequence)
