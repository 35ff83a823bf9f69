import type { Notice } from '../core/notice.ts'
import type { Fetcher } from '../platform/fetch/fetched.ts'
import type { MissingNotice, NoticeBoard } from '../sources/notice-board.ts'
import { plainTextOf } from '../sources/plain-text.ts'
import type { NoticeItem, Source } from '../sources/source.ts'

/** What is needed to find out whether a notice was taken back. */
export interface WithdrawalParts {
  readonly board: NoticeBoard
  readonly fetcher: Fetcher
  readonly now: () => number
  readonly signal: AbortSignal
}

/** A list may be caught while it is being rebuilt: one reading without an entry proves nothing. */
const LEAST_MISSES = 2
/** Where there is no page to ask, or its words are gone from it, patience stands in. */
const PATIENT_MISSES = 4
const PATIENT_MS = 10 * 60_000
/** Pages asked after one reading. */
const MOST_PAGES = 3

/**
 * The open notices that a list no longer has and that were really taken back: their own page is gone, or no longer says what it
 * said. A page that cannot be read is no withdrawal, nor is one that was only pushed off the list.
 */
export async function withdrawalsAt(
  items: readonly NoticeItem[],
  source: Source,
  { board, fetcher, now, signal }: WithdrawalParts,
): Promise<readonly Notice[]> {
  const missing = board.missing(items, source, now()).filter(isDue)
  const gone: Notice[] = []
  for (const one of missing.slice(0, MOST_PAGES))
    if (await isTakenBack(one, fetcher, signal)) gone.push(...board.withdraw(one.notice, now()))
  return gone
}

/** Asked at the second, fourth, eighth … miss: a page that stays is left in peace. */
const isDue = ({ misses }: MissingNotice): boolean => misses >= LEAST_MISSES && Number.isInteger(Math.log2(misses))

async function isTakenBack(one: MissingNotice, fetcher: Fetcher, signal: AbortSignal): Promise<boolean> {
  const { notice, misses, missedMs } = one
  const isLong = misses >= PATIENT_MISSES && missedMs >= PATIENT_MS
  if (notice.url === null) return isLong
  const fetched = await fetcher.fetch({ url: notice.url, accept: 'text/html,*/*;q=0.1', signal })
  if (fetched.kind === 'failed') return fetched.reason === 'gone'
  return isLong && !lettersOf(plainTextOf(fetched.document.text)).includes(lettersOf(notice.title))
}

const lettersOf = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '')
