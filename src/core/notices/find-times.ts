import type { NoticeKind } from '../notice.ts'
import { foldText } from './fold.ts'
import type { NoticeText } from './notice-text.ts'
import { type NoticeWords, placesOf, type Sense, says } from './notice-words.ts'
import { type DayContext, dayContextOf, type Interval, resolveMoment, resolveSpan } from './resolve-times.ts'
import type { Entry, Statement, Statements } from './statements.ts'
import { type Span, timeSpansOf } from './time-spans.ts'
import { DAY_MS, HOME_ZONE_MINUTES } from './time-values.ts'

/** A time that a notice states, and what it is said to be. */
export interface Found extends Interval {
  readonly part: 'both' | 'start' | 'end'
  readonly statement: Statement | null
  /** Under a label or written as an interval; prose only mentions a moment. */
  readonly firm: boolean
  /** The plan before a change. */
  readonly old: boolean
  readonly expected: boolean
  /** The end of the repair, which need not be the end of the effect. */
  readonly mended?: boolean
}

const IGNORED_ROLES = ['next', 'reserve', 'contact', 'plan', 'aside', 'stamp', 'timeline']
const LEAD = 30
const TRAIL = 40

/** The times that a notice states, in its body and in its title. */
export function foundTimes(
  notice: NoticeText,
  read: Statements,
  words: NoticeWords,
  kind: NoticeKind,
): { body: Found[]; title: Found[] } {
  const zone = zoneOf(read, words)
  const baseAt = baseOf(notice, read)
  const context = dayContextOf(baseAt, notice.fetchedAt, zone)
  const title = notice.title === null ? [] : titleTimes(notice.title, context, words, kind)
  const titleDay = context.last
  const stampDays = read.entries.map(({ stamp }) => {
    const scratch = { ...context, last: null }
    if (stamp?.start?.date) resolveMoment(stamp.start, scratch)
    return scratch.last
  })
  const body: Found[] = []
  let entry = -1
  for (const statement of read.statements) {
    if (statement.entry !== entry) {
      entry = statement.entry
      const event = eventOf(read.entries[entry], statement, { ...context, last: titleDay }, words)
      if (event) body.push(event)
      const day = stampDays[entry]
      if (day != null) context.last = day
      else if (entry > 0) context.last = titleDay
    }
    const here = { ...context, base: stampDays[entry] ?? context.base }
    body.push(...timesIn(statement, here, words, kind))
    context.last = here.last
  }
  return { body, title }
}

/** "09:05 障害発生" in a chronicle: the stamp is the time of what stands behind it. */
function eventOf(
  entry: Entry | undefined,
  statement: Statement,
  context: DayContext,
  words: NoticeWords,
): Found | null {
  const { text } = statement
  if (!entry?.stamp || entry.isUpdate || text.length > 40 || timeSpansOf(text).length > 0) return null
  const isEnd =
    (text.length <= 14 && says(words, 'recovered', text)) || /^(?:全面|完全|サービス)?(?:復旧|解消|回復)$/.test(text)
  if (!isEnd && !/^(?:障害|事象|不具合|エラー)?(?:が|の)?発生(?=$|[\s、:(])/.test(text)) return null
  const interval = resolveSpan(entry.stamp, context)
  const base = { ...interval, statement, old: false, expected: false }
  return isEnd ? asEnd(base, interval, false) : { ...base, part: 'start', firm: false }
}

/** "Today" is the day of the newest stamp that is not after the reading, else of publication, else of reading. */
function baseOf(notice: NoticeText, read: Statements): number {
  const context = dayContextOf(notice.fetchedAt, notice.fetchedAt)
  const stamps = read.stamps.flatMap(({ start }) => (start?.date ? [resolveMoment(start, { ...context })] : []))
  const known = [...stamps, ...(notice.publishedAt === null ? [] : [notice.publishedAt])]
  const past = known.filter((at) => at <= notice.fetchedAt && notice.fetchedAt - at < 4 * DAY_MS)
  return past.length > 0 ? Math.max(...past) : notice.fetchedAt
}

function zoneOf(read: Statements, words: NoticeWords): number {
  for (const { text } of read.statements) {
    if (!says(words, 'zone-note', text) || timeSpansOf(text).length > 0) continue
    if (/utc|gmt|協定世界時/.test(text) && !/(?:utc|gmt)\s?\+\s?0?9|jst|日本/.test(text)) return 0
  }
  return HOME_ZONE_MINUTES
}

function titleTimes(title: string, context: DayContext, words: NoticeWords, kind: NoticeKind): Found[] {
  const statement: Statement = { raw: title, text: foldText(title.slice(0, 600)), role: null, entry: 0 }
  return timesIn(statement, context, words, kind)
}
function timesIn(statement: Statement, context: DayContext, words: NoticeWords, kind: NoticeKind): Found[] {
  const spans = timeSpansOf(statement.text)
  const moved = says(words, 'moved', statement.text)
  const found: Found[] = []
  for (const [at, span] of spans.entries()) {
    const before = statement.text.slice(Math.max(spans[at - 1]?.to ?? 0, span.from - LEAD), span.from)
    const after = statement.text.slice(
      span.to,
      Math.min(spans[at + 1]?.from ?? Number.POSITIVE_INFINITY, span.to + TRAIL),
    )
    const interval = resolveSpan(span, context)
    const place = { statement, span, interval, before, after }
    if (span.form === 'change' || (moved && span.form === 'range' && isWordyRange(statement.text, span))) {
      found.push(...changeOf(place))
      continue
    }
    const one = foundOf(place, words, kind)
    if (one) found.push(one)
  }
  return found
}

/** "moved from May 3, 1:00 to May 10, 1:00": an old and a new start, not an interval. */
const isWordyRange = (text: string, span: Span): boolean =>
  Boolean(
    span.start?.date &&
      span.end?.date &&
      span.start.time &&
      span.end.time &&
      /\sto\s/.test(text.slice(span.start.to, span.end.from)) &&
      /from\s*$/.test(text.slice(0, span.from)),
  )

function changeOf({ statement, span, interval }: Place): Found[] {
  const newer = span.end
  if (!newer?.time) return []
  const isStart =
    statement.role === 'start' || /開始|start|시작/.test(statement.text.slice(Math.max(0, span.from - 12), span.from))
  const value = interval.endAt
  const base = {
    approximate: newer.approximate,
    statement,
    firm: true,
    old: false,
    expected: true,
  }
  return [
    isStart
      ? { ...base, part: 'start', startAt: value, endAt: null }
      : { ...base, part: 'end', startAt: null, endAt: value },
  ]
}

/** A span where it stands: with what is written before and behind it, up to its neighbours. */
interface Place {
  readonly statement: Statement
  readonly span: Span
  readonly interval: Interval
  readonly before: string
  readonly after: string
}

/** Said right behind a moment: the whole is back then, not just what was late. */
const BACK = /^[^、。]{0,6}(?:正常|復旧|解消|回復|改善)/

/** Whether a time is none of an event: the next update, a reserve day, office hours, a delivery, a date without an hour. */
function isNoWindow({ statement, span, before, after }: Place, words: NoticeWords, kind: NoticeKind): boolean {
  const { role, text } = statement
  const said = (sense: Sense, where: string) => says(words, sense, where)
  if (role !== null && IGNORED_ROLES.includes(role)) return true
  if (said('contact', text)) return true
  if (said('reserve', before.slice(-14))) return true
  if (span.form !== 'range') {
    if (role === null && said('reserve', text)) return true
    if (said('next-update', `${before}${text.slice(span.from, span.to)}${after}`)) return true
  } else if (kind === 'outage' && isPriorWork(statement, after, words)) return true
  if ((span.form === 'single' || span.form === 'until') && said('delivered', text) && !BACK.test(after)) return true
  if (!(span.start?.time ?? span.end?.time)) return true
  return Boolean(span.start && span.end && (!span.start.time || !span.end.time))
}

function foundOf(place: Place, words: NoticeWords, kind: NoticeKind): Found | null {
  const { statement, span, interval, before, after } = place
  const { role, text } = statement
  const said = (sense: Sense, where: string) => says(words, sense, where)
  if (isNoWindow(place, words, kind)) return null
  const asOf = said('as-of-after', after) || said('as-of-before', before)
  if (asOf && !(said('recovered', text) && span.form === 'single')) return null
  const old = role === 'before' || said('superseded-after', after) || said('superseded-before', before)
  const expected = said('expected', text) || said('expected', before)
  const base = { ...interval, statement, old, expected }
  if (span.form === 'range') return { ...base, part: 'both', firm: true }
  if (span.form === 'open') return { ...base, part: interval.endAt === null ? 'start' : 'both', firm: true }
  if (role === 'start' || role === 'window' || role === 'after') {
    if (span.form === 'until') return { ...base, part: 'end', firm: true }
    return { ...base, part: interval.endAt === null ? 'start' : 'both', firm: true }
  }
  if (role === 'end') return asEnd(base, interval, true)
  if (span.form === 'from' && (said('recovered', after.slice(0, 10)) || /^[^。]{0,4}(?:安定|正常)/.test(after)))
    return asEnd(base, interval, false)
  if (span.form === 'from') return { ...base, part: interval.endAt === null ? 'start' : 'both', firm: false }
  if (span.form === 'until') return { ...base, part: 'end', firm: false }
  const part = asOf ? 'end' : partInProse(before, after, words, kind)
  if (part === 'end' || part === 'mended') return { ...asEnd(base, interval, false), mended: part === 'mended' }
  return part === 'start' ? { ...base, part: interval.endAt === null ? 'start' : 'both', firm: false } : null
}

/** "1:00～5:00に実施したメンテナンスで…": the work that caused the trouble, not the trouble. */
function isPriorWork(statement: Statement, after: string, words: NoticeWords): boolean {
  if (statement.role === 'cause') return true
  const clause = after.split(/[、。,]/)[0] ?? ''
  return statement.role === null && says(words, 'work', clause) && !says(words, 'trouble', clause)
}

const asEnd = <T extends Interval>(base: T, interval: Interval, firm: boolean) => ({
  ...base,
  startAt: null,
  endAt: interval.startAt ?? interval.endAt,
  part: 'end' as const,
  firm,
})

/** Whether prose makes a bare moment a beginning or an end: by the word right before it, or the first one behind it. */
function partInProse(
  before: string,
  after: string,
  words: NoticeWords,
  kind: NoticeKind,
): 'start' | 'end' | 'mended' | null {
  const near = before.slice(-16)
  const clause = after.split(/[。.;]/)[0] ?? ''
  const english = /[a-z]\s*$/.test(near) || /^[\s,]*(?:jst|kst|utc)?[\s,)]*[a-z]/.test(clause)
  if (english) {
    if (says(words, 'ends', near)) return 'end'
    if (says(words, 'begins', near)) return 'start'
  } else if (/[はに:\s]$/.test(near) || near.length > 0) {
    const tail = near.slice(-8)
    if (/(?:は|を|が|:|\s|\()\s*$/.test(tail)) {
      if (says(words, 'ends', tail)) return 'end'
      if (says(words, 'begins', tail)) return 'start'
    }
  }
  if (english) return says(words, kind === 'outage' ? 'trouble' : 'planned', clause) ? 'start' : null
  const [ends, begins] = [firstOf(words, 'ends', clause), firstOf(words, 'begins', clause)]
  if (ends !== null && kind === 'outage' && says(words, 'mended', clause.slice(0, ends + 6))) return 'mended'
  if (ends !== null && (begins === null || ends < begins)) return 'end'
  if (begins !== null) return 'start'
  return kind === 'outage' && says(words, 'trouble', clause) ? 'start' : null
}

function firstOf(words: NoticeWords, sense: 'begins' | 'ends', text: string): number | null {
  return placesOf(words, sense, text)[0]?.from ?? null
}
