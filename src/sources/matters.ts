import type { Notice } from '../core/notice.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** What is over is shown this long, so that people see that it is. */
const AFTERGLOW_MS = 6 * HOUR
/** An open trouble of which nothing more was heard. */
const OPEN_MS = 3 * DAY

export const isOver = ({ status }: Pick<Notice, 'status'>): boolean =>
  status === 'resolved' || status === 'completed' || status === 'cancelled'

/** Whether an announcement still matters to people now: trouble, work under way or to come, and what has just ended. */
export function stillMatters(notice: Notice, now: number): boolean {
  if (notice.kind === 'other') return false
  const { windows, publishedAt, updatedAt, status } = notice
  const ends = windows.map(({ startAt, endAt }) => endAt ?? (startAt === null ? null : startAt + DAY))
  const lastAt = Math.max(...ends.filter((at) => at !== null), publishedAt ?? updatedAt)
  if (isOver(notice)) return updatedAt > now - AFTERGLOW_MS && (status === 'cancelled' || lastAt > now - DAY)
  return lastAt > now - OPEN_MS
}
