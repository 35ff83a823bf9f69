import type { NoticeFacts, NoticeKind, NoticeStatus } from '../notice.ts'
import { componentsOf } from './components.ts'
import { foldText } from './fold.ts'
import { kindOf } from './kind.ts'
import { languageOf, type NoticeLanguage } from './language.ts'
import type { NoticeText } from './notice-text.ts'
import { type NoticeWords, remembering } from './notice-words.ts'
import { type Statement, statementsOf } from './statements.ts'
import { type StatusReading, statusOf } from './status.ts'
import { type WindowReading, windowsOf } from './windows.ts'

/** The sentence that a fact was read from, as it was written. */
export interface Quote {
  readonly fact: 'kind' | 'status' | 'component' | 'window'
  /** What was read: the kind, the status, the component, or the number of the window. */
  readonly value: string
  readonly text: string
}

/** What a notice says, and where it says so. */
export interface NoticeReading extends NoticeFacts {
  readonly language: NoticeLanguage
  readonly quotes: readonly Quote[]
}

/**
 * Reads the facts of an official announcement. Whatever the text, it answers: without a trouble or a work that is stated the kind is `other`
 * (nothing to act on), which never means that all is well.
 */
export function readNotice(notice: NoticeText, vocabulary: NoticeWords): NoticeReading {
  const words = remembering(vocabulary)
  const read = statementsOf(notice, words)
  const title: Statement | null =
    notice.title === null
      ? null
      : { raw: notice.title, text: foldText(notice.title.slice(0, 600)), role: null, entry: 0 }
  const language = languageOf(`${notice.title ?? ''} ${read.statements.map(({ raw }) => raw).join(' ')}`)
  const kind = kindOf(title, read, words)
  if (kind.kind === 'other') {
    const quotes = kind.from ? [quote('kind', 'other', kind.from)] : []
    return { kind: 'other', status: null, components: [], affectsLogin: false, windows: [], language, quotes }
  }
  const state = statusOf(kind.kind, title, read, words)
  const windows = windowsOf(notice, read, { ...state, kind: kind.kind }, words)
  const status = settledStatus(kind.kind, state, windows, notice.fetchedAt)
  const named = componentsOf(kind.kind, title, read.statements, words)
  return {
    kind: kind.kind,
    status,
    components: named.components,
    affectsLogin: named.affectsLogin,
    windows: windows.map(({ window }) => window),
    language,
    quotes: [
      ...(kind.from ? [quote('kind', kind.kind, kind.from)] : []),
      ...(state.from ? [quote('status', status, state.from)] : []),
      ...[...named.from]
        .filter(([component]) => named.components.includes(component))
        .map(([component, from]) => quote('component', component, from)),
      ...windows.flatMap(({ statement }, at) => (statement ? [quote('window', String(at), statement)] : [])),
    ],
  }
}

const quote = (fact: Quote['fact'], value: string, from: Statement): Quote => ({ fact, value, text: from.raw })

/** What the intervals add where the words left it open. */
function settledStatus(
  kind: NoticeKind,
  state: StatusReading,
  windows: readonly WindowReading[],
  now: number,
): NoticeStatus {
  const over =
    windows.length > 0 &&
    windows.every(({ window, expected }) => window.endAt !== null && window.endAt <= now && !expected)
  if (kind === 'outage' && state.weak && over) return 'resolved'
  const startAt = windows[0]?.window.startAt ?? null
  if (kind === 'maintenance' && state.extended && state.status === 'in_progress' && startAt !== null && startAt > now)
    return 'scheduled'
  return state.status
}
