import { createHash } from 'node:crypto'
import type { Notice } from '../core/notice.ts'
import { mergeNotices } from '../core/notices/merge-notices.ts'
import type { NoticeWords } from '../core/notices/notice-words.ts'
import { isOver, stillMatters } from './matters.ts'
import { noticeIdOf, noticeOf } from './notice-of.ts'
import type { NoticeItem, Source } from './source.ts'

/** Turns what sources say into notices, one for each event however many places tell it. */
export interface NoticeBoard {
  /** The notices that are new or say something new; to be kept before anybody is told. */
  take(items: readonly NoticeItem[], source: Source, now: number): Promise<readonly Notice[]>
}

export interface NoticeBoardOptions {
  readonly words: NoticeWords
  /** What was known before, from the store. */
  readonly known: readonly Notice[]
  /** Lets others go on between two announcements. */
  readonly turn: () => Promise<void>
}

/** An open notice is confirmed this often, so that it does not fade while it still stands there. */
const CONFIRM_MS = 3_600_000
/** A telling is compared with so many others at most. */
const MOST_KNOWN = 300
const MOST_REMEMBERED = 10_000

/** What was last heard of one announcement at one place. */
interface Heard {
  readonly saying: string
  /** The notice that it became part of. */
  readonly id: string
}

/** Builds the board. What LINE WORKS only touches is never mixed with what it says itself. */
export function createNoticeBoard({ words, known: before, turn }: NoticeBoardOptions): NoticeBoard {
  const heard = new Map<string, Heard>()
  const shelves = { own: new Map<string, Notice>(), correlated: new Map<string, Notice>() }
  const shelfOf = ({ correlated }: { readonly correlated?: boolean }) => (correlated ? shelves.correlated : shelves.own)
  for (const notice of before.toReversed()) shelfOf(notice).set(notice.id, notice)

  const remember = (own: string, entry: Heard) => {
    heard.delete(own)
    heard.set(own, entry)
    if (heard.size > MOST_REMEMBERED) heard.delete([...heard.keys()][0]!)
  }

  const takeOne = (item: NoticeItem, source: Source, now: number): readonly Notice[] => {
    const shelf = shelfOf(source)
    const own = noticeIdOf(source.id, item.key)
    const saying = sayingOf(item)
    const last = heard.get(own)
    const current = shelf.get(last?.id ?? own) ?? null
    if (current && last?.saying === saying) {
      // Without a change in its text, only time can change what it means: to the place that told it first.
      if (current.source !== source.id || isOver(current) || !stillMatters(current, now)) return []
    }
    const { notice: fresh } = noticeOf(item, source, words, now)
    const merged = mergeNotices(comparable(shelf, own, fresh), fresh)
    const { notice, absorbed, changes } = merged
    remember(own, { saying, id: notice.id })
    for (const { id } of absorbed) shelf.delete(id)
    const isConfirmed = merged.before && changes.length === 0
    if (isConfirmed && (isOver(notice) || now - merged.before.updatedAt < CONFIRM_MS)) return []
    shelf.delete(notice.id)
    shelf.set(notice.id, notice)
    return [notice, ...absorbed.map((gone) => withdrawn(gone, now))]
  }

  return {
    async take(items, source, now) {
      const changed: Notice[] = []
      for (const item of items) {
        changed.push(...takeOne(item, source, now))
        await turn()
      }
      return changed
    },
  }
}

const sayingOf = ({ title, publishedAt, document, facts }: NoticeItem): string =>
  createHash('sha256')
    .update(JSON.stringify([title, publishedAt, document.body, facts]))
    .digest('base64url')

/** What a telling may be the same event as: the newest ones that say something, and its own earlier form. */
function comparable(shelf: ReadonlyMap<string, Notice>, own: string, fresh: Notice): readonly Notice[] {
  const mine = shelf.get(own)
  if (fresh.kind === 'other') return mine ? [mine] : []
  const others = [...shelf.values()].filter((notice) => notice.kind !== 'other' && notice.id !== own)
  return [...(mine ? [mine] : []), ...others.slice(-MOST_KNOWN)]
}

/** Told under another name from now on: whoever holds it hears that it says nothing any more. */
const withdrawn = (notice: Notice, now: number): Notice => ({
  ...notice,
  kind: 'other',
  status: null,
  components: [],
  affectsLogin: false,
  windows: [],
  updatedAt: now,
})
