import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { LOCALES, type Locale } from '../../core/locale.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import { ConditionIcon } from '../pages/icons.tsx'
import { When } from '../pages/instant.tsx'
import { linkTo } from '../pages/link.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import type { GuideContext } from './guide-context.ts'
import { GUIDE_STYLE } from './guide-style.ts'
import { GUIDE_WORDS } from './guide-words.ts'

interface FrameProps {
  readonly context: GuideContext
  readonly title: string
  /** The same page in another language. */
  readonly linkIn: (locale: Locale) => string
  readonly back: { readonly href: string; readonly title: string }
  readonly children?: Child
}

const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { ja: '日本語', en: 'English' }

/** What every page of the guide has around it: the way back, the languages, and above all how LINE WORKS is. */
export const GuideFrame = ({ context, title, linkIn, back, children }: FrameProps) => {
  const { say, locale } = context.page
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} | ${say(PAGE_WORDS.title)}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <style>{raw(GUIDE_STYLE)}</style>
      </head>
      <body>
        <header class="head">
          <div class="wrap">
            <p class="brand">
              <span class="wordmark" lang="ja">
                どっち
              </span>{' '}
              <a href={back.href}>{back.title}</a>
            </p>
            <nav class="languages" aria-label={say(PAGE_WORDS.language)}>
              {LOCALES.map((one) => (
                <a
                  href={linkIn(one)}
                  lang={one}
                  hreflang={one}
                  aria-current={one === context.choice.locale ? 'true' : undefined}
                >
                  {LANGUAGE_NAMES[one]}
                </a>
              ))}
            </nav>
          </div>
        </header>
        <Strip context={context} />
        <main>
          <div class="wrap">{children}</div>
        </main>
        <footer class="foot">
          <div class="wrap">
            <p>{say(PAGE_WORDS.unofficial)}</p>
          </div>
        </footer>
      </body>
    </html>
  )
}

/** The live verdict in one line. */
const Strip = ({ context }: { context: GuideContext }) => {
  const { page, headline, standing, choice } = context
  const { say } = page
  return (
    <aside class={`strip c-${headline.condition}`} aria-label={say(GUIDE_WORDS.now)}>
      <div class="wrap">
        <p>
          <ConditionIcon condition={headline.condition} />
          <span>
            <strong>{page.edition.freshness === 'fresh' ? `${say(CONDITION_TITLE[headline.condition])} ` : ''}</strong>
            {headline.head}{' '}
            {standing.endsAt !== null && (
              <>
                {say(GUIDE_WORDS.endsAt)}: <When at={standing.endsAt} context={page} />
              </>
            )}
          </span>
        </p>
        <a href={linkTo({ locale: choice.locale, site: choice.site, refresh: true }, {})}>{say(GUIDE_WORDS.details)}</a>
      </div>
    </aside>
  )
}
