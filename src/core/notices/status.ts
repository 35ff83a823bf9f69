import type { NoticeKind, NoticeStatus } from '../notice.ts'
import { type NoticeWords, type Sense, type StatusRule, says } from './notice-words.ts'
import { dayContextOf, resolveMoment } from './resolve-times.ts'
import type { Entry, Statement, Statements } from './statements.ts'

export interface StatusReading {
  readonly status: NoticeStatus
  /** Some sentence says so; otherwise it is what an announcement of this kind means when it says nothing. */
  readonly stated: boolean
  /** It is a guess that a finished interval may correct. */
  readonly weak: boolean
  readonly from: Statement | null
  /** It tells of the trouble in the past tense. */
  readonly past: boolean
  readonly extended: boolean
  /** The plan was changed: the interval that counts is the new one. */
  readonly changed: boolean
  /** It was moved to another time. */
  readonly moved: boolean
}

const SILENT_ROLES = ['plan', 'contact', 'aside', 'next', 'stamp', 'unaffected', 'timeline']
/** What a text says that has nothing new to say. */
const ALWAYS: readonly Sense[] = ['past-trouble', 'extended', 'moved', 'report']
const UNCERTAIN: readonly NoticeStatus[] = ['investigating', 'scheduled']

/** How it stands: the newest update that says something decides, then the title, then what silence means. */
export function statusOf(
  kind: Exclude<NoticeKind, 'other'>,
  title: Statement | null,
  read: Statements,
  words: NoticeWords,
): StatusReading {
  const rules = words.status.filter((rule) => rule.kind === kind)
  const asked = [...new Set([...ALWAYS, ...rules.flatMap(({ all, none }) => [...all, ...(none ?? [])])])]
  const relevant = read.statements.filter(({ role }) => role === null || !SILENT_ROLES.includes(role))
  const all = sensesIn([...(title ? [title] : []), ...relevant], asked, words)
  const base = {
    past: all.has('past-trouble'),
    extended: all.has('extended'),
    changed: all.has('extended') || all.has('moved'),
    moved: all.has('moved') && !all.has('extended'),
  }
  const past = all.get('past-trouble')
  const titleSenses = new Map(title ? sensesIn([title], asked, words) : [])
  if (past && titleSenses.has('report')) titleSenses.set('past-trouble', past)
  const titled = firstRule(rules, titleSenses)
  const sensesOf = (entry: number) =>
    sensesIn(
      relevant.filter((one) => one.entry === entry),
      asked,
      words,
    )
  const newest = firstOf(newestFirst(read.entries), (entry) => firstRule(rules, sensesOf(entry)))
  const verdict = stronger(newest, titled)
  if (verdict)
    return { ...base, status: verdict.rule.status, stated: true, weak: verdict.rule.weak ?? false, from: verdict.from }
  return { ...base, status: kind === 'outage' ? 'investigating' : 'scheduled', stated: false, weak: true, from: null }
}

/** The text decides, except where it only guesses and the title knows. "対応中" in a title knows nothing of the cause. */
function stronger(text: Verdict | null, title: Verdict | null): Verdict | null {
  if (!text || !title || !text.rule.weak) return text ?? title
  if (!title.rule.weak) return title
  const knows = !title.rule.all.includes('repairing')
  return UNCERTAIN.includes(text.rule.status) && knows ? title : text
}

function firstOf<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const found = find(item)
    if (found !== null) return found
  }
  return null
}

/** Indexes of the updates, newest first: by number, else by stamp; what stands before any update is oldest. */
function newestFirst(entries: readonly Entry[]): number[] {
  const context = dayContextOf(0, 0)
  const rank = entries.map(({ stamp, ordinal }, index) => {
    if (index === 0) return { ordinal: -1, at: Number.NEGATIVE_INFINITY, index }
    const at = stamp?.start ? resolveMoment(stamp.start, { ...context }) : Number.NEGATIVE_INFINITY
    return { ordinal: ordinal ?? -1, at, index }
  })
  return rank
    .sort((a, b) => (a.ordinal >= 0 && b.ordinal >= 0 ? b.ordinal - a.ordinal : 0) || b.at - a.at || a.index - b.index)
    .map(({ index }) => index)
}

type Said = ReadonlyMap<Sense, Statement>

function sensesIn(statements: readonly Statement[], asked: readonly Sense[], words: NoticeWords): Said {
  const said = new Map<Sense, Statement>()
  for (const sense of asked) {
    const from = statements.find((statement) => senseHolds(sense, statement, words))
    if (from) said.set(sense, from)
  }
  return said
}

function senseHolds(sense: Sense, statement: Statement, words: NoticeWords): boolean {
  if (sense === 'cause-known' && statement.role === 'cause' && isCause(statement, words)) return true
  return says(words, sense, statement.text)
}

/** "原因：ディスク故障" tells the cause; "原因：調査中" does not. */
const isCause = ({ text }: Statement, words: NoticeWords): boolean =>
  text.length > 3 &&
  !says(words, 'investigating', text) &&
  !/不明|未定|未確定|未特定|判明次第|unknown|tbd|under review|pending|미상|확인/.test(text)

interface Verdict {
  readonly rule: StatusRule
  readonly from: Statement | null
}

function firstRule(rules: readonly StatusRule[], said: Said): Verdict | null {
  const rule = rules.find(
    ({ all, none }) => all.every((sense) => said.has(sense)) && !(none ?? []).some((sense) => said.has(sense)),
  )
  return rule ? { rule, from: said.get(rule.all[0] as Sense) ?? null } : null
}
