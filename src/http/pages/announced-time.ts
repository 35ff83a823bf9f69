import type { Text } from '../../core/locale.ts'
import type { Notice } from '../../core/notice.ts'
import { whenOf } from '../../core/time-text.ts'

const WITHIN: Text = { ja: '予定時間内', en: 'planned for now' }
const OVER: Text = { ja: '予定時間は終了', en: 'planned time is over' }

/** What the clock says of a maintenance that was announced as yet to come; null where the announcement still says it best. */
export function clockWordOf({ kind, status, windows }: Notice, now: number): Text | null {
  if (kind !== 'maintenance' || status !== 'scheduled' || windows.length === 0) return null
  if (windows.some(({ startAt, endAt }) => startAt !== null && startAt <= now && (endAt === null || now < endAt)))
    return WITHIN
  return windows.every(({ endAt }) => endAt !== null && endAt <= now) ? OVER : null
}

/** Until when maintenance that goes on was announced to last; null where nobody said so. */
export function announcedEndSentence(notices: readonly Notice[], now: number, zone: string): Text | null {
  const ends = notices
    .filter(({ kind, status, correlated }) => kind === 'maintenance' && status !== 'cancelled' && !correlated)
    .flatMap(({ windows }) => windows)
    .flatMap(({ startAt, endAt }) => (startAt !== null && startAt <= now && endAt !== null ? [endAt] : []))
  if (ends.length === 0) return null
  const end = Math.max(...ends)
  const [ja, en] = [whenOf(end, now, zone, 'ja'), whenOf(end, now, zone, 'en')]
  return now < end
    ? { ja: `${ja}に終わる予定です（お知らせによる）。`, en: `It is announced to end at ${en}.` }
    : { ja: `予定の終了時刻（${ja}）を過ぎています。`, en: `The announced end (${en}) is over.` }
}
