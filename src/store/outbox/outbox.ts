import type { Message } from '../../core/alert/message.ts'
import type { Way } from '../../core/alert/policy.ts'
import type { Attempt, AttemptResult, OutboxItem } from '../../core/outbox/item.ts'
import type { Step } from '../../core/outbox/next-step.ts'

/** What is to be told, and what became of it. Messages are put in within the transaction that made them true. */
export interface Outbox {
  /** Puts items in; one whose message was in before is left out. Gives how many are new. */
  put(items: readonly OutboxItem[]): Promise<number>
  /** Makes one of the items of a thread that have been waiting for the same recipient since before `at`. Gives how many are spared. */
  merge(at: number): Promise<number>
  /**
   * Leases up to `limit` items that are due, the most severe first and within a thread in their order: nobody else gets
   * them until `untilAt`. What was leased and not settled in time counts as a lost attempt.
   */
  take(query: TakeQuery): Promise<readonly Taken[]>
  /** Keeps what became of attempts, all at once, and gives the items back. */
  settle(settlements: readonly Settlement[]): Promise<void>
  /** Gives back at once what this holder, or anybody where it is null, has leased: the attempts count as lost. */
  reclaim(holder: string | null, at: number): Promise<number>
  /** Gives back what this holder has leased and never began with. */
  giveBack(items: readonly number[], holder: string): Promise<void>
  /** When something is due next; null: nothing waits. */
  nextDueAt(): Promise<number | null>
  /** Looks again now at everything that waits: what was in the way may be gone. */
  hurry(at: number): Promise<void>
  /** What is owed on a way that could not be used, oldest first, at most so many groups of recipient and way. */
  owed(limit: number): Promise<readonly Owed[]>
  /** Nothing is owed for these any more. */
  forgive(items: readonly number[]): Promise<void>
  /** Newest first. */
  list(query: DeliveryQuery): Promise<readonly DeliveryRecord[]>
  /** Tries a dead letter afresh; false where there is no such one. */
  retry(n: number, at: number): Promise<boolean>
  counts(): Promise<OutboxCounts>
  /** Removes what ended before, with its attempts. Gives the items removed. */
  pruneBefore(at: number): Promise<number>
}

export interface TakeQuery {
  readonly holder: string
  readonly at: number
  readonly untilAt: number
  readonly limit: number
  /** Whether what a way needs does not work just now. */
  readonly isAffected: (way: Way) => boolean
  /** Channels whose hands are full: nothing is taken for them. */
  readonly busy: readonly string[]
  /** Ids of messages: nothing else is taken. Left out: everything is. */
  readonly only?: readonly string[]
  /** How many more a channel can do at once. */
  readonly roomOf: (channel: string) => number
}

export interface Taken {
  readonly n: number
  readonly item: OutboxItem
  readonly attempts: readonly Attempt[]
  /** The way to try now. */
  readonly way: number
  /** What this item stands for besides: it waited too long to be told by itself. Oldest first. */
  readonly merged: readonly Message[]
  /** What was told elsewhere and is owed on this way. Oldest first. */
  readonly owed: readonly { readonly n: number; readonly message: Message }[]
}

export interface Settlement {
  readonly n: number
  readonly attempt: Attempt & {
    readonly channel: string
    readonly tookMs: number
    readonly reason: string | null
    readonly detail: string | null
  }
  /** What comes next for the item. */
  readonly step: Step
  readonly endedAt: number
  /** The way that is owed the message, where `step` says so. */
  readonly owed: Way | null
  /** Items for which nothing is owed any more: this message told them. */
  readonly forgiven: readonly number[]
}

export interface Owed {
  readonly recipient: string
  readonly locale: OutboxItem['locale']
  readonly way: Way
  readonly items: readonly { readonly n: number; readonly message: Message; readonly endedAt: number }[]
}

export const ITEM_STATES = ['pending', 'sent', 'dead', 'merged'] as const
export type ItemState = (typeof ITEM_STATES)[number]

export interface DeliveryQuery {
  readonly state?: ItemState
  /** Id of the message. */
  readonly message?: string
  readonly limit?: number
  /** Only those with a smaller number: the next page. */
  readonly before?: number
}

/** An item with its whole story. */
export interface DeliveryRecord {
  readonly n: number
  readonly item: OutboxItem
  readonly state: ItemState
  /** The channel by which it was told, or why it was not; null while it waits. */
  readonly endedBy: string | null
  readonly endedAt: number | null
  /** When it is tried next; null where it is not. */
  readonly dueAt: number | null
  readonly isOwed: boolean
  readonly mergedInto: number | null
  readonly attempts: readonly {
    readonly way: number
    readonly channel: string
    readonly at: number
    readonly tookMs: number
    readonly result: AttemptResult
    readonly reason: string | null
    readonly detail: string | null
  }[]
}

export interface OutboxCounts {
  readonly pending: number
  readonly dead: number
  /** When the oldest of those that wait was put in. */
  readonly oldestPendingAt: number | null
}
