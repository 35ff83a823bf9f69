import { foldText } from './fold.ts'
import type { NoticeBlock, NoticeText } from './notice-text.ts'
import { type LabelRole, type NoticeWords, roleOf } from './notice-words.ts'
import { type Span, timeSpansOf } from './time-spans.ts'
import { stampOf } from './update-stamps.ts'

/** One sentence or value of a notice. */
export interface Statement {
  /** As it was written: what is quoted as evidence. */
  readonly raw: string
  /** Folded: what the rules read. */
  readonly text: string
  /** What the label or section that it stands under says about it. */
  readonly role: LabelRole | null
  /** Which update it belongs to: an index into `entries`. */
  readonly entry: number
}

/** One update of a notice; the first one holds what stands before any update. */
export interface Entry {
  /** Its time stamp, where it has one. */
  readonly stamp: Span | null
  /** Its number ("第2報"), where it has one. */
  readonly ordinal: number | null
  /** It says of itself that it is when this was written ("14:00更新"): no time of the event. */
  readonly isUpdate: boolean
}

export interface Statements {
  readonly statements: readonly Statement[]
  readonly entries: readonly Entry[]
  /** Stamps of publication and update. */
  readonly stamps: readonly Span[]
}

const DECORATION = /^[\s■□●○◆◇▼▽▲△★☆・•‣▪※*#>◎◯🔶🔷🔹🔸‥-]+/u
const NUMBERING = /^(?:[(（]?\d{1,2}[)）]|\d{1,2}[.．](?!\d)|[①-⑳])\s*/
const BRACKETED = /^[【[［＜<〈《「『(（]([^】\]］＞>〉》」』)）]{1,24})[】\]］＞>〉》」』)）]\s*[:：]?\s*/
const SENTENCE_END =
  /(?<=[。！？])|(?<=[!?])\s+|(?<=[A-Za-z0-9)\]"'](?<![ap]\.m)(?<!\bapprox)[.])\s+(?=[A-Z[])|(?<=[가-힣][.])\s+|\s(?=\d{1,2}[.)]\s[^\d\s:：]{1,8}\s?[^\d\s:：]{0,8}[:：])/u
/** A mark in the middle of a line begins another item: "■発生 … ■復旧 …". */
const INNER_MARK = /(?<=\S)\s+(?=[■●◆▼◇]\s?[^\s■●◆▼◇])/
/** Labels that an update may carry inside. */
const ENTRY_ROLES: readonly LabelRole[] = ['status', 'symptom', 'timeline', 'next']
const TIME_ROLES: readonly (LabelRole | null)[] = ['window', 'start', 'end', 'before', 'after', 'reserve', 'next']

/** Cuts a notice into sentences and values, each with the label that it stands under and the update that it belongs to. */
export function statementsOf(notice: NoticeText, words: NoticeWords): Statements {
  const reader = createReader(words)
  for (const block of withinReach(notice.blocks)) reader.read(block)
  const { entries, stamps, statements } = reader
  if (!hasTrailingStamps(reader)) return reader
  const unstamped = { stamp: null, ordinal: null, isUpdate: true }
  return { entries: [...entries, unstamped], stamps, statements: underNext(statements) }
}

/** Status pages write the time below the words that it belongs to: then the last stamp has nothing behind it. */
const hasTrailingStamps = ({ statements, entries }: Statements): boolean => {
  const [first, last] = [statements[0], statements.at(-1)]
  if (first?.entry !== 0 || !last || entries.length < 2) return false
  return STATUS_LEAD.test(first.text) || (entries.length > 2 && last.entry === entries.length - 2)
}
const STATUS_LEAD =
  /^(?:investigating|identified|monitoring|resolved|update|scheduled|in progress|verifying|completed)\s-\s/

const underNext = (statements: readonly Statement[]): Statement[] =>
  statements.map((one) => ({ ...one, entry: one.entry + 1 }))

/** An announcement is short. Of a longer text its beginning and its end are read: updates stand at the one or the other. */
const MOST_HEAD = 10_000
const MOST_TAIL = 5_000
const MOST_SENTENCE = 600

const sizeOf = (block: NoticeBlock): number =>
  20 +
  (block.kind === 'row'
    ? block.cells.join().length
    : block.text.length + (block.kind === 'field' ? block.label.length : 0))

function withinReach(blocks: readonly NoticeBlock[]): readonly NoticeBlock[] {
  const sizes = blocks.map(sizeOf)
  if (sizes.reduce((sum, size) => sum + size, 0) <= MOST_HEAD + MOST_TAIL) return blocks
  let head = 0
  for (let left = MOST_HEAD; head < blocks.length && left > 0; head++) left -= sizes[head] ?? 0
  let tail = blocks.length
  for (let left = MOST_TAIL; tail > head && left > 0; tail--) left -= sizes[tail - 1] ?? 0
  return [...blocks.slice(0, head), ...blocks.slice(tail)].map(cutBlock)
}

function cutBlock(block: NoticeBlock): NoticeBlock {
  if (block.kind === 'row')
    return { ...block, cells: block.cells.slice(0, 20).map((cell) => cell.slice(0, MOST_HEAD / 20)) }
  return { ...block, text: block.text.slice(0, MOST_HEAD) }
}

function createReader(words: NoticeWords) {
  const statements: Statement[] = []
  const entries: Entry[] = [{ stamp: null, ordinal: null, isUpdate: true }]
  const stamps: Span[] = []
  let section: LabelRole | null = null
  let header: { table: number; cells: readonly string[] } | null = null
  let current = 0

  const add = (raw: string, given: LabelRole | null): void => {
    const role = given === 'stamp' && isTag(given, raw) && raw.length > 24 ? null : given
    if (role === 'stamp') stamps.push(...timeSpansOf(foldText(raw)))
    if (role === 'stamp' || role === 'aside') return
    for (const sentence of raw.split(SENTENCE_END)) {
      const trimmed = sentence.trim()
      if (trimmed)
        statements.push({
          raw: trimmed,
          text: foldText(trimmed.slice(0, MOST_SENTENCE)).slice(0, MOST_SENTENCE),
          role,
          entry: current,
        })
    }
  }

  /** Splits "発生：… 復旧：…" at every known label; what stands before the first keeps the section's role. */
  const addLabelled = (raw: string, inherited: LabelRole | null): void => {
    let role = inherited
    let from = 0
    for (const match of raw.matchAll(
      /([^\s:：、。/／|｜（(【[\]】）)]{1,24}(?:[ (（][^\s:：、。()（）/／|｜・]{1,16}[)）]?){0,3})\s?[:：](?!\/\/)/g,
    )) {
      const name = match[1] ?? ''
      const isClock = /\d\s*$/.test(name) && /\d/.test(raw[match.index + match[0].length] ?? '')
      const known = isClock ? null : nameIn(name, words)
      if (!known || known.role === 'aside') continue
      add(raw.slice(from, match.index + known.from), role)
      role = known.role
      from = match.index + match[0].length
    }
    if (from > 0) section = null
    add(raw.slice(from), role)
    if (from > 0 && from >= raw.trimEnd().length) section = role
  }

  /** A heading about the whole ends the updates above it. */
  const leaveEntry = (role: LabelRole | null): void => {
    current = role !== null && ENTRY_ROLES.includes(role) ? current : 0
  }

  const readLine = (line: string, heading: boolean): void => {
    const body = strip(line)
    if (!body) return
    const whole = roleOf(words, labelText(body.replace(/[:：]\s*$/, '')))
    if (whole) {
      section = whole
      leaveEntry(whole)
      return
    }
    if (section === 'aside') {
      if (!heading) return
      section = null
    }
    const timely = TIME_ROLES.includes(section)
    const stamped = timely ? null : stampOf(body, words)
    if (stamped) {
      entries.push(stamped.entry)
      current = entries.length - 1
      section = null
      const { rest, span, bare } = stamped
      if (bare && span) stamps.push(span)
      if (rest) readRest(rest)
      return
    }
    if (heading) section = null
    else if (timely && timeSpansOf(foldText(body)).length === 0 && !/未定|継続|tbd|ongoing|미정|^[-－–—]$/i.test(body))
      section = null
    readRest(body)
  }

  const readRest = (body: string): void => {
    const bracket = BRACKETED.exec(body)
    const bracketRole = bracket && roleOf(words, labelText(bracket[1] ?? ''))
    const rest = bracket ? body.slice(bracket[0].length) : ''
    if (bracket && bracketRole && !isTag(bracketRole, rest)) {
      section = rest ? null : bracketRole
      addLabelled(rest, bracketRole)
      return
    }
    const spaced = /^(\S{2,16}?)(?:[\s:：]*[\u3000\t]\s*|\s{2,}|\s(?=[\d２０令午今本昨翌]))(?=\S)/u.exec(body)
    const spacedRole = spaced && roleOf(words, labelText(spaced[1] ?? ''))
    if (spaced && spacedRole) {
      section = null
      addLabelled(body.slice(spaced[0].length), spacedRole)
      return
    }
    addLabelled(body, section)
  }

  const readField = (label: string, value: string): void => {
    const role = roleOf(words, labelText(strip(label)))
    if (role) {
      for (const line of value.split('\n')) if (line.trim()) addLabelled(strip(line) || line, role)
      section = null
      return
    }
    const lines = value.split('\n').filter((line) => line.trim())
    readLine(`${label}${/\d$/.test(label) ? '　' : '：'}${lines[0] ?? ''}`, false)
    for (const line of lines.slice(1)) readLine(line, false)
  }

  const isPaired = (cells: readonly string[], heads: readonly boolean[]): boolean =>
    heads.every((head, at) => head === (at % 2 === 0)) ||
    cells.every((cell, at) => at % 2 === 1 || roleOf(words, labelText(strip(cell))) !== null)

  const readRow = (block: Extract<NoticeBlock, { kind: 'row' }>): void => {
    const { cells, heads } = block
    const isHeader =
      (cells.length > 1 && heads.every(Boolean)) ||
      (cells.length > 2 && cells.every((cell) => roleOf(words, labelText(strip(cell)))))
    if (header?.table !== block.table) header = null
    if (isHeader) {
      header = { table: block.table, cells }
      return
    }
    if (header && header.cells.length === cells.length) {
      for (const [at, cell] of cells.entries()) readField(header.cells[at] ?? '', cell)
    } else if (cells.length % 2 === 0 && (cells.length === 2 || isPaired(cells, heads))) {
      for (let at = 0; at < cells.length; at += 2) readField(cells[at] ?? '', cells[at + 1] ?? '')
    } else readLine(cells.join('　'), false)
  }

  const read = (block: NoticeBlock): void => {
    if (block.kind === 'line' && INNER_MARK.test(block.text)) {
      for (const text of block.text.split(INNER_MARK)) read({ kind: 'line', text })
    } else if (block.kind === 'row') readRow(block)
    else if (block.kind === 'field') readField(block.label, block.text)
    else readLine(block.text, block.kind === 'heading')
  }
  return { statements, entries, stamps, read }
}

/** The label at the end of what stands before a colon: "… 변경되었습니다. 대상 서비스" ends in one. */
function nameIn(name: string, words: NoticeWords): { role: LabelRole; from: number } | null {
  for (let from = 0; from >= 0 && from < name.length; ) {
    const role = roleOf(words, labelText(name.slice(from)))
    if (role) return { role, from }
    const space = name.slice(from).search(/[ \u3000]/)
    from = space < 0 ? -1 : from + space + 1
  }
  return null
}

/** "【復旧】17:42にすべての機能が…" is a tag of what follows, not a name for a time. */
const isTag = (role: LabelRole, rest: string): boolean => {
  if (role !== 'start' && role !== 'end' && role !== 'stamp' && role !== 'next') return false
  const text = foldText(rest)
  const timed = timeSpansOf(text).reduce((sum, { from, to }) => sum + to - from, 0)
  return rest !== '' && text.length - timed > 8
}

/** "日　程", "停　止": a word of two signs that was spread to the width of its neighbours. */
const SPREAD = /^(\p{Script=Han})[\u3000 ]{1,4}(\p{Script=Han})(?=[\s\u3000:：]|$)/u

const strip = (line: string): string => {
  const plain = line
    .trim()
    .replace(DECORATION, '')
    .replace(NUMBERING, '')
    .replace(DECORATION, '')
    .trim()
    .replace(SPREAD, '$1$2')
  return plain || line.trim()
}

const labelText = (label: string): string =>
  foldText(label)
    .replace(/^[\s■□●○◆◇▼▽・*#<>[\]【】「」()-]+|[\s<>[\]【】「」()-]+$/gu, '')
    .trim()
