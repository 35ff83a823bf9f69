import type { Locale, Text } from '../../core/locale.ts'
import type { HttpFacts } from '../deps.ts'
import type { Mistake } from '../problem.ts'
import { Frame } from './frame.tsx'
import { PAGE_WORDS } from './page-words.ts'
import { STYLE } from './style.ts'

export interface ProblemPageParts {
  readonly facts: Pick<HttpFacts, 'organisation' | 'version'>
  readonly locale: Locale
  readonly title: string
  readonly mistakes: readonly Mistake[]
  readonly requestId: string
}

const HOME: Text = { ja: '現在の状態を見る', en: 'See how things are now' }
const NUMBER: Text = { ja: 'お問い合わせ番号', en: 'Number of this request' }

/** What a person in front of a browser gets where there is no page to show. */
export const problemPageOf = (parts: ProblemPageParts): string => `<!doctype html>${ProblemPage(parts)}`

const ProblemPage = ({ facts, locale, title, mistakes, requestId }: ProblemPageParts) => (
  <Frame
    title={`${title} | ${PAGE_WORDS.title[locale]}`}
    locale={locale}
    facts={facts}
    style={STYLE}
    place={null}
    linkFor={(each) => `/?lang=${each}`}
  >
    <div class="wrap history">
      <h1>{title}</h1>
      {mistakes.map(({ message }) => (
        <p class="lead">{message[locale]}</p>
      ))}
      <p class="more">
        <a href={`/?lang=${locale}`}>{HOME[locale]}</a>
      </p>
      <p class="note">
        {NUMBER[locale]}: {requestId}
      </p>
    </div>
  </Frame>
)
