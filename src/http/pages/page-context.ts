import type { Locale, Text } from '../../core/locale.ts'
import type { HttpFacts } from '../deps.ts'
import type { Edition } from '../press.ts'
import type { PageChoice } from './link.ts'

/** What every part of the page is made from. */
export interface PageContext {
  readonly edition: Edition
  readonly facts: HttpFacts
  readonly choice: PageChoice
  readonly locale: Locale
  /** The text in the page's language. */
  readonly say: (text: Text) => string
}

/** What every part of a page needs, from the edition and from what the reader chose. */
export const pageContextOf = (edition: Edition, facts: HttpFacts, choice: PageChoice): PageContext => ({
  edition,
  facts,
  choice,
  locale: choice.locale,
  say: (text) => text[choice.locale],
})

const HERE: Text = { ja: 'この拠点', en: 'This office' }

/** What people call a vantage. */
export function vantageTitleOf(vantage: string, facts: Pick<HttpFacts, 'vantageTitles'>): Text {
  const title = Object.hasOwn(facts.vantageTitles, vantage) ? facts.vantageTitles[vantage] : undefined
  return title ?? (vantage === 'here' ? HERE : { ja: vantage, en: vantage })
}
