import type { NoticeKind } from '../notice.ts'
import { finds, replaceFound } from './finder.ts'
import { type NoticeWords, placesOf, type Sense, says } from './notice-words.ts'
import type { Statement, Statements } from './statements.ts'

export interface KindReading {
  readonly kind: NoticeKind
  readonly from: Statement | null
}

const SILENT_ROLES = ['plan', 'contact', 'aside', 'next', 'stamp', 'unaffected']
const OUTAGE_STATES: readonly Sense[] = [
  'investigating',
  'recovered',
  'fully',
  'partly',
  'cause-known',
  'repairing',
  'watching',
  'recurred',
]
const WORK_STATES: readonly Sense[] = ['completed', 'running', 'extended', 'cancelled', 'moved']
/** States that only trouble has. */
const TROUBLED: readonly Sense[] = ['investigating', 'cause-known', 'recurred']
const HEADS: readonly Sense[] = ['fault', 'work', 'halt']
/** Under such a name a noun states what happened. */
const FIELDS: readonly Statement['role'][] = ['symptom', 'affected', 'status']
const CJK = /[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/

/** What an announcement is about: trouble, planned work, or something else. The title decides where it speaks. */
export function kindOf(title: Statement | null, read: Statements, words: NoticeWords): KindReading {
  const body = read.statements.filter(({ role }) => role === null || !SILENT_ROLES.includes(role))
  const elsewhere = consumerOf(title, read.statements, words) ?? foreignOf(title, read.statements, words)
  const denied = [...(title ? [title] : []), ...body.slice(0, 3)].find(({ text }) => says(words, 'denied', text))
  if (denied) return { kind: 'other', from: denied }
  if (elsewhere) return { kind: 'other', from: elsewhere }
  if (title) {
    const { text } = title
    const topics = words.topics.filter((one) => finds(one.title, text))
    const firm = topics.some((one) => one.firm)
    const open = isTagged(text, words) || (!firm && (endsInHead(text, words) || isWorkOn(title, body, words)))
    if (topics.length > 0 && !open) return { kind: 'other', from: title }
    if (says(words, 'fault', text) || says(words, 'work', text))
      return { kind: titleKind(title, body, words), from: title }
    if (says(words, 'halt', text)) return { kind: haltKind(body, words), from: title }
  }
  return bodyKind(title, body, words)
}

const TAG = /^\s?[[【(<〔《]([^\]】>)〕》]{1,20})[\]】>)〕》]/

/** "【障害】…", "[Maintenance] …": the tag says what the rest is about. */
const isTagged = (title: string, words: NoticeWords): boolean => {
  const tag = TAG.exec(title)?.[1]
  return (
    tag !== undefined && (says(words, 'fault', tag) || says(words, 'work', tag) || says(words, 'investigating', tag))
  )
}

/** Work in the title that the text bears out, whatever else the title names. */
const isWorkOn = (title: Statement, body: readonly Statement[], words: NoticeWords): boolean =>
  (says(words, 'work', title.text) || says(words, 'halt', title.text)) &&
  body.some(
    ({ text }) =>
      (says(words, 'work', text) || says(words, 'halt', text)) && WORK_STATES.some((state) => says(words, state, text)),
  )

/** What stands behind the head of a Japanese or Korean title: "…について", "…のお知らせ", "（7月）". */
const TAIL =
  /(?:[\s。]*(?:[([【<][^)\]】>]{0,24}[)\]】>]|の|に関する|における|について|につきまして|お知らせ|ご案内|ご報告|ご連絡|お詫び|お願い|お?詫び|と|案内|報告|連絡|予定|発生|안내|공지|알림))+[\s。]*$/

/** The kind that the tag of a post names: "【障害】メール受信". */
function tagKind(text: string, words: NoticeWords): NoticeKind | null {
  const tag = TAG.exec(text)?.[1]
  if (tag === undefined || says(words, 'after-work', text)) return null
  if (says(words, 'work', tag) && !says(words, 'fault', tag)) return 'maintenance'
  return says(words, 'fault', tag) && !says(words, 'work', text) ? 'outage' : null
}

/** Whether the head of the title, not just some word in it, is trouble or work. */
function endsInHead(title: string, words: NoticeWords): boolean {
  if (!CJK.test(title))
    return /^(?:\[[^\]]*\]\s?)?(?:scheduled|planned|emergency|urgent|upcoming)?\s?(?:maintenance|outage)/.test(title)
  const head = title.replace(TAIL, '').slice(-12)
  return HEADS.some((sense) => placesOf(words, sense, head).some(({ to }) => to >= head.length - 2))
}

function titleKind(title: Statement, body: readonly Statement[], words: NoticeWords): NoticeKind {
  const { text } = title
  const fault = placesOf(words, 'fault', text)
  const work = placesOf(words, 'work', text)
  if (says(words, 'after-work', text) && (fault.length > 0 || body.some((one) => says(words, 'after-work', one.text))))
    return 'outage'
  if (fault.length > 0 && work.length > 0) {
    if (!CJK.test(text)) return (work[0]?.from ?? 0) <= (fault[0]?.from ?? 0) ? 'maintenance' : 'outage'
    return (work.at(-1)?.from ?? 0) > (fault.at(-1)?.from ?? 0) ? 'maintenance' : 'outage'
  }
  if (work.length > 0) {
    const broken = body.some((one) => says(words, 'after-work', one.text) && says(words, 'trouble', one.text))
    return broken ? 'outage' : 'maintenance'
  }
  const troubled = body.some((one) => says(words, 'trouble', one.text))
  return !troubled && isOnlyState(text) && body.some((one) => says(words, 'planned', one.text))
    ? 'maintenance'
    : 'outage'
}
const isOnlyState = (title: string): boolean => /復旧|回復|再開|resolved|복구/.test(title)

/** A stop is planned where the text plans, trouble where it tells of trouble, and work where it only states a time. */
function haltKind(body: readonly Statement[], words: NoticeWords): NoticeKind {
  const planned = body.some(({ text }) => says(words, 'planned', text) || says(words, 'work', text))
  if (planned) return 'maintenance'
  const troubled = body.some(({ text }) =>
    (['trouble', 'fault', ...OUTAGE_STATES] as const).some((sense) => says(words, sense, text)),
  )
  if (troubled) return 'outage'
  return body.some(({ text }) => /\d\s?[:時시]/.test(text)) ? 'maintenance' : 'other'
}

const NOW = /現在|発生して|ただいま|続いて|right now|currently|we are (?:seeing|investigating)|현재|발생하/

function bodyKind(title: Statement | null, body: readonly Statement[], words: NoticeWords): KindReading {
  const first = body.slice(0, 14)
  const topical =
    first.slice(0, 4).find(({ text }) => words.topics.some((one) => finds(one.text, text))) ??
    (title && words.topics.some((one) => finds(one.text, title.text)) ? title : undefined)
  const tagged = first[0] && !topical ? tagKind(first[0].text, words) : null
  if (tagged) return { kind: tagged, from: first[0] ?? null }
  for (const statement of first) {
    const { text } = statement
    if (says(words, 'no-stop', text)) continue
    const troubled = TROUBLED.some((state) => says(words, state, text))
    const trouble =
      says(words, 'trouble', text) ||
      troubled ||
      (FIELDS.includes(statement.role) && (says(words, 'fault', text) || says(words, 'halt', text)))
    const planned = says(words, 'planned', text) || says(words, 'work', text)
    if (!trouble && (!planned || statement.role === 'cause')) continue
    if (topical && !(trouble && NOW.test(text))) break
    if (trouble && !planned && says(words, 'unaffected', text) && !says(words, 'recovered', text)) continue
    const broken = !planned || says(words, 'after-work', text) || (troubled && says(words, 'fault', text))
    return { kind: trouble && broken ? 'outage' : 'maintenance', from: statement }
  }
  if (topical) return { kind: 'other', from: topical }
  const state = (senses: readonly Sense[]) => first.find(({ text }) => senses.some((sense) => says(words, sense, text)))
  const faulty = first.some(({ text }) => says(words, 'fault', text) || says(words, 'halt', text))
  const outage = state([...OUTAGE_STATES, 'fixed'])
  const timed = body.some(({ role }) => role === 'start' || role === 'end')
  if (faulty && timed && !outage) return { kind: 'outage', from: first[0] ?? null }
  const states = [...OUTAGE_STATES, 'fixed' as const].filter((sense) => state([sense]) !== undefined)
  if (
    outage &&
    (faulty ||
      states.length > 1 ||
      first.some(({ text }) => words.components.some(({ names }) => finds(names, `${title?.text ?? ''} ${text}`))))
  )
    return { kind: 'outage', from: outage }
  const work = state(WORK_STATES)
  if (work && first.some(({ text }) => says(words, 'halt', text))) return { kind: 'maintenance', from: work }
  return { kind: 'other', from: title }
}

/** Trouble of another company's service that is said to leave LINE WORKS alone. */
function foreignOf(title: Statement | null, statements: readonly Statement[], words: NoticeWords): Statement | null {
  const all = title ? [title, ...statements] : statements
  const named = all.slice(0, 3).find(({ text }) => says(words, 'foreign', text))
  if (!named || !all.some(({ text }) => says(words, 'ours', text) && says(words, 'all-fine', text))) return null
  return all.some(
    ({ text }) => says(words, 'trouble', text) && !says(words, 'foreign', text) && !says(words, 'all-fine', text),
  )
    ? null
    : named
}

/** Trouble of the consumer LINE, which says nothing about LINE WORKS. */
function consumerOf(title: Statement | null, statements: readonly Statement[], words: NoticeWords): Statement | null {
  const withoutOurs = (text: string) => replaceFound(words.senses.ours.any, text, () => ' ')
  const all = title ? [title, ...statements] : statements
  const named = all.slice(0, title ? 4 : 3).find(({ text }) => says(words, 'consumer', withoutOurs(text)))
  if (!named) return null
  const affected = all.some(
    ({ text }) =>
      says(words, 'ours', text) &&
      says(words, 'trouble', text) &&
      !says(words, 'all-fine', text) &&
      !says(words, 'unaffected', text),
  )
  return affected ? null : named
}
