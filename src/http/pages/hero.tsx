import type { Child } from 'hono/jsx'
import type { ViewerCondition } from '../../core/condition.ts'
import { outlookSentence, similarOutages } from '../../core/outlook.ts'
import { CONDITION_TITLE, confidenceTitle } from '../../core/phrases.ts'
import { durationOf } from '../../core/time-text.ts'
import { announcedEndSentence } from './announced-time.ts'
import { EXPLAIN_WORDS } from './explain-words.ts'
import type { Headline } from './headline.ts'
import { ConditionIcon } from './icons.tsx'
import { Ago, Stamp, When } from './instant.tsx'
import type { PageContext } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'
import { SuspectRow } from './suspect-row.tsx'

/** The answer: a shape, a word and a sentence, since when, how sure, and whose fault it is. */
export const Hero = ({ headline, context }: { headline: Headline; context: PageContext }) => (
  <section class={`hero c-${headline.condition}`} aria-labelledby="answer">
    <div class="wrap">
      <div class="answer">
        <ConditionIcon condition={headline.condition} large />
        <div class="sentence">
          <p class="chip">{chipOf(headline, context)}</p>
          <h1 id="answer">{headline.head}</h1>
          {headline.lead && <p class="lead">{headline.lead}</p>}
          {headline.suspected && <p class="lead suspected">{suspicionOf(headline.suspected, context)}</p>}
        </div>
      </div>
      <HeroFacts headline={headline} context={context} />
      <HowLong headline={headline} context={context} />
      {context.edition.verdict && <SuspectRow suspects={headline.suspects} context={context} />}
    </div>
  </section>
)

const STATE = {
  checking: { ja: '確認中', en: 'Checking' },
  stale: { ja: '情報が古い', en: 'Stale' },
} as const

function chipOf({ condition }: Headline, { edition, say }: PageContext): string {
  return say(edition.freshness === 'fresh' ? CONDITION_TITLE[condition] : STATE[edition.freshness])
}

function suspicionOf(suspected: ViewerCondition, { locale }: PageContext): string {
  const title = CONDITION_TITLE[suspected][locale]
  return locale === 'ja'
    ? `最新の確認では「${title}」の可能性があります。確かめています。`
    : `The newest looks point to: ${title.toLowerCase()}. We are making sure.`
}

const HeroFacts = ({ headline, context }: { headline: Headline; context: PageContext }) => {
  const { edition, say } = context
  const { judged, freshness } = edition
  if (judged === null) return null
  return (
    <dl class="facts">
      {freshness === 'stale' && (
        <Fact term={say(PAGE_WORDS.lastKnown)}>{say(CONDITION_TITLE[judged.service.condition])}</Fact>
      )}
      {freshness === 'fresh' && (
        <Fact term={say(PAGE_WORDS.since)}>
          <Since at={headline.since} context={context} />
        </Fact>
      )}
      {headline.confidence !== null && (
        <Fact term={say(PAGE_WORDS.confidence)}>
          {say(confidenceTitle(headline.confidence))} <span class="ago">({percentOf(headline.confidence)})</span>
        </Fact>
      )}
      <Fact term={say(PAGE_WORDS.checked)}>
        <Stamp at={judged.at} context={context} /> <Ago at={judged.at} context={context} />
      </Fact>
    </dl>
  )
}

/** How long it may last, going by what was announced or by what was: said only while something is wrong. */
const HowLong = ({ headline, context }: { headline: Headline; context: PageContext }) => {
  const { edition, facts, choice, say } = context
  const { verdict, changes, freshness, notices, now } = edition
  if (verdict === null || freshness !== 'fresh') return null
  const { condition, since } = headline
  const vantage = choice.site ?? verdict.viewers[0]?.vantage ?? null
  const announced = condition === 'maintenance' ? announcedEndSentence(notices, now, facts.zone) : null
  const sentence = announced ?? outlookSentence(similarOutages(changes, { condition, vantage, at: verdict.at, since }))
  return (
    sentence && (
      <p class="howlong">
        <strong>{say(EXPLAIN_WORDS.outlookShort)}</strong> {say(sentence)}
      </p>
    )
  )
}

const Fact = ({ term, children }: { term: string; children?: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

const Since = ({ at, context }: { at: number | null; context: PageContext }) =>
  at === null ? (
    <span>{context.say(PAGE_WORDS.sinceUnknown)}</span>
  ) : (
    <>
      <When at={at} context={context} />{' '}
      <span class="ago">
        {context.locale === 'ja'
          ? `(${durationOf(context.edition.now - at, 'ja')}間)`
          : `(for ${durationOf(context.edition.now - at, 'en')})`}
      </span>
    </>
  )

/** Nothing is ever certain: 100 % is never claimed. */
export const percentOf = (confidence: number): string => `${Math.min(99, Math.floor(confidence * 100))}%`
