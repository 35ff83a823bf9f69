import { setMaxListeners } from 'node:events'
import { CATCH_UP_AFTER_MS, COALESCED_AFTER_MS, catchUpOf } from '../core/outbox/coalesce.ts'
import type { OutboxItem } from '../core/outbox/item.ts'
import type { OutboxCounts, Settlement, Taken } from '../store/outbox/outbox.ts'
import type { Store } from '../store/store.ts'
import { type AttemptContext, attemptOnce } from './deliver/attempt.ts'
import { createHands } from './deliver/hands.ts'
import { createSettling } from './deliver/settling.ts'
import { createTally, type Tally } from './deliver/tally.ts'

export interface DeliveringOptions extends Omit<AttemptContext, 'signal'> {
  readonly store: Pick<Store, 'outbox' | 'transaction'>
  /** Names this process among those that share the database. */
  readonly holder: string
  /** Nobody else works on this database: what a process before this one left behind is taken over at once. */
  readonly isAlone: boolean
  /** Ids of messages: nothing but these is handed over, and nothing else is tidied. Left out: everything is. */
  readonly only?: readonly string[]
  /** After every attempt that was written down. */
  readonly onAttempt: (settlement: Settlement, item: OutboxItem) => void
}

/** What is known of the telling, for metrics and for whoever asks whether it works. */
export interface DeliveryPicture extends Pick<Tally, 'attempts' | 'failing'> {
  /** As last counted; null before the first time. */
  counts(): OutboxCounts | null
  /** When the outbox was last looked into without an error; null before the first time. */
  lastTurnAt(): number | null
}

/** Hands over what is in the outbox, for as long as it runs. */
export interface Delivering extends DeliveryPicture {
  /** Something new may be in the outbox. */
  wake(): void
  /** What was in the way of some ways may be gone: everything that waits is looked at again. */
  hurry(): void
  /** Lets the attempts under way end within a few seconds, and gives back the rest. */
  stop(): Promise<void>
}

/** Longer than everything held can take: what is late for it is given back. */
const LEASE_MS = 5 * 60_000
const ATTEMPT_MS = 60_000
const HANDS = 48
const HANDS_ON_CHANNEL = 12
/** Taken ahead, so that no hand waits for the database. */
const MOST_HELD = 160
const MOST_HELD_ON_CHANNEL = 96
const FEW_HELD = 32
/** Another process may have put something in, or an administrator. */
const POLL_MS = 10_000
const TIDY_MS = 60_000
const AFTER_ERROR_MS = 2_000
const LAST_ATTEMPTS_MS = 5_000

export function startDelivering(options: DeliveringOptions): Delivering {
  const { store, clock, channels, isAffected, holder, only, onAttempt, onError } = options
  const { outbox } = store
  const tally = createTally()
  const settling = createSettling({ write: (all) => outbox.settle(all), clock, onError })
  const breakingOff = new AbortController()
  setMaxListeners(0, breakingOff.signal)
  const context: AttemptContext = { ...options, signal: breakingOff.signal }
  const known = { counts: null as OutboxCounts | null, turnAt: null as number | null, tidyAt: null as number | null }
  const want = { turn: false, hurry: false, stop: false, reclaim: options.isAlone }
  const leasedUntil = new WeakMap<Taken, number>()
  let turning: Promise<void> | null = null
  let cancel = () => {}

  const work = async (taken: Taken) => {
    if (clock.now() + ATTEMPT_MS > leasedUntil.get(taken)!) return outbox.giveBack([taken.n], holder).catch(onError)
    const settlement = await attemptOnce(taken, context)
    // A hand is free as soon as the letter is away: that is written down while the next one is on its way.
    void settling.add(settlement).then(() => {
      tally.count(settlement)
      onAttempt(settlement, taken.item)
      wake()
    })
  }
  const hands = createHands({ most: HANDS, mostOnChannel: HANDS_ON_CHANNEL, work, onFree: () => wake() })
  const roomOf = (channel: string) => MOST_HELD_ON_CHANNEL - hands.held(channel)

  /** Takes as much as there is room for; false where nothing more was due. */
  const takeSome = async (): Promise<boolean> => {
    const limit = MOST_HELD - hands.held()
    if (hands.held() > FEW_HELD) return false
    const at = clock.now()
    const busy = [...channels.keys()].filter((channel) => roomOf(channel) <= 0)
    const untilAt = at + LEASE_MS
    const taken = await outbox.take({
      ...{ holder, at, untilAt, limit, busy, roomOf, ...(only && { only }) },
      isAffected: ({ channel }) => isAffected(channel),
    })
    for (const one of taken) leasedUntil.set(one, untilAt)
    hands.add(taken)
    return taken.length > 0
  }

  const tidy = async () => {
    const now = clock.now()
    known.tidyAt = now
    await outbox.merge(now - COALESCED_AFTER_MS)
    await catchUp(options, now)
    known.counts = await outbox.counts()
  }

  /** Gives when to look again at the latest. */
  const turn = async (): Promise<number> => {
    if (want.reclaim) await outbox.reclaim(null, clock.now())
    want.reclaim = false
    if (want.hurry) await outbox.hurry(clock.now())
    want.hurry = false
    if (!only && (known.tidyAt === null || clock.now() - known.tidyAt >= TIDY_MS)) await tidy()
    while (!want.stop && (await takeSome())) {}
    known.turnAt = clock.now()
    // Whoever has its hands full is called when one of them is free.
    if (hands.held() > 0) return POLL_MS
    known.counts = await outbox.counts()
    const dueAt = await outbox.nextDueAt()
    return dueAt === null ? POLL_MS : Math.min(POLL_MS, Math.max(50, dueAt - clock.now()))
  }

  const run = async () => {
    let waitMs: number
    do {
      want.turn = false
      waitMs = await turn().catch((error: unknown) => {
        onError(error)
        want.turn = false
        return AFTER_ERROR_MS
      })
    } while (want.turn && !want.stop)
    turning = null
    if (!want.stop) cancel = clock.after(waitMs, wake)
  }

  const wake = () => {
    want.turn = true
    if (turning || want.stop) return
    cancel()
    turning = run()
  }
  wake()

  return {
    wake,
    hurry() {
      want.hurry = true
      wake()
    },
    counts: () => known.counts,
    lastTurnAt: () => known.turnAt,
    attempts: tally.attempts,
    failing: tally.failing,
    async stop() {
      want.stop = true
      cancel()
      await turning
      const left = hands.drain().map(({ n }) => n)
      if (left.length > 0) await outbox.giveBack(left, holder).catch(onError)
      const cut = clock.after(LAST_ATTEMPTS_MS, () => breakingOff.abort(new Error('stopping')))
      await hands.idle()
      cut()
      settling.close()
      await settling.idle()
    },
  }
}

/** Tells on the preferred ways what they could not tell at its time, once nothing else went there for a while. */
async function catchUp({ store, isAffected, zone }: DeliveringOptions, now: number): Promise<void> {
  for (const { recipient, locale, way, items } of await store.outbox.owed(100)) {
    if (isAffected(way.channel) || items.at(-1)!.endedAt + CATCH_UP_AFTER_MS > now) continue
    const owed = items.map(({ message }) => message)
    const message = catchUpOf(owed, now, zone)
    await store.transaction(async ({ outbox }) => {
      await outbox.put([{ message, recipient, locale, ways: [way], createdAt: now, expiresAt: null }])
      await outbox.forgive(items.map(({ n }) => n))
    })
  }
}
