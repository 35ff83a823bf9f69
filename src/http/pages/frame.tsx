import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { LOCALES, type Locale, type Text } from '../../core/locale.ts'
import type { HttpFacts } from '../deps.ts'
import { PAGE_WORDS } from './page-words.ts'

/** The pages that people go between. */
const PLACES = [
  { path: '/', title: { ja: 'いまの状態', en: 'Status' } },
  { path: '/check', title: { ja: 'ログインできない', en: 'Cannot log in' } },
  { path: '/guide', title: { ja: '困ったとき', en: 'Guide' } },
  { path: '/incidents', title: { ja: '履歴', en: 'History' } },
] as const satisfies readonly { readonly path: string; readonly title: Text }[]
type Place = (typeof PLACES)[number]['path']

const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = { ja: '日本語', en: 'English' }
const PAGES: Text = { ja: 'ページ', en: 'Pages' }
const SUBSCRIBE: Text = { ja: '障害・メンテナンスをメールで受け取る', en: 'Get mails about outages and maintenance' }

export interface FrameParts {
  readonly title: string
  readonly locale: Locale
  readonly facts: Pick<HttpFacts, 'organisation' | 'version' | 'canSubscribe'>
  readonly style: string
  /** The one of the pages in the menu to which this one belongs; null: none of them. */
  readonly place: Place | null
  /** The address of this very page in another language. */
  readonly linkFor: (locale: Locale) => string
  /** The office that was chosen: the other pages keep to it. */
  readonly site?: string | null
  /** Below the menu. */
  readonly underMenu?: Child
  /** Between the head and the content proper. */
  readonly beforeMain?: Child
  /** More lines for the foot. */
  readonly foot?: Child
  /** What stands beside the version. */
  readonly footNote?: string
  readonly children?: Child
}

/** What every page has around its content: head, menu, languages, foot. */
export const Frame = (parts: FrameParts) => {
  const { title, locale, facts, style, place, linkFor, site = null, children } = parts
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <style>{raw(style)}</style>
      </head>
      <body>
        <header class="head">
          <div class="wrap">
            <p class="brand">
              <span class="wordmark" lang="ja">
                どっち
              </span>
              <span class="owner">
                {facts.organisation ? `${facts.organisation} · ${PAGE_WORDS.title[locale]}` : PAGE_WORDS.title[locale]}
              </span>
            </p>
            <nav class="languages" aria-label={PAGE_WORDS.language[locale]}>
              {LOCALES.map((each) => (
                <a href={linkFor(each)} lang={each} hreflang={each} aria-current={each === locale ? 'true' : undefined}>
                  {LANGUAGE_NAMES[each]}
                </a>
              ))}
            </nav>
          </div>
          <PlaceMenu place={place} locale={locale} site={site} />
          {parts.underMenu}
        </header>
        {parts.beforeMain}
        <main>{children}</main>
        <footer class="foot">
          <div class="wrap">
            {parts.foot}
            {facts.canSubscribe && (
              <p>
                <a href={`/subscribe?lang=${locale}`}>{SUBSCRIBE[locale]}</a>
              </p>
            )}
            <p>{PAGE_WORDS.unofficial[locale]}</p>
            <p class="note">
              Dotchi {facts.version}
              {parts.footNote}
            </p>
          </div>
        </footer>
      </body>
    </html>
  )
}

interface MenuProps {
  readonly place: Place | null
  readonly locale: Locale
  readonly site: string | null
}

/** The way to the other pages. */
const PlaceMenu = ({ place, locale, site }: MenuProps) => {
  const query = new URLSearchParams({ lang: locale, ...(site !== null && { site }) })
  return (
    <nav class="places" aria-label={PAGES[locale]}>
      <ul>
        {PLACES.map(({ path, title }) => (
          <li>
            <a href={`${path}?${query}`} aria-current={path === place ? 'page' : undefined}>
              {title[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
