import { raw } from 'hono/html'
import { LOCALES } from '../../core/locale.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import { linkToCheck } from '../check/check-choice.ts'
import type { HttpFacts } from '../deps.ts'
import type { Edition } from '../press.ts'
import { AdviceLists } from './advice-lists.tsx'
import { ComponentList } from './component-list.tsx'
import { EvidenceList } from './evidence-list.tsx'
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
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{`${state} | ${say(PAGE_WORDS.title)}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <PageHead context={context} />
        <main>
          <Hero headline={headline} context={context} />
          <div class="wrap">
            <p class="to-check">
              <a href={linkToCheck({ locale, site: choice.site, answers: [], end: null })}>
                {say(PAGE_WORDS.cannotLogIn)}
              </a>
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
        </main>
        <PageFoot context={context} />
      </body>
    </html>
  )
}

const LANGUAGE_NAMES = { ja: '日本語', en: 'English' } as const

const PageHead = ({ context }: { context: PageContext }) => {
  const { choice, facts, say } = context
  return (
    <header class="head">
      <div class="wrap">
        <p class="brand">
          <span class="wordmark" lang="ja">
            どっち
          </span>{' '}
          <span>{facts.organisation ? `${facts.organisation} · ${say(PAGE_WORDS.title)}` : say(PAGE_WORDS.title)}</span>
        </p>
        <nav class="languages" aria-label={say(PAGE_WORDS.language)}>
          {LOCALES.map((locale) => (
            <a
              href={linkTo(choice, { locale })}
              lang={locale}
              hreflang={locale}
              aria-current={locale === choice.locale ? 'true' : undefined}
            >
              {LANGUAGE_NAMES[locale]}
            </a>
          ))}
        </nav>
      </div>
      <OfficeChooser context={context} />
    </header>
  )
}

const PageFoot = ({ context }: { context: PageContext }) => {
  const { choice, edition, facts, say } = context
  const { refresh } = choice
  return (
    <footer class="foot">
      <div class="wrap">
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
        <p>{say(PAGE_WORDS.unofficial)}</p>
        <p class="note">
          Dotchi {facts.version}
          {edition.judged && ` · ${say(PAGE_WORDS.verdictId)} ${edition.judged.id}`}
        </p>
      </div>
    </footer>
  )
}
