import { raw } from 'hono/html'
import { Frame } from '../pages/frame.tsx'
import { vantageTitleOf } from '../pages/page-context.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import { linkToCheck } from './check-choice.ts'
import type { CheckContext } from './check-context.ts'
import { type CheckData, embeddedJson } from './check-data.ts'
import { CHECK_STYLE } from './check-style.ts'
import { CHECK_WORDS } from './check-words.ts'
import { DevicePanel } from './device-panel.tsx'
import { EndPanel } from './end-panel.tsx'
import { GuidePanel } from './guide-panel.tsx'
import { Scripts } from './scripts.tsx'
import { StandingPanel } from './standing-panel.tsx'
import { TypingPanel } from './typing-panel.tsx'

/** The whole of `/check`: complete without scripts, better with them. */
export const checkPageOf = (context: CheckContext, data: CheckData): string =>
  `<!doctype html>${CheckPage({ context, data })}`

const CheckPage = ({ context, data }: { context: CheckContext; data: CheckData }) => {
  const { page, choice, headline } = context
  const { say, locale, facts } = page
  return (
    <Frame
      title={`${headline.head} | ${say(CHECK_WORDS.title)}`}
      locale={locale}
      facts={facts}
      style={CHECK_STYLE}
      place="/check"
      linkFor={(each) => linkToCheck(choice, { locale: each, end: choice.end })}
    >
      <OfficeChooser {...context} />
      <StandingPanel page={page} headline={headline} choice={choice} />
      <p id="announce" class="hidden" role="status" />
      <div class="wrap">
        <GuidePanel {...context} />
        <DevicePanel {...context} />
        <TypingPanel {...context} />
        <EndPanel {...context} />
      </div>
      <script type="application/json" id="check-data">
        {raw(embeddedJson(data))}
      </script>
      <Scripts entry="http/client/check-page" />
    </Frame>
  )
}

/** Without a choice of office the page speaks for all of them. */
const OfficeChooser = ({ page, choice }: CheckContext) => {
  const { edition, facts, say } = page
  const viewers = edition.verdict?.viewers ?? []
  return viewers.length < 2 ? null : (
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
  )
}
