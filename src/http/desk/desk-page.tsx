import type { Child } from 'hono/jsx'
import type { Locale, Text } from '../../core/locale.ts'
import { Scripts } from '../check/scripts.tsx'
import { StandingPanel } from '../check/standing-panel.tsx'
import type { HttpFacts } from '../deps.ts'
import { Frame } from '../pages/frame.tsx'
import { AskPanels } from './ask-panels.tsx'
import type { DeskContext } from './desk-context.ts'
import { DESK_STYLE } from './desk-style.ts'
import { DESK_WORDS } from './desk-words.ts'
import { HourPanel } from './hour-panel.tsx'
import { RepliesPanel } from './replies-panel.tsx'
import { ReportsPanel } from './reports-panel.tsx'

interface FrameProps {
  readonly locale: Locale
  readonly facts: HttpFacts
  readonly title: string
  readonly children?: Child
}

const DeskFrame = ({ locale, facts, title, children }: FrameProps) => (
  <Frame
    title={title}
    locale={locale}
    facts={facts}
    style={DESK_STYLE}
    place={null}
    linkFor={(each) => `/desk?lang=${each}`}
  >
    {children}
  </Frame>
)

/** The help desk's page, for those who showed their token. */
export const deskPageOf = (context: DeskContext): string => `<!doctype html>${DeskPage(context)}`

const DeskPage = (context: DeskContext) => {
  const { page, headline, choice } = context
  const { say, locale, facts } = page
  return (
    <DeskFrame locale={locale} facts={facts} title={`${headline.head} | ${say(DESK_WORDS.title)}`}>
      <StandingPanel page={page} headline={headline} choice={choice} />
      <div class="wrap">
        <RepliesPanel {...context} />
        <div class="side-by-side">
          <HourPanel {...context} />
          <ReportsPanel {...context} />
        </div>
        <AskPanels {...context} />
        <form class="leave" method="post" action={`/desk?lang=${locale}`}>
          <button type="submit" class="button" name="do" value="logout">
            {say(DESK_WORDS.logout)}
          </button>
        </form>
      </div>
      <Scripts entry="http/client/desk-page" />
    </DeskFrame>
  )
}

export interface LoginPageParts {
  readonly locale: Locale
  readonly facts: HttpFacts
  /** Whether any token is configured. */
  readonly isOpen: boolean
  readonly mistake: Text | null
}

/** Where the token is shown. */
export const deskLoginPageOf = (parts: LoginPageParts): string => `<!doctype html>${LoginPage(parts)}`

const LoginPage = ({ locale, facts, isOpen, mistake }: LoginPageParts) => {
  const say = (text: Text) => text[locale]
  return (
    <DeskFrame locale={locale} facts={facts} title={say(DESK_WORDS.title)}>
      <div class="wrap">
        <section class="panel entrance" aria-labelledby="entrance-head">
          <h1 id="entrance-head">{say(DESK_WORDS.loginHead)}</h1>
          {isOpen ? (
            <form class="field" method="post" action={`/desk?lang=${locale}`}>
              <label for="token">{say(DESK_WORDS.token)}</label>
              <p class="note" id="token-hint">
                {say(DESK_WORDS.loginText)}
              </p>
              {mistake && (
                <p class="mistake" role="alert" id="token-mistake">
                  {say(mistake)}
                </p>
              )}
              <div class="with-button">
                <input
                  id="token"
                  name="token"
                  type="password"
                  autocomplete="current-password"
                  required
                  maxlength={500}
                  aria-describedby={mistake ? 'token-hint token-mistake' : 'token-hint'}
                />
                <button type="submit" class="button main" name="do" value="login">
                  {say(DESK_WORDS.login)}
                </button>
              </div>
            </form>
          ) : (
            <p>{say(DESK_WORDS.notSet)}</p>
          )}
        </section>
      </div>
    </DeskFrame>
  )
}
