import { createHash } from 'node:crypto'
import type { Notice } from '../core/notice.ts'
import { mergeNotices } from '../core/notices/merge-notices.ts'
import type { NoticeWords } from '../core/notices/notice-words.ts'
import { sourceKindOf } from './index.ts'
import { markMissed, rememberTelling, type Tellings } from './listings.ts'
import { isOver, stillMatters } from './matters.ts'
import { noticeIdOf, noticeOf } from './notice-of.ts'
import type { NoticeItem, Source } from './source.ts'

/** Turns what sources say into notices, one for each event however many places tell it. */
export interface NoticeBoard {
  /** The notices that are new or say something new; to be kept before anybody is told. */
  take(items: readonly NoticeItem[], source: Source, now: number): Promise<readonly Notice[]>
  /**
   * To be told after `take`, where the reading of a list was a whole one: open notices that their places list no longer, although
   * they list older ones. Whether they were taken back is for the caller to find out.
   */
  missing(items: readonly NoticeItem[], source: Source, now: number): readonly MissingNotice[]
  /** Takes a notice back: it says nothing any more, until a place tells it again. To be kept before anybody is told. */
  withdraw(notice: Notice, now: number): readonly Notice[]
}

/** An open notice that is no longer listed, for so many readings in a row and for so long. */
export interface MissingNotice {
  readonly notice: Notice
  readonly misses: number
  readonly missedMs: number
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

/** Builds the board. What LINE WORKS only touches is never mixed with what it says itself. */
export function createNoticeBoard({ words, known: before, turn }: NoticeBoardOptions): NoticeBoard {
  const heard: Tellings = new Map()
  const shelves = { own: new Map<string, Notice>(), correlated: new Map<string, Notice>() }
  const shelfOf = ({ correlated }: { readonly correlated?: boolean }) => (correlated ? shelves.correlated : shelves.own)
  const unlisted = { place: null, misses: 0, missedSince: null }
  for (const notice of before.toReversed()) {
    const { id, source, publishedAt } = notice
    shelfOf(notice).set(id, notice)
    // A notice has the name of its first telling: whether that still stands there is asked after a restart, too.
    rememberTelling(heard, id, { source, saying: '', id, publishedAt, isListed: true, ...unlisted })
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
    const place = last?.place ?? null
    const isListed = sourceKindOf(source.kind)?.lists ?? false
    const telling = { source: source.id, saying, id: notice.id, publishedAt: item.publishedAt, isListed }
    rememberTelling(heard, own, { ...telling, ...unlisted, place })
    for (const { id } of absorbed) {
      shelf.delete(id)
      for (const [name, told] of heard) if (told.id === id) heard.set(name, { ...told, id: notice.id })
    }
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
    missing(items, source, now) {
      const listed = items.map(({ key, publishedAt }) => ({ own: noticeIdOf(source.id, key), publishedAt }))
      markMissed(heard, source.id, listed, now)
      const tellings = Map.groupBy(heard.values(), ({ id }) => id)
      return [...shelfOf(source).values()].flatMap((notice) => {
        if (isOver(notice) || !stillMatters(notice, now)) return []
        const told = tellings.get(notice.id)?.filter(({ isListed }) => isListed) ?? []
        if (!told.some((one) => one.source === source.id) || told.some(({ misses }) => misses === 0)) return []
        const misses = Math.min(...told.map((one) => one.misses))
        return [{ notice, misses, missedMs: now - Math.max(...told.map(({ missedSince }) => missedSince ?? now)) }]
      })
    },
    withdraw(notice, now) {
      const shelf = shelfOf(notice)
      // Two places may find it gone at the same time.
      if (shelf.get(notice.id) !== notice) return []
      const gone = { ...withdrawn(notice, now), withdrawn: true as const }
      shelf.set(notice.id, gone)
      for (const [own, telling] of heard) if (telling.id === notice.id) heard.delete(own)
      return [gone]
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
