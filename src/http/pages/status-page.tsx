import { CONDITION_TITLE } from '../../core/phrases.ts'
import { linkToCheck } from '../check/check-choice.ts'
import type { HttpFacts } from '../deps.ts'
import type { Edition } from '../press.ts'
import { AdviceLists } from './advice-lists.tsx'
import { ComponentList } from './component-list.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { Frame } from './frame.tsx'
import { headlineOf } from './headline.ts'
import { Hero } from './hero.tsx'
import { linkTo, type PageChoice } from './link.ts'
import { LookTable } from './look-table.tsx'
import { NoticeList } from './notice-list.tsx'
import { OfficeChooser, Offices } from './offices.tsx'
import { type PageContext, pageContextOf, vantageTitleOf } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'
import { ReportPanel } from './report-panel.tsx'
import { SourceList } from './source-list.tsx'
import { STYLE } from './style.ts'

/** The whole page as HTML: one file that needs nothing else, no script included. */
export function statusPageOf(edition: Edition, facts: HttpFacts, choice: PageChoice): string {
  return `<!doctype html>${StatusPage({ context: pageContextOf(edition, facts, choice) })}`
}

const StatusPage = ({ context }: { context: PageContext }) => {
  const { edition, choice, locale, say } = context
  const headline = headlineOf(edition, { ...choice, titleOf: (vantage) => vantageTitleOf(vantage, context.facts) })
  const state = edition.freshness === 'fresh' ? say(CONDITION_TITLE[headline.condition]) : headline.head
  return (
    <Frame
      title={`${state} | ${say(PAGE_WORDS.title)}`}
      locale={locale}
      facts={context.facts}
      style={STYLE}
      place="/"
      site={choice.site}
      linkFor={(each) => linkTo(choice, { locale: each })}
      underMenu={<OfficeChooser context={context} />}
      foot={<FootLines context={context} />}
      footNote={edition.judged ? ` · ${say(PAGE_WORDS.verdictId)} ${edition.judged.id}` : ''}
    >
      <Hero headline={headline} context={context} />
      <div class="wrap">
        <p class="to-check">
          <a href={linkToCheck({ locale, site: choice.site, answers: [], end: null })}>{say(PAGE_WORDS.cannotLogIn)}</a>
        </p>
        {headline.advice.length > 0 && (
          <section class="panel" aria-labelledby="todo">
            <h2 id="todo">{say(PAGE_WORDS.todo)}</h2>
            <AdviceLists advice={headline.advice} context={context} />
          </section>
        )}
        <Offices context={context} ownAdvice={headline.advice.length === 0} />
        <ReportPanel context={context} />
        <NoticeList context={context} />
        <ComponentList context={context} />
        <EvidenceList context={context} />
        <LookTable context={context} />
        <SourceList context={context} />
      </div>
    </Frame>
  )
}

const FootLines = ({ context }: { context: PageContext }) => {
  const { choice, say } = context
  const { refresh } = choice
  return (
    <>
      <p>
        {say(refresh ? PAGE_WORDS.refreshing : PAGE_WORDS.still)}{' '}
        <a href={linkTo(choice, { refresh: !refresh })}>
          {say(refresh ? PAGE_WORDS.stopRefresh : PAGE_WORDS.startRefresh)}
        </a>
      </p>
      <p>
        {say(PAGE_WORDS.forMachines)}: <a href="/api/v1/verdict">{say(PAGE_WORDS.verdictJson)}</a>{' '}
        <a href="/badge.svg">{say(PAGE_WORDS.badge)}</a> <a href="/api/v1/openapi.json">{say(PAGE_WORDS.api)}</a>{' '}
        <a href="/metrics">{say(PAGE_WORDS.metrics)}</a>
      </p>
    </>
  )
}
