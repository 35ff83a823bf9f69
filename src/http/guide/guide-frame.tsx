import type { Child } from 'hono/jsx'
import type { Locale } from '../../core/locale.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import { Frame } from '../pages/frame.tsx'
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
  /** The way back; null: the menu leads there already. */
  readonly back: { readonly href: string; readonly title: string } | null
  readonly children?: Child
}

/** What every page of the guide has around it: the way back, and above all how LINE WORKS is. */
export const GuideFrame = ({ context, title, linkIn, back, children }: FrameProps) => {
  const { say, locale } = context.page
  return (
    <Frame
      title={`${title} | ${say(PAGE_WORDS.title)}`}
      locale={locale}
      facts={context.page.facts}
      style={GUIDE_STYLE}
      place="/guide"
      site={context.choice.site}
      linkFor={linkIn}
      beforeMain={<Strip context={context} />}
    >
      <div class="wrap">
        {back && (
          <p class="back">
            <a href={back.href}>{back.title}</a>
          </p>
        )}
        {children}
      </div>
    </Frame>
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
