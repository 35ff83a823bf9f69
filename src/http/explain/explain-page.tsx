import type { Child } from 'hono/jsx'
import type { Evidence } from '../../core/evidence.ts'
import type { Explanation } from '../../core/explanation.ts'
import { outlookSentence } from '../../core/outlook.ts'
import { CONDITION_TITLE, confidenceTitle } from '../../core/phrases.ts'
import { quorumOf, quorumSentence } from '../../core/quorum.ts'
import { durationOf, isoOf } from '../../core/time-text.ts'
import type { VerdictTransition } from '../../store/store.ts'
import type { HttpFacts } from '../deps.ts'
import { ChangeList } from '../pages/change-list.tsx'
import { EXPLAIN_WORDS } from '../pages/explain-words.ts'
import { Frame } from '../pages/frame.tsx'
import { splitSentence } from '../pages/headline.ts'
import { percentOf } from '../pages/hero.tsx'
import { ConditionIcon } from '../pages/icons.tsx'
import { Stamp, When } from '../pages/instant.tsx'
import { linkTo, linkToExplain, type PageChoice } from '../pages/link.ts'
import { type PageContext, pageContextOf, vantageTitleOf } from '../pages/page-context.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import { STYLE } from '../pages/style.ts'
import { Waterfall } from '../pages/waterfall.tsx'
import type { Edition } from '../press.ts'

export interface ExplainPageParts {
  /** Its `now` is the moment that is explained. */
  readonly edition: Edition
  readonly facts: HttpFacts
  readonly choice: PageChoice
  /** Null where nothing was judged by then. */
  readonly explanation: Explanation | null
  readonly changes: readonly VerdictTransition[]
  readonly askedAt: number
  readonly isNow: boolean
  readonly now: number
}

interface Props extends ExplainPageParts {
  readonly context: PageContext
}

/** Why a verdict says what it says, as HTML that needs nothing else. */
export const explainPageOf = (parts: ExplainPageParts): string =>
  `<!doctype html>${ExplainPage({ ...parts, context: pageContextOf(parts.edition, parts.facts, parts.choice) })}`

const ExplainPage = (props: Props) => {
  const { context, explanation, choice, askedAt, isNow } = props
  const { say, facts } = context
  const at = isNow ? null : askedAt
  return (
    <Frame
      title={`${say(EXPLAIN_WORDS.title)} | ${say(PAGE_WORDS.title)}`}
      locale={context.locale}
      facts={facts}
      style={STYLE}
      place="/"
      site={choice.site}
      linkFor={(locale) => linkToExplain({ ...choice, locale }, at, facts.zone)}
      underMenu={<SiteChooser {...props} />}
      foot={
        <p>
          <a href={linkTo({ ...choice, refresh: true }, {})}>{say(EXPLAIN_WORDS.back)}</a>{' '}
          <a href={`/api/v1/explain?${jsonQueryOf(choice, at, facts.zone)}`}>{say(EXPLAIN_WORDS.json)}</a>
        </p>
      }
    >
      {explanation ? <Answer {...props} explanation={explanation} /> : <NoAnswer {...props} />}
      <div class="wrap">
        {explanation && <Reasons explanation={explanation} context={context} />}
        <Moments {...props} />
      </div>
    </Frame>
  )
}

function jsonQueryOf({ site }: PageChoice, at: number | null, zone: string): string {
  const query = new URLSearchParams()
  if (at !== null) query.set('at', isoOf(at, zone))
  if (site !== null) query.set('site', site)
  return query.toString()
}

const SiteChooser = ({ context, explanation, choice, askedAt, isNow }: Props) => {
  const viewers = explanation?.verdict.viewers ?? []
  const { say, facts } = context
  const linkFor = (site: string | null) => linkToExplain({ ...choice, site }, isNow ? null : askedAt, facts.zone)
  return viewers.length === 0 ? null : (
    <nav class="chooser" aria-label={say(PAGE_WORDS.chooseOffice)}>
      <ul>
        <li>
          <a href={linkFor(null)} aria-current={choice.site === null ? 'true' : undefined}>
            {say(EXPLAIN_WORDS.whole)}
          </a>
        </li>
        {viewers.map(({ vantage }) => (
          <li>
            <a href={linkFor(vantage)} aria-current={choice.site === vantage ? 'true' : undefined}>
              {say(vantageTitleOf(vantage, facts))}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const NoAnswer = ({ context }: Props) => (
  <section class="hero c-unknown" aria-labelledby="answer">
    <div class="wrap">
      <h1 id="answer">{context.say(EXPLAIN_WORDS.none)}</h1>
      <p class="lead">{context.say(EXPLAIN_WORDS.noneLead)}</p>
    </div>
  </section>
)

const Answer = ({ context, explanation, askedAt, isNow }: Props & { explanation: Explanation }) => {
  const { say, locale } = context
  const { verdict, condition, sentence, since, confidence } = explanation
  const isStale = askedAt > verdict.freshUntil
  const { head, lead } = splitSentence(sentence, locale)
  const outlook = outlookSentence(explanation.outlook)
  return (
    <section class={`hero c-${isStale ? 'unknown' : condition}`} aria-labelledby="answer">
      <div class="wrap">
        <div class="answer">
          <ConditionIcon condition={isStale ? 'unknown' : condition} large />
          <div class="sentence">
            <p class="chip">
              {say(isNow ? EXPLAIN_WORDS.now : EXPLAIN_WORDS.past)}: {say(CONDITION_TITLE[condition])}
            </p>
            <h1 id="answer">{head}</h1>
            {lead && <p class="lead">{lead}</p>}
            {isStale && <p class="lead">{say(EXPLAIN_WORDS.stale)}</p>}
          </div>
        </div>
        <dl class="facts">
          <Fact term={say(EXPLAIN_WORDS.given)}>
            <Stamp at={verdict.at} context={context} />
          </Fact>
          <Fact term={say(PAGE_WORDS.since)}>
            {since === null ? (
              say(PAGE_WORDS.sinceUnknown)
            ) : (
              <>
                <When at={since} context={context} />{' '}
                <span class="ago">
                  {locale === 'ja'
                    ? `(${durationOf(verdict.at - since, 'ja')}間)`
                    : `(for ${durationOf(verdict.at - since, 'en')})`}
                </span>
              </>
            )}
          </Fact>
          {condition !== 'unknown' && (
            <Fact term={say(PAGE_WORDS.confidence)}>
              {say(confidenceTitle(confidence))} <span class="ago">({percentOf(confidence)})</span>
            </Fact>
          )}
        </dl>
        {outlook && (
          <div class="outlook">
            <h2>{say(EXPLAIN_WORDS.outlook)}</h2>
            <p>{say(outlook)}</p>
          </div>
        )}
        <p class="note">
          {say(PAGE_WORDS.verdictId)} {verdict.id}
          {verdict.viewers.length > 1 && ` · ${say(quorumSentence(quorumOf(verdict)))}`}
        </p>
      </div>
    </section>
  )
}

const Fact = ({ term, children }: { term: string; children?: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

const Reasons = ({ explanation, context }: { explanation: Explanation; context: PageContext }) => {
  const { say } = context
  const { steps, aside, total } = explanation
  return (
    <section class="panel" aria-labelledby="evidence">
      <h2 id="evidence">{say(EXPLAIN_WORDS.evidence)}</h2>
      {steps.length === 0 && aside.length === 0 && <p>{say(PAGE_WORDS.noEvidence)}</p>}
      {(total === null || steps.length > 0) && (
        <p class="note">{say(total === null ? EXPLAIN_WORDS.noAnswer : EXPLAIN_WORDS.evidenceHint)}</p>
      )}
      {steps.length > 0 && <Waterfall explanation={explanation} context={context} />}
      {total !== null && steps.length > 0 && <p class="note">{say(EXPLAIN_WORDS.sumHint)}</p>}
      {aside.length > 0 && <Aside evidence={aside} context={context} />}
    </section>
  )
}

const Aside = ({ evidence, context }: { evidence: readonly Evidence[]; context: PageContext }) => (
  <>
    <h3>{context.say(EXPLAIN_WORDS.aside)}</h3>
    <ul class="aside">
      {evidence.map((item) => (
        <li>
          {item.text[context.locale]}{' '}
          {item.vantage !== null && (
            <span class="note">{context.say(vantageTitleOf(item.vantage, context.facts))}</span>
          )}
        </li>
      ))}
    </ul>
  </>
)

const MINUTE = 60_000
const STEPS = [60 * MINUTE, 10 * MINUTE, MINUTE]

const Moments = ({ context, choice, askedAt, isNow, now, changes }: Props) => {
  const { say, locale, facts } = context
  const words = (ms: number, word: 'earlier' | 'later') =>
    locale === 'ja'
      ? `${durationOf(ms, 'ja')}${say(EXPLAIN_WORDS[word])}`
      : `${durationOf(ms, 'en')} ${say(EXPLAIN_WORDS[word])}`
  const later = STEPS.toReversed().filter((ms) => askedAt + ms <= now)
  return (
    <section class="panel" aria-labelledby="moments">
      <h2 id="moments">{say(EXPLAIN_WORDS.moments)}</h2>
      <ul class="moments">
        {STEPS.map((ms) => (
          <li>
            <a href={linkToExplain(choice, askedAt - ms, facts.zone)}>{words(ms, 'earlier')}</a>
          </li>
        ))}
        {!isNow &&
          later.map((ms) => (
            <li>
              <a href={linkToExplain(choice, askedAt + ms, facts.zone)}>{words(ms, 'later')}</a>
            </li>
          ))}
        {!isNow && (
          <li>
            <a href={linkToExplain(choice, null, facts.zone)}>{say(EXPLAIN_WORDS.now)}</a>
          </li>
        )}
      </ul>
      <h3>{say(EXPLAIN_WORDS.changes)}</h3>
      <ChangeList changes={changes} context={context} />
    </section>
  )
}
