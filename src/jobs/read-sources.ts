import type { Notice } from '../core/notice.ts'
import type { PostSignal } from '../core/report.ts'
import { phaseOf } from '../core/round-plan.ts'
import type { Clock } from '../platform/clock.ts'
import type { Fetcher } from '../platform/fetch/fetched.ts'
import type { Snapshots } from '../platform/snapshots.ts'
import { attemptOf } from '../sources/attempt.ts'
import { healthAfter, healthFrom, type SourceHealth, unreadHealth } from '../sources/health.ts'
import { sourceKindOf } from '../sources/index.ts'
import { stillMatters } from '../sources/matters.ts'
import type { NoticeBoard } from '../sources/notice-board.ts'
import type { PostSieve } from '../sources/post-sieve.ts'
import { readSource, type SourceReading } from '../sources/read-source.ts'
import type { Sessions } from '../sources/session.ts'
import type { NoticeItem, PostItem, Source } from '../sources/source.ts'
import type { Store } from '../store/store.ts'
import { withdrawalsAt } from './withdrawals.ts'

export interface ReadingOptions {
  readonly sources: readonly Source[]
  readonly fetcher: Fetcher
  readonly store: Pick<Store, 'notices' | 'sources'>
  readonly board: NoticeBoard
  readonly sieve: PostSieve
  readonly clock: Clock
  /** Whether this process is the one that reads, where several share a database. */
  readonly isMine: () => Promise<boolean>
  readonly snapshots: Snapshots | null
  /** Asked before each reading that costs something; false keeps it from being done. */
  readonly mayAsk?: (source: Source) => Promise<boolean>
  /** A source became readable or unreadable, or unreadable for another reason. */
  readonly onHealth: (health: SourceHealth, before: SourceHealth) => void
  /** After every reading by this process. */
  readonly onReading?: (health: SourceHealth) => void
  readonly onError: (error: unknown) => void
}

/** The reading of what is announced and posted, as it goes on by itself. */
export interface Reading {
  /** What is new since the last call, for the judge. */
  take(): { readonly notices: readonly Notice[]; readonly posts: readonly PostSignal[] }
  /** What was announced and still matters, newest first. */
  notices(): readonly Notice[]
  /** In the order of the configuration. */
  health(): readonly SourceHealth[]
  /** Makes a notice from outside the sources (an administrator's own) known at once. */
  announce(notice: Notice): Promise<void>
  /** Lets what is under way end. */
  stop(): Promise<void>
}

/** The first readings come soon and one after the other. */
const FIRST_SPREAD_MS = 3_000
/** A reading comes up to this share of its interval later: nobody is asked on the full minute. */
const JITTER = 0.1
const LONGEST_BACK_OFF_MS = 30 * 60_000
const FAILURES_UNTIL_LONGEST = 5
const REFRESH_MS = 60_000

/** Starts to read every source at its own interval, until `stop`. */
export async function startReading(options: ReadingOptions): Promise<Reading> {
  const { sources, store, clock, onError } = options
  const stopping = new AbortController()
  const sessions: Sessions = new Map()
  const underWay = new Set<Promise<void>>()
  const cancels = new Map<string, () => void>()
  const stored = new Map((await store.sources.all()).map((state) => [state.source, healthFrom(state)]))
  const health = new Map(sources.map(({ id }) => [id, stored.get(id) ?? unreadHealth(id)]))
  let current: readonly Notice[] = await store.notices.recent({ limit: 500 })
  let news: Notice[] = []
  let posts: PostSignal[] = []
  /** What a busy database did not take; it is offered again with the next reading. */
  let unsaved: Notice[] = []

  const refresh = async () => {
    current = await store.notices.recent({ limit: 500 })
  }
  const publish = async (notices: readonly Notice[]) => {
    news.push(...notices.filter((notice) => !notice.correlated))
    unsaved.push(...notices)
    if (unsaved.length === 0) return
    await store.notices.upsert(unsaved)
    unsaved = []
    await refresh()
  }

  const understand = async (
    source: Source,
    reading: Extract<SourceReading, { kind: 'readable' }>,
  ): Promise<boolean> => {
    const announced = reading.items.filter((item): item is NoticeItem => item.kind === 'notice')
    const changed = await options.board.take(announced, source, clock.now())
    await publish(changed)
    const gone = isWholeList(source, reading)
      ? await withdrawalsAt(announced, source, { ...options, now: clock.now, signal: stopping.signal })
      : []
    await publish(gone)
    const written = reading.items.filter((item): item is PostItem => item.kind === 'post')
    const signals = options.sieve.take(written, placeOf(source), clock.now())
    posts.push(...signals)
    return changed.length + gone.length + signals.length > 0
  }

  const readOnce = async (source: Source): Promise<SourceReading> => {
    if (!(options.mayAsk ? await options.mayAsk(source) : true))
      return { kind: 'unreadable', reason: 'budget', detail: '', retryAt: null, body: '' }
    return readSource(source, options.fetcher, stopping.signal, sessions)
  }

  const attend = async (source: Source): Promise<SourceReading> => {
    const reading = await readOnce(source)
    const before = health.get(source.id) ?? unreadHealth(source.id)
    const hasChanged = reading.kind === 'readable' ? await understand(source, reading) : false
    const after = healthAfter(before, attemptOf(reading, sourceKindOf(source.kind)!, before, hasChanged), clock.now())
    health.set(source.id, after)
    if (after.state !== before.state || after.reason !== before.reason) {
      options.onHealth(after, before)
      if (reading.kind === 'unreadable') await options.snapshots?.keep(source.id, clock.now(), reading.body)
    }
    await store.sources.put(after)
    options.onReading?.(after)
    return reading
  }

  const plan = (source: Source, delayMs: number, failures: number) => {
    if (stopping.signal.aborted) return
    cancels.set(
      source.id,
      clock.after(delayMs, () => {
        const done: Promise<void> = go(source, failures).finally(() => underWay.delete(done))
        underWay.add(done)
      }),
    )
  }
  /** One turn of one source, and the plan of the next: whatever happens, there is a next. */
  const go = async (source: Source, failures: number) => {
    let next = { delayMs: nextDelayOf(source, 0, clock.now()), failures: 0 }
    try {
      if (await options.isMine()) {
        const reading = await attend(source)
        const count = reading.kind === 'unreadable' ? failures + 1 : 0
        const waitMs = reading.kind === 'unreadable' && reading.retryAt ? reading.retryAt - clock.now() : 0
        next = { delayMs: Math.max(waitMs, nextDelayOf(source, count, clock.now())), failures: count }
      } else await follow(source)
    } catch (error) {
      if (!stopping.signal.aborted) onError(error)
    }
    plan(source, next.delayMs, next.failures)
  }
  const follow = async (source: Source) => {
    const state = (await store.sources.all()).find(({ source: id }) => id === source.id)
    if (state) health.set(source.id, healthFrom(state))
    await refresh()
  }

  for (const source of sources) plan(source, Math.floor(phaseOf(source.id) * FIRST_SPREAD_MS), 0)
  const keepFresh = () => {
    cancels.set(
      '',
      clock.after(REFRESH_MS, () => {
        const done: Promise<void> = refresh()
          .catch(onError)
          .finally(() => underWay.delete(done))
        underWay.add(done)
        if (!stopping.signal.aborted) keepFresh()
      }),
    )
  }
  keepFresh()

  return {
    take() {
      const taken = { notices: news, posts }
      news = []
      posts = []
      return taken
    },
    notices: () => current.filter((notice) => stillMatters(notice, clock.now())),
    health: () => sources.map(({ id }) => health.get(id) ?? unreadHealth(id)),
    announce: (notice) => publish([notice]),
    async stop() {
      stopping.abort(new Error('stopping'))
      for (const cancel of cancels.values()) cancel()
      await Promise.all(underWay)
    },
  }
}

/** A list that was found where it should be: what it does not list is not there. */
const isWholeList = (source: Source, { byFallback }: { readonly byFallback: boolean }): boolean =>
  !byFallback && sourceKindOf(source.kind)?.lists === true

/** What a post was read at, as the rules for posts name it. */
const placeOf = ({ kind }: Source): string =>
  ({ news: 'news', 'mastodon-tag': 'mastodon', bluesky: 'bluesky' })[kind] ?? 'x'

/** The interval with its jitter, longer after failures: whoever cannot be read is not to be pressed. */
export function nextDelayOf(source: Pick<Source, 'id' | 'intervalMs'>, failures: number, now: number): number {
  const { id, intervalMs } = source
  const factor = 2 ** Math.max(0, Math.min(failures, FAILURES_UNTIL_LONGEST) - 1)
  const base = Math.max(intervalMs, Math.min(LONGEST_BACK_OFF_MS, intervalMs * factor))
  return Math.round(base * (1 + JITTER * phaseOf(`${id} ${now}`)))
}
