import { createHash } from 'node:crypto'
import type { Notice } from '../core/notice.ts'
import type { NoticeWords } from '../core/notices/notice-words.ts'
import { isOver, stillMatters } from './matters.ts'
import { noticeIdOf, noticeOf } from './notice-of.ts'
import type { NoticeItem, Source } from './source.ts'

/** The part of the store that is needed here. */
export interface NoticeShelf {
  find(id: string): Promise<Notice | null>
}

/** Turns what sources say into notices, one for each announcement however many places tell it. */
export interface NoticeBoard {
  /** The notices that are new or say something new; to be kept before anybody is told. */
  take(items: readonly NoticeItem[], source: Source, now: number): Promise<readonly Notice[]>
}

/** An open notice is confirmed this often, so that it does not fade while it still stands there. */
const CONFIRM_MS = 3_600_000
const MOST_KNOWN = 5_000

interface Known {
  readonly notice: Notice
  /** What each source said when it was last read. */
  readonly said: ReadonlyMap<string, string>
}

/** Builds the board. `turn` lets others go on between two announcements. */
export function createNoticeBoard(words: NoticeWords, shelf: NoticeShelf, turn: () => Promise<void>): NoticeBoard {
  const known = new Map<string, Known>()
  const idByUrl = new Map<string, string>()

  const keep = (id: string, entry: Known) => {
    known.delete(id)
    known.set(id, entry)
    if (entry.notice.url !== null) idByUrl.set(entry.notice.url, id)
    if (known.size <= MOST_KNOWN) return
    const [oldest, gone] = [...known][0]!
    known.delete(oldest)
    if (gone.notice.url !== null) idByUrl.delete(gone.notice.url)
  }

  const recall = async (id: string): Promise<Known | null> => {
    const here = known.get(id)
    if (here) return here
    const notice = await shelf.find(id)
    return notice && { notice, said: new Map() }
  }

  const takeOne = async (item: NoticeItem, source: Source, now: number): Promise<Notice | null> => {
    const own = noticeIdOf(source.id, item.key)
    const id = known.has(own) || item.url === null ? own : (idByUrl.get(item.url) ?? own)
    const before = await recall(id)
    const saying = createHash('sha256')
      .update(`${item.title}\n${item.publishedAt}\n${item.document.body}`)
      .digest('base64url')
    const isSame = before?.said.get(source.id) === saying
    // Without a change in its text, only time can change what it means.
    if (before && isSame && (isOver(before.notice) || !stillMatters(before.notice, now))) return null
    const { notice: fresh } = noticeOf(item, source, words, now)
    const said = new Map(before?.said).set(source.id, saying)
    if (!before) {
      keep(id, { notice: fresh, said })
      return fresh
    }
    const notice = follow(before.notice, fresh, source, isSame, now)
    keep(id, { notice, said })
    return notice === before.notice ? null : notice
  }

  return {
    async take(items, source, now) {
      const changed: Notice[] = []
      for (const item of items) {
        const notice = await takeOne(item, source, now)
        if (notice) changed.push(notice)
        await turn()
      }
      return changed
    },
  }
}

/**
 * The form of a notice after one more source spoke. Whoever said something new last is right, but a second place that lags
 * behind cannot open again what the first has closed.
 */
function follow(before: Notice, fresh: Notice, source: Source, isSame: boolean, now: number): Notice {
  const isOther = before.source !== source.id
  if (isOther && (isSame || (isOver(before) && !isOver(fresh)))) return before
  const next: Notice = { ...fresh, id: before.id, source: before.source, seenAt: before.seenAt }
  if (formOf(next) !== formOf(before)) return next
  return !isOver(before) && now - before.updatedAt >= CONFIRM_MS ? { ...before, updatedAt: now } : before
}

const formOf = ({ kind, status, components, affectsLogin, windows, title, publishedAt }: Notice): string =>
  JSON.stringify([kind, status, components, affectsLogin, windows, title, publishedAt])
