import { raw } from 'hono/html'
import { LOCALES, type Locale } from '../../core/locale.ts'
import { linkTo } from '../pages/link.ts'
import { vantageTitleOf } from '../pages/page-context.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import { linkToCheck } from './check-choice.ts'
import type { CheckContext } from './check-context.ts'
import { type CheckData, embeddedJson } from './check-data.ts'
import { CHECK_STYLE } from './check-style.ts'
import { CHECK_WORDS } from './check-words.ts'
import { CLIENT_FILES, clientPathOf } from './client-files.ts'
import { DevicePanel } from './device-panel.tsx'
import { EndPanel } from './end-panel.tsx'
import { GuidePanel } from './guide-panel.tsx'
import { StandingPanel } from './standing-panel.tsx'
import { TypingPanel } from './typing-panel.tsx'

/** The whole of `/check`: complete without scripts, better with them. */
export const checkPageOf = (context: CheckContext, data: CheckData): string =>
  `<!doctype html>${CheckPage({ context, data })}`

const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { ja: '日本語', en: 'English' }

const CheckPage = ({ context, data }: { context: CheckContext; data: CheckData }) => {
  const { say, locale } = context.page
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{`${context.headline.head} | ${say(CHECK_WORDS.title)}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <style>{raw(CHECK_STYLE)}</style>
        {CLIENT_FILES.map((file) => (
          <link rel="modulepreload" href={clientPathOf(file)} />
        ))}
        <script type="module" src={clientPathOf('http/client/check-page')} />
      </head>
      <body>
        <Head {...context} />
        <main>
          <StandingPanel {...context} />
          <p id="announce" class="hidden" role="status" />
          <div class="wrap">
            <GuidePanel {...context} />
            <DevicePanel {...context} />
            <TypingPanel {...context} />
            <EndPanel {...context} />
          </div>
        </main>
        <footer class="foot">
          <div class="wrap">
            <p>{say(PAGE_WORDS.unofficial)}</p>
          </div>
        </footer>
        <script type="application/json" id="check-data">
          {raw(embeddedJson(data))}
        </script>
      </body>
    </html>
  )
}

const Head = ({ page, choice }: CheckContext) => {
  const { edition, facts, say } = page
  const viewers = edition.verdict?.viewers ?? []
  return (
    <header class="head">
      <div class="wrap">
        <p class="brand">
          <span class="wordmark" lang="ja">
            どっち
          </span>{' '}
          <span>{say(CHECK_WORDS.title)}</span>{' '}
          <a href={linkTo({ locale: choice.locale, site: choice.site, refresh: true }, {})}>
            {say(CHECK_WORDS.toStatus)}
          </a>
        </p>
        <nav class="languages" aria-label={say(PAGE_WORDS.language)}>
          {LOCALES.map((locale) => (
            <a
              href={linkToCheck(choice, { locale, end: choice.end })}
              lang={locale}
              hreflang={locale}
              aria-current={locale === choice.locale ? 'true' : undefined}
            >
              {LANGUAGE_NAMES[locale]}
            </a>
          ))}
        </nav>
      </div>
      {viewers.length > 1 && (
        <nav class="chooser" aria-label={say(PAGE_WORDS.chooseOffice)}>
          <ul>
            {[null, ...viewers.map(({ vantage }) => vantage)].map((site) => (
              <li>
                <a href={linkToCheck(choice, { site })} aria-current={choice.site === site ? 'true' : undefined}>
                  {say(site === null ? PAGE_WORDS.allOffices : vantageTitleOf(site, facts))}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  )
}
