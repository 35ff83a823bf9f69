import type { NoticeKind, NoticeStatus, NoticeWindow } from '../notice.ts'
import { type Found, foundTimes } from './find-times.ts'
import type { NoticeText } from './notice-text.ts'
import type { NoticeWords } from './notice-words.ts'
import type { Statement, Statements } from './statements.ts'
import { DAY_MS } from './time-values.ts'

export interface WindowReading {
  readonly window: NoticeWindow
  readonly statement: Statement | null
  /** The end is a plan or a hope, not a fact. */
  readonly expected: boolean
}

/** What is known of a notice before its times are joined. */
export interface WindowState {
  readonly kind: NoticeKind
  readonly status: NoticeStatus | null
  /** The plan was changed, by a longer or another interval. */
  readonly changed: boolean
  readonly moved: boolean
  /** The status is a guess. */
  readonly weak: boolean
}

/** The intervals that a notice states, in the order of its text. */
export function windowsOf(
  notice: NoticeText,
  read: Statements,
  state: WindowState,
  words: NoticeWords,
): WindowReading[] {
  if (state.kind === 'other') return []
  const found = foundTimes(notice, read, words, state.kind)
  const body = assemble(found.body, state)
  return body.length > 0
    ? body
    : assemble(
        found.title.filter((one) => one.firm),
        state,
      )
}

interface Open {
  startAt: number | null
  endAt: number | null
  approximate: boolean
  statement: Statement | null
  expected: boolean
}

const OVER: readonly (NoticeStatus | null)[] = ['resolved', 'monitoring', 'completed']

/** Joins beginnings with ends, drops what was replaced and what was said twice. */
function assemble(all: readonly Found[], state: WindowState): WindowReading[] {
  const extended = state.kind === 'maintenance' && state.status === 'in_progress' && state.changed
  const fresh = all.filter((one) => !one.old)
  const kept =
    fresh.length === 0 || !(state.changed || all.some(({ statement }) => statement?.role === 'before'))
      ? all
      : extended
        ? all.filter((one) => !one.old || one.part !== 'end')
        : fresh
  const list: Open[] = []
  for (const one of kept) if (one.firm) place(list, one, extended)
  for (const one of kept) if (!one.firm && one.part !== 'end') placeLoose(list, one)
  const revise = state.kind === 'outage' || extended
  for (const one of kept) if (!one.firm && one.part === 'end') closeLoose(list, one, revise, state)
  const result = extended ? stretched(list) : state.kind === 'maintenance' && state.moved ? newest(list) : list
  return result.map(({ startAt, endAt, approximate, statement, expected }) => ({
    window: { startAt, endAt, approximate },
    statement,
    expected,
  }))
}

const near = (left: number | null, right: number | null): boolean =>
  left !== null && right !== null && Math.abs(left - right) < 60_000

function place(list: Open[], one: Found, extended: boolean): void {
  const copy = {
    startAt: one.startAt,
    endAt: one.endAt,
    approximate: one.approximate,
    statement: one.statement,
    expected: one.expected,
  }
  if (one.part === 'both') {
    const same = list.find(
      (open) => near(open.startAt, one.startAt) || (open.startAt === null && near(open.endAt, one.endAt)),
    )
    if (!same) list.push(copy)
    else if (same.endAt === null || same.expected || extended) {
      same.startAt ??= one.startAt
      same.endAt = extended && same.endAt !== null ? Math.max(same.endAt, one.endAt ?? 0) : one.endAt
      same.approximate = same.approximate || one.approximate
    }
  } else if (one.part === 'start') {
    if (list.some((open) => near(open.startAt, one.startAt))) return
    const waiting = list.findLast(
      (open) => open.startAt === null && open.endAt !== null && one.startAt !== null && open.endAt > one.startAt,
    )
    if (waiting) {
      waiting.startAt = one.startAt
      waiting.approximate = waiting.approximate || one.approximate
    } else list.push(copy)
  } else closeFirm(list, one, copy)
}

function closeFirm(list: Open[], one: Found, copy: Open): void {
  if (list.some((open) => near(open.endAt, one.endAt))) return
  const end = one.endAt ?? 0
  const open = list.findLast(
    (item) => item.startAt !== null && item.startAt <= end && (item.endAt === null || item.expected || one.expected),
  )
  if (!open) {
    list.push(copy)
    return
  }
  if (open.endAt !== null && one.expected && !open.expected) return
  open.endAt = one.endAt
  open.expected = one.expected
  open.approximate = open.approximate || one.approximate
}

/** A beginning in prose adds a window only where no interval is written out. */
function placeLoose(list: Open[], one: Found): void {
  if (list.length === 0) {
    list.push({
      startAt: one.startAt,
      endAt: one.endAt,
      approximate: one.approximate,
      statement: one.statement,
      expected: one.expected,
    })
    return
  }
  const waiting = list.find(
    (open) => open.startAt === null && open.endAt !== null && one.startAt !== null && one.startAt < open.endAt,
  )
  if (waiting) {
    waiting.startAt = one.startAt
    waiting.approximate = waiting.approximate || one.approximate
  }
}

/** An end in prose closes an open window, when it is over or is expected to end then. */
function closeLoose(list: Open[], one: Found, revise: boolean, { status, weak }: WindowState): void {
  if (one.mended && status !== 'resolved') return
  if (
    !OVER.includes(status) &&
    !one.expected &&
    one.statement?.text.includes('まで') !== true &&
    status !== 'in_progress' &&
    !weak
  )
    return
  if (list.some((open) => near(open.endAt, one.endAt))) return
  const end = one.endAt ?? 0
  const open = list.findLast(
    (item) => item.startAt !== null && item.startAt <= end && (item.endAt === null || (item.expected && revise)),
  )
  if (open) {
    open.endAt = one.endAt
    open.expected = one.expected
    open.approximate = open.approximate || one.approximate
  } else if (list.length === 0)
    list.push({
      startAt: null,
      endAt: one.endAt,
      approximate: one.approximate,
      statement: one.statement,
      expected: one.expected,
    })
}

/** Work that was moved: of an old and a new interval, the one that the text names last. */
const newest = (list: readonly Open[]): readonly Open[] => (list.length === 2 ? list.slice(1) : list)

/** An extension: the first beginning with the last end. */
function stretched(list: readonly Open[]): Open[] {
  const first = list[0]
  if (!first || list.length < 2) return [...list]
  const starts = list.flatMap(({ startAt }) => (startAt === null ? [] : [startAt]))
  const ends = list.flatMap(({ endAt }) => (endAt === null ? [] : [endAt]))
  if (starts.length > 0 && Math.max(...starts) - Math.min(...starts) > 2 * DAY_MS) return [...list]
  return [
    {
      ...first,
      startAt: starts.length > 0 ? Math.min(...starts) : null,
      endAt: ends.length > 0 ? Math.max(...ends) : null,
      approximate: list.some(({ approximate }) => approximate),
    },
  ]
}
