import type { NoticeKind } from '../notice.ts'
import { type NoticeWords, type Sense, says } from './notice-words.ts'
import type { Statement, Statements } from './statements.ts'

export interface KindReading {
  readonly kind: NoticeKind
  readonly from: Statement | null
}

const SILENT_ROLES = ['plan', 'contact', 'aside', 'next', 'stamp', 'unaffected', 'cause']

/** What an announcement is about: trouble, planned work, or something else. The title decides where it speaks. */
export function kindOf(title: Statement | null, read: Statements, words: NoticeWords): KindReading {
  const body = read.statements.filter(({ role }) => role === null || !SILENT_ROLES.includes(role))
  const other = (from: Statement | null): KindReading => ({ kind: 'other', from })
  const consumer = consumerOf(title, read.statements, words)
  if (consumer) return other(consumer)
  if (title) {
    const fault = lastOf(words, 'fault', title.text)
    const work = lastOf(words, 'work', title.text)
    const topic = words.topics.some((one) => test(one.title, title.text))
    if (topic && !isTagged(title.text)) {
      const topicKind = topicStays(title, body, words, fault, work)
      if (topicKind) return other(title)
    }
    if (fault >= 0 || work >= 0) return { kind: titleKind(title, body, words, fault, work), from: title }
  }
  return bodyKind(title, body, words)
}

const isTagged = (title: string): boolean =>
  /^[[【(<〔]\s?(?:障害|復旧|復旧済み?|調査中|解消|回復|対応中|障害発生|outage|resolved|investigating|identified|monitoring|incident|장애|복구)/.test(
    title,
  )

/** A title of another topic may still announce work on that very thing ("料金システムのメンテナンス"). */
function topicStays(
  title: Statement,
  body: readonly Statement[],
  words: NoticeWords,
  fault: number,
  work: number,
): boolean {
  if (fault < 0 && work < 0)
    return (
      !body.some(({ text }) => says(words, 'trouble', text) && /現在|発生して|currently|발생하고/.test(text)) ||
      !says(words, 'work', title.text)
    )
  return !endsInHead(title.text)
}

/** The head of a Japanese or Korean title stands at its end: "…障害について", "…メンテナンスのお知らせ". */
const endsInHead = (title: string): boolean =>
  /(?:障害|不具合|事象|遅延|エラー|メンテナンス|作業|工事|停止)(?:の|に関する|について)?(?:お知らせ|ご案内|ご報告|お詫び|ご連絡)?[\s)】\]。]*$|(?:장애|점검|작업|지연)\s?(?:안내|공지)?$|^(?:scheduled|planned|emergency)?\s?maintenance|outage|errors?$|delays?$/.test(
    title,
  )

function titleKind(
  title: Statement,
  body: readonly Statement[],
  words: NoticeWords,
  fault: number,
  work: number,
): NoticeKind {
  if (says(words, 'after-work', title.text) && fault >= 0) return 'outage'
  if (fault >= 0 && work >= 0) {
    const english = !/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/.test(title.text)
    if (english)
      return firstAt(words, 'work', title.text) <= firstAt(words, 'fault', title.text) ? 'maintenance' : 'outage'
    return work > fault ? 'maintenance' : 'outage'
  }
  if (work >= 0 && body.some(({ text }) => says(words, 'after-work', text) && says(words, 'trouble', text)))
    return 'outage'
  if (
    fault >= 0 &&
    isOnlyState(title.text) &&
    body.some(({ text }) => says(words, 'planned', text)) &&
    !body.some(({ text }) => says(words, 'trouble', text))
  )
    return 'maintenance'
  return fault >= 0 ? 'outage' : 'maintenance'
}
const isOnlyState = (title: string): boolean => /復旧|回復|再開|resolved|복구/.test(title)

function bodyKind(title: Statement | null, body: readonly Statement[], words: NoticeWords): KindReading {
  const first = body.slice(0, 12)
  const topical = first.slice(0, 4).find(({ text }) => words.topics.some((one) => test(one.text, text)))
  for (const statement of first) {
    const trouble = says(words, 'trouble', statement.text)
    const planned = says(words, 'planned', statement.text) || says(words, 'work', statement.text)
    if (!trouble && !planned) continue
    if (topical && !(trouble && /現在|発生して|ただいま|right now|currently|현재/.test(statement.text))) break
    if (trouble && says(words, 'unaffected', statement.text) && !planned) continue
    if (trouble && planned)
      return { kind: says(words, 'after-work', statement.text) ? 'outage' : 'maintenance', from: statement }
    return { kind: trouble ? 'outage' : 'maintenance', from: statement }
  }
  const state = topical
    ? undefined
    : first.find(({ text }) => says(words, 'recovered', text) && says(words, 'fault', text))
  return state ? { kind: 'outage', from: state } : { kind: 'other', from: topical ?? title ?? null }
}

/** Trouble of the consumer LINE, which says nothing about LINE WORKS. */
function consumerOf(title: Statement | null, statements: readonly Statement[], words: NoticeWords): Statement | null {
  const withoutOurs = (text: string) => text.replace(words.senses.ours.any, ' ')
  const lead = [...(title ? [title] : []), ...statements.slice(0, 3)]
  const named = lead.find(({ text }) => says(words, 'consumer', withoutOurs(text)))
  if (!named) return null
  const ours = [...(title ? [title] : []), ...statements].filter(({ text }) => says(words, 'ours', text))
  const affected = ours.some(
    ({ text }) => says(words, 'trouble', text) && !says(words, 'all-fine', text) && !says(words, 'unaffected', text),
  )
  return affected ? null : named
}

const test = (expression: RegExp, text: string): boolean => {
  expression.lastIndex = 0
  return expression.test(text)
}

/** Where a sense was said last in a text, or -1. */
function lastOf(words: NoticeWords, sense: Sense, text: string): number {
  return positionsOf(words, sense, text).at(-1) ?? -1
}
function firstAt(words: NoticeWords, sense: Sense, text: string): number {
  return positionsOf(words, sense, text)[0] ?? Number.POSITIVE_INFINITY
}
function positionsOf(words: NoticeWords, sense: Sense, text: string): number[] {
  const { any, before, after } = words.senses[sense]
  any.lastIndex = 0
  return [...text.matchAll(any)].flatMap((match) => {
    const end = match.index + match[0].length
    const barred =
      before?.test(text.slice(Math.max(0, match.index - 18), match.index)) || after?.test(text.slice(end, end + 14))
    return barred ? [] : [match.index]
  })
}
