import type { Component } from '../condition.ts'
import type { Notice } from '../notice.ts'

/**
 * What official notices let us expect. They come late or not at all, so their absence says nothing, and planned
 * work begins and ends when the looks say so: a window only tells what a failure inside it means.
 */
export interface Announcement {
  readonly key: string
  readonly notice: Notice
  /** The last end that was ever promised: an extension "until further notice" does not move it. */
  readonly promisedEndAt: number | null
  /** When all was seen well after its end: from then on it explains nothing. Null, or missing in older memories: not yet. */
  readonly overAt?: number | null
}

/** `expected`: planned work may be going on; `overrun`: it should have ended; `none`: nothing was announced. */
export type Expectation = 'expected' | 'overrun' | 'none'

const MINUTE = 60_000
const EARLY_MS = 10 * MINUTE
const EARLY_APPROXIMATE_MS = 30 * MINUTE
const GRACE_MS = MINUTE
const GRACE_APPROXIMATE_MS = 20 * MINUTE
/** Planned work without a stated end. */
const OPEN_END_MS = 6 * 60 * MINUTE
/** After this an overrun is an outage of its own. */
const OVERRUN_MS = 12 * 60 * MINUTE
/** "Completed" is said before the last of it is up again. */
const COMPLETING_MS = 10 * MINUTE

/** The announcements after another notice came; the newest form of each is kept, those long over are let go. */
export function hear(known: readonly Announcement[], notices: readonly Notice[], at: number): readonly Announcement[] {
  const byKey = new Map(known.map((a) => [a.key, a]))
  const inOrder = [...notices].sort(
    (a, b) => a.updatedAt - b.updatedAt || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1),
  )
  for (const notice of inOrder) {
    const key = `${notice.source}|${notice.id}`
    const before = byKey.get(key)
    if (before && before.notice.updatedAt > notice.updatedAt) continue
    const promisedEndAt = endOf(notice) ?? before?.promisedEndAt ?? null
    const wasOverAt = before?.overAt ?? null
    const isExtended = wasOverAt !== null && promisedEndAt !== null && promisedEndAt > wasOverAt
    byKey.set(key, { key, notice, promisedEndAt, overAt: isExtended ? null : wasOverAt })
  }
  return [...byKey.values()]
    .filter((a) => a.notice.kind !== 'other' && isRecent(a, at))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

const endOf = ({ windows }: Notice) => {
  const ends = windows.flatMap(({ endAt }) => (endAt === null ? [] : [endAt]))
  return ends.length === 0 ? null : Math.max(...ends)
}

const KEPT_MS = 3 * 86_400_000
const isRecent = (a: Announcement, at: number) => Math.max(a.notice.updatedAt, a.promisedEndAt ?? 0) > at - KEPT_MS

/** Whether the notice speaks about all the parts that fail. */
function covers({ notice }: Announcement, failing: readonly Component[]): boolean {
  if (notice.components.length === 0 || notice.components.includes('all')) return true
  return failing.every((part) => notice.components.includes(part) || (part === 'login' && notice.affectsLogin))
}

/** What planned work lets us expect for the parts that fail now. */
export function expectationAt(known: readonly Announcement[], failing: readonly Component[], at: number): Expectation {
  const said = known
    .filter((a) => a.notice.kind === 'maintenance' && covers(a, failing))
    .map((a) => expectationOf(a, at))
  return said.includes('expected') ? 'expected' : said.includes('overrun') ? 'overrun' : 'none'
}

/** Work whose end has passed is over for good as soon as all is seen well. */
export const concluded = (known: readonly Announcement[], isWell: boolean, at: number): readonly Announcement[] =>
  isWell ? known.map((a) => ((a.overAt ?? null) === null && isPast(a, at) ? { ...a, overAt: at } : a)) : known

const isPast = (a: Announcement, at: number): boolean =>
  a.notice.kind === 'maintenance' &&
  (a.notice.status === 'completed' || a.notice.windows.every((window) => endAtOf(a, window) < at))

/** Until when a window lets failures be expected. */
const endAtOf = ({ notice, promisedEndAt }: Announcement, { startAt, endAt, approximate }: Notice['windows'][number]) =>
  (endAt ?? promisedEndAt ?? (startAt ?? notice.seenAt) + OPEN_END_MS) + (approximate ? GRACE_APPROXIMATE_MS : GRACE_MS)

function expectationOf(announcement: Announcement, at: number): Expectation {
  const { notice, overAt = null } = announcement
  if (notice.status === 'cancelled' || (overAt !== null && at > overAt)) return 'none'
  const isCompleted = notice.status === 'completed' && at > notice.seenAt + COMPLETING_MS
  const answers = notice.windows.map((window): Expectation => {
    const { startAt, approximate } = window
    const from = (startAt ?? notice.publishedAt ?? notice.seenAt) - (approximate ? EARLY_APPROXIMATE_MS : EARLY_MS)
    const to = endAtOf(announcement, window)
    if (at < from || at > to + OVERRUN_MS) return 'none'
    return at <= to && !isCompleted ? 'expected' : 'overrun'
  })
  return answers.includes('expected') ? 'expected' : answers.includes('overrun') ? 'overrun' : 'none'
}

/** An official word of trouble that is not taken back. */
export const openOutages = (known: readonly Announcement[], at: number): readonly Notice[] =>
  known
    .map(({ notice }) => notice)
    .filter((n) => n.kind === 'outage' && n.status !== 'resolved' && n.updatedAt > at - 86_400_000)
