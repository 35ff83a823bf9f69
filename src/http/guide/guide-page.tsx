import type { Article } from '../../core/guide/guide.ts'
import type { RankedTopic } from '../../core/triage/triage.ts'
import { linkToArticle, linkToGuide } from './guide-choice.ts'
import type { GuideContext } from './guide-context.ts'
import { GuideFrame } from './guide-frame.tsx'
import { GUIDE_WORDS } from './guide-words.ts'

/** All articles, with a box to search them; `found` null: nothing was looked for. */
export const guidePageOf = (context: GuideContext, found: readonly RankedTopic[] | null): string =>
  `<!doctype html>${GuidePage({ context, found })}`

interface Props {
  readonly context: GuideContext
  readonly found: readonly RankedTopic[] | null
}

const GuidePage = ({ context, found }: Props) => {
  const { page, choice, guide } = context
  const { say } = page
  return (
    <GuideFrame
      context={context}
      title={say(GUIDE_WORDS.title)}
      linkIn={(locale) => linkToGuide({ ...choice, locale })}
      back={null}
    >
      <div class="top">
        <h1>{say(GUIDE_WORDS.title)}</h1>
        <p class="lead">{say(GUIDE_WORDS.lead)}</p>
        <SearchBox context={context} />
        <p class="to-check">
          <a href={checkLinkOf(context)}>{say(GUIDE_WORDS.toCheck)}</a>
        </p>
      </div>
      {found && <Found context={context} found={found} />}
      <div class="groups">
        {guide.groups.map(({ title, topics }, i) => (
          <section class="panel" aria-labelledby={`group-${i}`}>
            <h2 id={`group-${i}`}>{say(title)}</h2>
            <ul class="list">
              {topics.map((topic) => (
                <li>
                  <Entry context={context} article={guide.articles[topic]} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </GuideFrame>
  )
}

export function checkLinkOf({ choice: { locale, site } }: GuideContext): string {
  const query = new URLSearchParams({ lang: locale })
  if (site !== null) query.set('site', site)
  return `/check?${query}`
}

const Entry = ({ context, article }: { context: GuideContext; article: Article }) => (
  <>
    <a href={linkToArticle(context.choice, article.slug)}>{context.page.say(article.title)}</a>
    <p>{context.page.say(article.symptom)}</p>
  </>
)

const SearchBox = ({ context: { page, choice } }: { context: GuideContext }) => (
  <search>
    <form class="search" method="get" action="/guide">
      <label for="q">{page.say(GUIDE_WORDS.search)}</label>
      <div>
        <input type="hidden" name="lang" value={choice.locale} />
        {choice.site !== null && <input type="hidden" name="site" value={choice.site} />}
        <input type="search" id="q" name="q" value={choice.search} maxlength={400} aria-describedby="q-hint" />
        <button type="submit">{page.say(GUIDE_WORDS.find)}</button>
      </div>
      <p class="note" id="q-hint">
        {page.say(GUIDE_WORDS.searchHint)} {page.say(GUIDE_WORDS.noPassword)}
      </p>
    </form>
  </search>
)

const Found = ({ context, found }: { context: GuideContext; found: readonly RankedTopic[] }) => {
  const { page, choice, guide } = context
  const { say, locale } = page
  const quoted = (word: string) => (locale === 'ja' ? `「${word}」` : `“${word}”`)
  return (
    <section class="panel found" aria-labelledby="found">
      <h2 id="found">{say(GUIDE_WORDS.found)}</h2>
      <ol class="list">
        {found.map(({ topic, because }) => (
          <li>
            <a href={linkToArticle(choice, topic)}>{say(guide.articles[topic].title)}</a>
            <p>{say(guide.articles[topic].firstStep)}</p>
            <p class="note">
              {because.length > 0
                ? `${say(GUIDE_WORDS.because)}: ${because.map(quoted).join(locale === 'ja' ? '' : ' ')}`
                : say(GUIDE_WORDS.byState)}
            </p>
          </li>
        ))}
      </ol>
      <p>
        <a href={linkToGuide({ ...choice, search: '' })}>{say(GUIDE_WORDS.wholeList)}</a>
      </p>
    </section>
  )
}
