import type { Component } from '../condition.ts'
import type { NoticeKind } from '../notice.ts'
import { finds, replaceFound } from './finder.ts'
import { type NoticeWords, type Sense, says } from './notice-words.ts'
import type { Statement } from './statements.ts'

export interface ComponentReading {
  readonly components: Component[]
  readonly affectsLogin: boolean
  /** The statement that each component was read from. */
  readonly from: ReadonlyMap<Component, Statement>
}

const SILENT_ROLES = ['before', 'unaffected', 'plan', 'contact', 'aside', 'next', 'stamp', 'reserve']
/** Where a thought turns: "Xは使えませんが、Yは使えます". */
const TURNS =
  /(?<=ません|ます|です|ました|でした|おり|ない|た|る)(?:が|けれども|けど)[、,]|ものの、|一方で?、|、なお|;|(?:,\s|\s)(?:but|while|whereas|although|though|however)\s|(?:지만|으나|는데)[,\s]|。/

/** Where something is said to be there once more; it counts where all is over. */
const AGAIN =
  /現在は|再び|再開|元(?:の|に)|(?:これまで|従来|通常|平常)(?:どおり|通り)|(?<![a-z])(?:again|now|as usual)(?![a-z])|다시|현재는|정상적으로/
const OVER: readonly Sense[] = ['completed', 'recovered', 'fully']

interface Mention {
  readonly component: Component
  readonly statement: Statement
  readonly weak: boolean
}

/** What is affected, by what is named in the title, under the labels and in the sentences that state the trouble. */
export function componentsOf(
  kind: NoticeKind,
  title: Statement | null,
  statements: readonly Statement[],
  words: NoticeWords,
): ComponentReading {
  const mentions: Mention[] = []
  const all = title ? [title, ...statements] : statements
  const isOver = all.some(({ text }) => OVER.some((sense) => says(words, sense, text)))
  for (const statement of all) mentions.push(...mentionsIn(statement, { isTitle: statement === title, isOver }, words))
  const strong = mentions.filter(({ weak }) => !weak)
  const chosen = strong.length > 0 ? strong : mentions
  const from = new Map<Component, Statement>()
  for (const { component, statement } of chosen) if (!from.has(component)) from.set(component, statement)
  const everything = from.get('all')
  const components: Component[] = everything ? ['all'] : [...from.keys()]
  return { components, affectsLogin: loginIn(kind, components, title, statements, words), from }
}

function loginIn(
  kind: NoticeKind,
  components: readonly Component[],
  title: Statement | null,
  statements: readonly Statement[],
  words: NoticeWords,
): boolean {
  if (components.includes('login')) return true
  if (!components.includes('all')) return false
  const spared = statements.some(({ text, role }) =>
    clausesOf(text).some((clause) => hasLogin(clause, words) && (role === 'unaffected' || isSpared(clause, words))),
  )
  if (spared) return false
  const texts = [...(title ? [title] : []), ...statements].map(({ text }) => text)
  if (kind === 'maintenance') return !texts.some((text) => says(words, 'no-stop', text))
  return texts.some((text) => says(words, 'stopped', text)) || !texts.some((text) => says(words, 'slow', text))
}

const loginNames = (words: NoticeWords) => words.components.find(({ component }) => component === 'login')
const hasLogin = (text: string, words: NoticeWords): boolean => {
  const names = loginNames(words)?.names
  return names !== undefined && finds(names, text)
}
const isSpared = (clause: string, words: NoticeWords): boolean =>
  says(words, 'unaffected', clause) || says(words, 'excluded', clause)

const clausesOf = (text: string): string[] => text.split(TURNS).filter((clause) => clause.trim() !== '')

function mentionsIn(
  statement: Statement,
  { isTitle, isOver }: { isTitle: boolean; isOver: boolean },
  words: NoticeWords,
): Mention[] {
  const { role } = statement
  if (role !== null && SILENT_ROLES.includes(role)) return []
  const named = role === 'affected'
  return clausesOf(statement.text).flatMap((clause) => {
    const said = (sense: Sense) => says(words, sense, clause)
    const rest = withoutExcluded(clause, words)
    const spared = says(words, 'unaffected', rest) && !said('recovered')
    // "X can be used now" after the end: X was what could not be.
    const usableNow = spared && isOver && AGAIN.test(rest)
    if (spared && !isTitle && !usableNow) return []
    const over = said('recovered') || said('fully') || said('completed')
    const weak =
      !named &&
      !isTitle &&
      (usableNow ||
        role === 'cause' ||
        said('cause-known') ||
        said('next-update') ||
        said('delivered') ||
        said('contact') ||
        said('advice'))
    return namesIn(rest, words).map(({ component, faint }) => ({
      component,
      statement,
      weak: weak || faint || (component === 'all' && over && !named && !isTitle),
    }))
  })
}

/** Takes out "トーク、メールを除く", "（Driveを除く）", "except Mail". */
function withoutExcluded(clause: string, words: NoticeWords): string {
  if (!says(words, 'excluded', clause)) return clause
  return clause.replace(
    /[^。()（）]{0,60}?(?:を除(?:き|く|い)|(?<=[\p{L}])除く|は除|以外(?!に(?:も|ついても)))/gu,
    (match) => (match.startsWith('全') ? '全サービス' : ' '),
  )
}

function namesIn(text: string, words: NoticeWords): { component: Component; faint: boolean }[] {
  const named = new Map<Component, boolean>()
  let plain = text
  for (const { means, names } of words.phrases) {
    plain = replaceFound(names, plain, () => {
      for (const component of means) named.set(component, false)
      return ' '
    })
  }
  for (const { component, weak, names } of words.components) {
    if (finds(names, plain)) named.set(component, weak && named.get(component) !== false)
  }
  return [...named].map(([component, faint]) => ({ component, faint }))
}
