import type { Component } from '../condition.ts'
import type { Notice, NoticeWindow } from '../notice.ts'
import { HOUR_MS, MINUTE_MS } from './time-values.ts'

/** Two places that tell of one event may state its beginning that far apart ("9時頃", "8:52"). */
const START_SLACK_MS = 45 * MINUTE_MS
/** A telling without any time is of an event that began at most so long before, or ended shortly before, it was published. */
const LASTING_MS = 12 * HOUR_MS
const AFTERWARDS_MS = 3 * HOUR_MS

/** An address without what changes from link to link: scheme, "www.", marks for counting, the last slash. */
export const linkKeyOf = (url: string | null): string | null => {
  if (url === null) return null
  const [path, query = ''] = url.replace(/#.*$/, '').split('?') as [string, string?]
  const kept = query.split('&').filter((pair) => pair !== '' && !/^(?:utm_|fbclid|gclid|ref=|lang=)/.test(pair))
  const plain = path.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/(?:index\.html?)?\/?$/, '')
  return kept.length > 0 ? `${plain}?${kept.sort().join('&')}` : plain
}

/**
 * Whether two announcements, read in different places or under different names, tell of the same event: by link, else by kind, component and
 * interval; never by wording. `sharedLinks` are addresses that several announcements of one source carry (a feed's own), which name nothing.
 */
export function isSameEvent(left: Notice, right: Notice, sharedLinks: ReadonlySet<string> = new Set()): boolean {
  if (left.source === right.source && left.id === right.id) return true
  const link = linkKeyOf(left.url)
  if (link !== null && left.source !== right.source && link === linkKeyOf(right.url) && !sharedLinks.has(link))
    return true
  if (left.kind !== right.kind || left.kind === 'other') return false
  return areTouching(left.components, right.components) && areConcurrent(left, right)
}

const areTouching = (left: readonly Component[], right: readonly Component[]): boolean =>
  left.length === 0 ||
  right.length === 0 ||
  left.includes('all') ||
  right.includes('all') ||
  left.some((one) => right.includes(one))

const toldAt = ({ publishedAt, seenAt }: Notice): number => publishedAt ?? seenAt

function areConcurrent(left: Notice, right: Notice): boolean {
  if (left.windows.length === 0 && right.windows.length === 0) {
    return left.kind === 'outage' && Math.abs(toldAt(left) - toldAt(right)) <= AFTERWARDS_MS
  }
  if (left.windows.length === 0) return right.windows.some((window) => isToldDuring(left, window))
  if (right.windows.length === 0) return left.windows.some((window) => isToldDuring(right, window))
  return left.windows.some((one) => right.windows.some((other) => isSameInterval(one, other)))
}

function isToldDuring(notice: Notice, { startAt, endAt }: NoticeWindow): boolean {
  const at = toldAt(notice)
  if (notice.kind === 'maintenance') return false
  const from = startAt ?? (endAt ?? at) - LASTING_MS
  const to = endAt === null ? from + LASTING_MS : endAt + AFTERWARDS_MS
  return at >= from - START_SLACK_MS && at <= to
}

function isSameInterval(one: NoticeWindow, other: NoticeWindow): boolean {
  if (one.startAt !== null && other.startAt !== null) return Math.abs(one.startAt - other.startAt) <= START_SLACK_MS
  if (one.endAt !== null && other.endAt !== null) return Math.abs(one.endAt - other.endAt) <= START_SLACK_MS
  const [startAt, endAt] = [one.startAt ?? other.startAt, one.endAt ?? other.endAt]
  return startAt !== null && endAt !== null && endAt >= startAt && endAt - startAt <= LASTING_MS
}
