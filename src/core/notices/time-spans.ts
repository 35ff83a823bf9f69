import { type Half, type TimeToken, timeTokensOf } from './time-tokens.ts'
import type { DateSpec } from './time-values.ts'

/** A point in time as it stands in a text, not yet tied to a calendar. */
export interface Moment {
  from: number
  to: number
  date: DateSpec | null
  half: Half | null
  /** The half stands behind the hour ("1:00 AM"), so it may hold for an earlier hour, too. */
  halfBehind: boolean
  time: { readonly hour: number; readonly minute: number } | null
  approximate: boolean
  zone: number | null
  /** The date stands after the time ("9:58 JST on May 2") and so holds for the start of a range, too. */
  dateFollows: boolean
}

/** One or two moments that belong together. */
export interface Span {
  readonly from: number
  readonly to: number
  readonly start: Moment | null
  readonly end: Moment | null
  /**
   * `range`: both ends; `change`: an old and a new value ("6:00から8:00に", "→"); `open`: a start whose end is left open in so many words;
   * `from` and `until`: one end, marked as such; `single`: a bare moment.
   */
  readonly form: 'range' | 'change' | 'open' | 'from' | 'until' | 'single'
  /** A stated length, where it stands right behind a start without an end. */
  readonly minutes: number | null
}

type Item =
  | { readonly type: 'moment'; readonly moment: Moment; readonly from: number; readonly to: number }
  | Extract<TimeToken, { type: 'range' | 'duration' | 'open' }>

const JOINT = /^(?:[\s,、()[\]|:;・「」【】]|の|に|は|at|on|of|@|t(?=$)){0,8}$/
const TIGHT = /^[\s()]{0,3}$/
const isJoint = (text: string, from: number, to: number): boolean => to - from <= 10 && JOINT.test(text.slice(from, to))
const isTight = (text: string, from: number, to: number): boolean => to - from <= 3 && TIGHT.test(text.slice(from, to))

const momentFrom = (token: TimeToken): Moment => ({
  from: token.from,
  to: token.to,
  date: null,
  half: null,
  halfBehind: false,
  time: null,
  approximate: false,
  zone: null,
  dateFollows: false,
})

const isReal = (moment: Moment): boolean =>
  moment.time !== null || (moment.date !== null && moment.date.kind === 'calendar')

/** Whether the token after a date is its own hour, so that the date cannot belong to the hour before it. */
const hasOwnTime = (text: string, tokens: readonly TimeToken[], at: number): boolean => {
  let end = tokens[at]?.to ?? 0
  for (const next of tokens.slice(at + 1, at + 5)) {
    if (!isJoint(text, end, next.from)) return false
    if (next.type === 'time') return true
    if (next.type !== 'weekday' && next.type !== 'half' && next.type !== 'approx') return false
    end = next.to
  }
  return false
}

const takeDate = (moment: Moment, token: Extract<TimeToken, { type: 'date' | 'stamp' }>): void => {
  moment.date = token.date
  if (token.type === 'stamp') {
    moment.time = { hour: token.hour, minute: token.minute }
    moment.zone = token.zone
  } else if (token.half) moment.half = token.half
}

const isVague = (date: DateSpec | null): boolean => date !== null && date.kind !== 'calendar'

function itemsOf(text: string): Item[] {
  const tokens = timeTokensOf(text)
  const items: Item[] = []
  let current: Moment | null = null
  let approximateAt = -1
  /** A day of the week in front of its date: "Sunday, October 4". */
  let weekday: TimeToken | null = null
  const finish = () => {
    if (current && isReal(current)) items.push({ type: 'moment', moment: current, from: current.from, to: current.to })
    current = null
  }
  const begin = (token: TimeToken): Moment => {
    finish()
    const moment = momentFrom(token)
    if (weekday && isJoint(text, weekday.to, token.from)) moment.from = weekday.from
    weekday = null
    if (approximateAt >= 0 && isTight(text, approximateAt, token.from)) moment.approximate = true
    current = moment
    return moment
  }
  for (const [at, token] of tokens.entries()) {
    const open: Moment | null = current
    const joined = open !== null && isJoint(text, (open as Moment).to, token.from)
    const held = joined ? (open as Moment) : null
    if (token.type === 'range' || token.type === 'duration' || token.type === 'open') {
      finish()
      items.push(token)
    } else if (token.type === 'date' || token.type === 'stamp') {
      if (held && !held.time && (isVague(held.date) || (token.type === 'date' && isVague(token.date)))) {
        if (isVague(held.date)) takeDate(held, token)
        held.to = token.to
      } else if (
        held?.time &&
        !held.date &&
        (token.type === 'stamp' || token.date.kind === 'calendar') &&
        /[a-z\s,]$/.test(text.slice(0, token.from)) &&
        !hasOwnTime(text, tokens, at)
      ) {
        takeDate(held, token)
        held.dateFollows = true
        held.to = token.to
      } else takeDate(begin(token), token)
    } else if (token.type === 'time') {
      const moment = held && !held.time ? held : begin(token)
      moment.time = { hour: token.hour, minute: token.minute }
      if (token.half) {
        moment.half = token.half
        moment.halfBehind = true
      }
      moment.to = token.to
    } else if (token.type === 'half') {
      const moment = held && !held.time ? held : begin(token)
      moment.half = token.half
      moment.to = token.to
    } else if (token.type === 'approx') {
      if (held && token.side === 'after' && isTight(text, held.to, token.from) && held.time) {
        held.approximate = true
        held.to = token.to
      } else if (token.side === 'before') {
        approximateAt = token.to
        if (held && !held.time) {
          held.approximate = true
          held.to = token.to
        }
      }
    } else if (token.type === 'weekday' && (!held || held.time)) {
      weekday = token
      if (held) held.to = token.to
    } else if (held && (token.type === 'weekday' || held.time)) {
      if (token.type === 'zone') held.zone = token.minutes
      held.to = token.to
    } else if (token.type === 'zone') {
      const last = items.at(-1)
      if (last?.type === 'moment' && last.moment.zone === null && isJoint(text, last.to, token.from))
        last.moment.zone = token.minutes
    }
  }
  finish()
  return items
}

const CHANGES = /^\s{0,2}(?:に|へ|と)(?:延長|変更|繰り|延期|後ろ|前倒|訂正|修正|改め|切り)/
const ONWARDS = /^\s{0,2}(?:以降|以後|onwards?(?![a-z])|이후)/
const BETWEEN = /between\s(?:about\s|around\s|approximately\s)?$/

/** The moments of a folded text, joined where the text joins them. Linear in the length of the text. */
export function timeSpansOf(text: string): Span[] {
  const items = itemsOf(text)
  const spans: Span[] = []
  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    if (item?.type !== 'moment') {
      const next = items[at + 1]
      if (item?.type === 'range' && next?.type === 'moment' && isLonelyEnd(text, items, at)) {
        spans.push({ from: item.from, to: next.to, start: null, end: next.moment, form: 'until', minutes: null })
        at++
      }
      continue
    }
    const { span, last } = spanAt(text, items, at)
    spans.push(span)
    at = last
  }
  return spans
}

/** "～ 5:00" at the very start of a value, or "until 5:00": an end without a start. */
function isLonelyEnd(text: string, items: readonly Item[], at: number): boolean {
  const item = items[at]
  const next = items[at + 1]
  if (item?.type !== 'range' || next?.type !== 'moment' || !isJoint(text, item.to, next.from)) return false
  if (item.range === 'to') return /^(?:until|till|til|through|thru)/.test(text.slice(item.from, item.to))
  return (
    item.range === 'dash' &&
    text.slice(item.from, item.to) === '~' &&
    /(?:^|[\s:(])\s*$/.test(text.slice(Math.max(0, item.from - 4), item.from))
  )
}

function spanAt(text: string, items: readonly Item[], at: number): { span: Span; last: number } {
  const first = items[at] as Extract<Item, { type: 'moment' }>
  const base = { from: first.from, start: first.moment, end: null, minutes: null }
  let next = at + 1
  let end = first.to
  const ranges: string[] = []
  for (let item = items[next]; item?.type === 'range' && isJoint(text, end, item.from); item = items[++next]) {
    if (item.range === 'and' && !BETWEEN.test(text.slice(Math.max(0, first.from - 24), first.from))) break
    if (isSeparator(text, item, items[next + 1])) break
    ranges.push(item.range)
    end = item.to
  }
  if (ranges.length === 0) return singleAt(text, items, at)
  const other = items[next]
  const only = ranges.length === 1 ? ranges[0] : null
  const reaches = other !== undefined && isJoint(text, end, other.from)
  if (reaches && other.type === 'moment' && !(only === 'to' && /まで|迄|까지/.test(text.slice(end - 3, end)))) {
    const close = items[next + 1]
    const closed = close?.type === 'range' && close.range === 'to' && isJoint(text, other.to, close.from)
    const last = closed ? next + 1 : next
    const to = closed ? close.to : other.to
    const changed =
      !closed &&
      (ranges.includes('arrow') || ((only === 'from' || only === 'to') && CHANGES.test(text.slice(to, to + 8))))
    return { span: { ...base, to, end: other.moment, form: changed ? 'change' : 'range' }, last }
  }
  if (reaches && other.type === 'duration')
    return { span: { ...base, to: other.to, form: 'open', minutes: other.minutes }, last: next }
  if (reaches && other.type === 'open') return { span: { ...base, to: other.to, form: 'open' }, last: next }
  if (only === 'to')
    return {
      span: { from: first.from, to: end, start: null, end: first.moment, form: 'until', minutes: null },
      last: next - 1,
    }
  return { span: { ...base, to: end, form: ranges.includes('dash') ? 'open' : 'from' }, last: next - 1 }
}

/** "08:55 JST – Administrators may see …": a dash that sets a stamp apart from its text. */
const isSeparator = (text: string, item: Item, next: Item | undefined): boolean =>
  text[item.from] === '-' &&
  /^\s{1,2}[^\s\d]/.test(text.slice(item.to, item.to + 3)) &&
  !(next !== undefined && isJoint(text, item.to, next.from))

function singleAt(text: string, items: readonly Item[], at: number): { span: Span; last: number } {
  const first = items[at] as Extract<Item, { type: 'moment' }>
  const next = items[at + 1]
  const onwards = ONWARDS.test(text.slice(first.to, first.to + 14))
  const rest = items.slice(at + 1)
  const later = rest
    .slice(0, rest.findIndex(({ type }) => type === 'moment') >>> 0)
    .find(({ type }) => type === 'duration')
  const lasting = later !== undefined && /(?<![a-z])for\s$/.test(text.slice(0, later.from)) ? later : null
  const length =
    next?.type === 'duration' && isJoint(text, first.to, next.from)
      ? next.minutes
      : lasting?.type === 'duration'
        ? lasting.minutes
        : null
  return {
    span: {
      from: first.from,
      to: first.to,
      start: first.moment,
      end: null,
      form: onwards ? 'open' : 'single',
      minutes: length,
    },
    last: at,
  }
}
