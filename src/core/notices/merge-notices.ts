import type { Component } from '../condition.ts'
import { MAINTENANCE_STATUSES, type Notice, type NoticeStatus, type NoticeWindow, OUTAGE_STATUSES } from '../notice.ts'
import { isSameEvent, linkKeyOf } from './same-event.ts'
import { MINUTE_MS } from './time-values.ts'

/** One thing that a telling changed about an event. */
export interface FactChange {
  readonly field: 'kind' | 'status' | 'components' | 'affectsLogin' | 'windows' | 'title'
  readonly from: unknown
  readonly to: unknown
}

export interface NoticeMerge {
  /** The event as it is known now. It keeps the id, source and first sight of its first telling. */
  readonly notice: Notice
  /** As it was known before; null for a new event. */
  readonly before: Notice | null
  /** What changed; empty where it was only told again. */
  readonly changes: readonly FactChange[]
  /** Known notices that turned out to tell of the same event: their story goes on under `notice.id`. */
  readonly absorbed: readonly Notice[]
  /** All that is known after this telling. */
  readonly known: readonly Notice[]
}

/**
 * Adds one telling to what is known: the same event told twice (list, detail, feed, mail; other wording, edited, extended, called off)
 * stays one notice. An edit of the same announcement replaces what it said; another place adds what it knows, and moves the status only
 * forward, unless it was published after the last reading.
 */
export function mergeNotices(known: readonly Notice[], incoming: Notice): NoticeMerge {
  const shared = sharedLinksOf([...known, incoming])
  const same = known.filter((one) => isSameEvent(one, incoming, shared))
  const first =
    same.find(({ id }) => id === incoming.id) ??
    same.reduce<Notice | null>((best, one) => (best === null || one.seenAt < best.seenAt ? one : best), null)
  if (first === null) return { notice: incoming, before: null, changes: [], absorbed: [], known: [...known, incoming] }
  const absorbed = same.filter((one) => one !== first)
  const base = absorbed.reduce((story, one) => toldAlso(story, one), first)
  const notice =
    base.id === incoming.id && base.source === incoming.source ? edited(base, incoming) : toldAlso(base, incoming)
  return {
    notice,
    before: first,
    changes: changesOf(first, notice),
    absorbed,
    known: known.flatMap((one) => (one === first ? [notice] : absorbed.includes(one) ? [] : [one])),
  }
}

/** Links that several announcements of one source carry: the address of the place, not of an announcement. */
function sharedLinksOf(notices: readonly Notice[]): ReadonlySet<string> {
  const owners = new Map<string, string>()
  const shared = new Set<string>()
  for (const { url, source, id } of notices) {
    const link = linkKeyOf(url)
    if (link === null) continue
    const key = `${source}\n${link}`
    const owner = owners.get(key)
    if (owner !== undefined && owner !== id) shared.add(link)
    owners.set(key, id)
  }
  return shared
}

const edited = (before: Notice, incoming: Notice): Notice => ({
  ...incoming,
  seenAt: Math.min(before.seenAt, incoming.seenAt),
  publishedAt: before.publishedAt ?? incoming.publishedAt,
  url: incoming.url ?? before.url,
  updatedAt: Math.max(before.updatedAt, incoming.updatedAt),
})

/** The same event from another place: gaps are filled, the status moves forward, the rest follows the newer telling. */
function toldAlso(before: Notice, other: Notice): Notice {
  const newer = isNewer(before, other) ? other : before
  const older = newer === other ? before : other
  const components = unionOf(newer.components, older.components)
  return {
    ...before,
    kind: newer.kind,
    status: newer.status,
    components,
    affectsLogin: newer.affectsLogin || older.affectsLogin,
    windows: windowsOf(newer, older),
    title: newer.title,
    url: before.url ?? other.url,
    publishedAt: earliest(before.publishedAt, other.publishedAt),
    seenAt: Math.min(before.seenAt, other.seenAt),
    updatedAt: Math.max(before.updatedAt, other.updatedAt),
  }
}

function isNewer(before: Notice, other: Notice): boolean {
  if (other.kind === 'other') return false
  if (before.kind !== other.kind) return other.updatedAt >= before.updatedAt
  if (rankOf(other.status) > rankOf(before.status)) return true
  if (rankOf(other.status) < rankOf(before.status))
    return other.publishedAt !== null && other.publishedAt > before.updatedAt
  return other.updatedAt > before.updatedAt && other.windows.length > 0
}

const RANKS: readonly NoticeStatus[] = [...OUTAGE_STATUSES, ...MAINTENANCE_STATUSES]
const rankOf = (status: NoticeStatus | null): number => (status === null ? -1 : RANKS.indexOf(status))

function unionOf(newer: readonly Component[], older: readonly Component[]): readonly Component[] {
  if (newer.includes('all') || older.includes('all')) return ['all']
  return [...new Set([...newer, ...older])]
}

const earliest = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? (left ?? right) : Math.min(left, right)

/** The newer intervals, with a beginning or an end that only the older telling has. */
function windowsOf(newer: Notice, older: Notice): readonly NoticeWindow[] {
  if (newer.windows.length === 0) return older.windows
  const sameState = newer.status === older.status
  return newer.windows.map((window) => {
    const match = older.windows.find((one) => isNear(one.startAt, window.startAt) || isNear(one.endAt, window.endAt))
    const only = newer.windows.length === 1 && older.windows.length === 1 ? older.windows[0] : undefined
    const other = match ?? (window.startAt === null || only?.startAt === null ? only : undefined)
    if (!other) return window
    return {
      startAt: window.startAt ?? other.startAt,
      endAt: window.endAt ?? (sameState ? other.endAt : null),
      approximate: window.approximate && other.approximate,
    }
  })
}

const isNear = (left: number | null, right: number | null): boolean =>
  left !== null && right !== null && Math.abs(left - right) <= 45 * MINUTE_MS

const FIELDS = ['kind', 'status', 'components', 'affectsLogin', 'windows', 'title'] as const

/** What differs between two forms of a notice. */
export const changesOf = (before: Notice, after: Notice): FactChange[] =>
  FIELDS.flatMap((field) =>
    JSON.stringify(before[field]) === JSON.stringify(after[field])
      ? []
      : [{ field, from: before[field], to: after[field] }],
  )
