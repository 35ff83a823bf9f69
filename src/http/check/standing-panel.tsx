import type { Locale } from '../../core/locale.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import type { Headline } from '../pages/headline.ts'
import { ConditionIcon } from '../pages/icons.tsx'
import { Ago, Stamp } from '../pages/instant.tsx'
import { linkTo } from '../pages/link.ts'
import type { PageContext } from '../pages/page-context.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import { CHECK_WORDS } from './check-words.ts'

interface Props {
  readonly page: PageContext
  readonly headline: Headline
  readonly choice: { readonly locale: Locale; readonly site: string | null }
}

/** The live verdict, above everything else: whoever reads on knows whether it is worth the while. */
export const StandingPanel = ({ page, headline, choice }: Props) => {
  const { edition, say } = page
  const { condition } = headline
  return (
    <section
      id="standing"
      class={`hero c-${condition}`}
      data-key={`${edition.freshness} ${condition} ${headline.head}`}
      aria-labelledby="answer"
    >
      <div class="wrap">
        <div class="answer">
          <ConditionIcon condition={condition} large />
          <div class="sentence">
            <p class="chip">
              {say(CHECK_WORDS.now)}: {say(CONDITION_TITLE[condition])}
            </p>
            <h1 id="answer">{headline.head}</h1>
            {headline.lead && <p class="lead">{headline.lead}</p>}
          </div>
        </div>
        <p class="note checked">
          {edition.judged && (
            <span>
              {say(PAGE_WORDS.checked)}: <Stamp at={edition.judged.at} context={page} />{' '}
              <Ago at={edition.judged.at} context={page} />
            </span>
          )}{' '}
          <a href={linkTo({ locale: choice.locale, site: choice.site, refresh: true }, {})}>
            {say(CHECK_WORDS.details)}
          </a>
        </p>
      </div>
    </section>
  )
}
