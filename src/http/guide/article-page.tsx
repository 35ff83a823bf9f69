import { type Article, type Sign, stepsFor } from '../../core/guide/guide.ts'
import { placeOf } from '../../core/guide/step-words.ts'
import { Mark } from '../pages/icons.tsx'
import { linkToArticle, linkToGuide, settingOf, USE_TITLE, USES } from './guide-choice.ts'
import type { GuideContext } from './guide-context.ts'
import { GuideFrame } from './guide-frame.tsx'
import { checkLinkOf } from './guide-page.tsx'
import { BASIS_TITLE, GUIDE_WORDS, WAIT_FIRST } from './guide-words.ts'

interface Props {
  readonly context: GuideContext
  readonly article: Article
}

/** One article, ready to be read on a phone or printed. */
export const articlePageOf = (context: GuideContext, article: Article): string =>
  `<!doctype html>${ArticlePage({ context, article })}`

const ArticlePage = (props: Props) => {
  const { context, article } = props
  const { page, choice } = context
  const { say } = page
  return (
    <GuideFrame
      context={context}
      title={say(article.title)}
      linkIn={(locale) => linkToArticle({ ...choice, locale }, article.slug)}
      back={{ href: linkToGuide({ ...choice, search: '' }), title: say(GUIDE_WORDS.toGuide) }}
    >
      <div class="top">
        <h1>{say(article.title)}</h1>
        <p class="lead">{say(article.symptom)}</p>
        <WaitFirst {...props} />
        <p class="first-step">
          <span class="tag">{say(GUIDE_WORDS.firstOfAll)}</span> {say(article.firstStep)}
        </p>
      </div>
      <Steps {...props} />
      <section class="panel" aria-label={say(GUIDE_WORDS.stopWhen)}>
        <dl class="about">
          <div>
            <dt>{say(GUIDE_WORDS.takes)}</dt>
            <dd>{say(article.takes)}</dd>
          </div>
          <div>
            <dt>{say(GUIDE_WORDS.stopWhen)}</dt>
            <dd>{say(article.stopWhen)}</dd>
          </div>
          <div>
            <dt>{say(GUIDE_WORDS.ask)}</dt>
            <dd>
              {say(article.ask)} <Contact {...props} />
            </dd>
          </div>
        </dl>
      </section>
      <section class="panel donts" aria-labelledby="donts">
        <h2 id="donts">{say(GUIDE_WORDS.doNot)}</h2>
        <ul>
          {article.doNot.map((text) => (
            <li>
              <Mark mark="dont" />
              <span>{say(text)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section class="panel" aria-labelledby="signs">
        <h2 id="signs">{say(GUIDE_WORDS.howToTell)}</h2>
        <ul class="signs">
          {article.howToTell.map((sign) => (
            <SignItem context={context} sign={sign} />
          ))}
        </ul>
      </section>
      <nav class="panel" aria-labelledby="related">
        <h2 id="related">{say(GUIDE_WORDS.related)}</h2>
        <ul class="related">
          {article.related.map((topic) => (
            <li>
              <a href={linkToArticle(choice, topic)}>{say(context.guide.articles[topic].title)}</a>
            </li>
          ))}
        </ul>
        <p class="to-check">
          <a href={checkLinkOf(context)}>{say(GUIDE_WORDS.toCheck)}</a>
        </p>
      </nav>
      <Sources {...props} />
    </GuideFrame>
  )
}

/** While the trouble is not the reader's, steps would do nothing or harm. */
const WaitFirst = ({ context, article }: Props) => {
  const { condition, loginWorks } = context.standing
  const isOfService = article.slug === 'server-outage' || article.slug === 'server-maintenance'
  const isKnown = condition in WAIT_FIRST && !(condition === 'degraded' && loginWorks === true)
  if (isOfService || !isKnown) return null
  return <p class="wait-first">{context.page.say(WAIT_FIRST[condition as keyof typeof WAIT_FIRST])}</p>
}

const Steps = ({ context, article }: Props) => {
  const { page, choice } = context
  const { say } = page
  const setting = settingOf(choice.use)
  return (
    <section class="panel" aria-labelledby="steps">
      <h2 id="steps">{say(GUIDE_WORDS.steps)}</h2>
      <nav class="chooser inside" aria-label={say(GUIDE_WORDS.use)}>
        <ul>
          {[null, ...USES].map((use) => (
            <li>
              <a
                href={linkToArticle({ ...choice, use }, article.slug)}
                aria-current={use === choice.use ? 'true' : undefined}
              >
                {say(use === null ? GUIDE_WORDS.every : USE_TITLE[use])}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <ol class="steps">
        {stepsFor(article, setting).map((step) => {
          const place = placeOf(step, setting)
          return (
            <li>
              {place && <span class="tag">{say(place)}</span>}
              {say(step.text)}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

const SignItem = ({ context, sign }: { context: GuideContext; sign: Sign }) => {
  const { page, choice, guide } = context
  return (
    <li>
      {page.say(sign.text)}
      {sign.instead && (
        <>
          {' '}
          <span class="note">→</span>{' '}
          <a href={linkToArticle(choice, sign.instead)}>{page.say(guide.articles[sign.instead].title)}</a>
        </>
      )}
    </li>
  )
}

const Contact = ({ context: { page, helpDesk }, article }: Props) => {
  if (helpDesk === null || (article.contact !== 'it-desk' && article.contact !== 'administrator')) return null
  const { name, phone, mail, url } = helpDesk
  return (
    <span class="contact">
      {page.say(GUIDE_WORDS.contact)}: {page.say(name)}{' '}
      {phone && <a href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>{phone}</a>}{' '}
      {mail && <a href={`mailto:${mail}`}>{mail}</a>} {url && <a href={url}>{url}</a>}
    </span>
  )
}

const Sources = ({ context: { page }, article }: Props) => {
  const { say } = page
  return (
    <section class="panel sources" aria-labelledby="sources">
      <h2 id="sources">{say(GUIDE_WORDS.sources)}</h2>
      <ul>
        {article.sources.map(({ title, url, basis, confirmed }) => (
          <li>
            <span class="tag">
              {say(BASIS_TITLE[basis])}
              {!confirmed && ` · ${say(GUIDE_WORDS.unconfirmed)}`}
            </span>{' '}
            {url === null ? say(title) : <a href={url}>{say(title)}</a>}
          </li>
        ))}
      </ul>
      <p class="note">
        {say(GUIDE_WORDS.checkedOn)}: <time datetime={article.checkedOn}>{article.checkedOn}</time>{' '}
        <a href={`/api/v1/articles/${article.slug}`}>{say(GUIDE_WORDS.json)}</a>
      </p>
    </section>
  )
}
