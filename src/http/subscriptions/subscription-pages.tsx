import type { Child } from 'hono/jsx'
import { COMPONENTS } from '../../core/condition.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { COMPONENT_TITLE } from '../../core/phrases.ts'
import type { HttpFacts } from '../deps.ts'
import { Frame } from '../pages/frame.tsx'
import { vantageTitleOf } from '../pages/page-context.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import { SUBSCRIPTION_STYLE } from './subscription-style.ts'
import { CHOICES, SUBSCRIPTION_WORDS as WORDS } from './subscription-words.ts'

export interface SubscriptionPageContext {
  readonly locale: Locale
  readonly facts: HttpFacts
  /** The address of this page in another language. */
  readonly linkFor: (locale: Locale) => string
}

interface PageProps extends SubscriptionPageContext {
  readonly head: Text
  readonly children?: Child
}

const Page = ({ locale, facts, linkFor, head, children }: PageProps) => (
  <Frame
    title={`${head[locale]} | ${PAGE_WORDS.title[locale]}`}
    {...{ locale, facts, linkFor, style: SUBSCRIPTION_STYLE, place: null }}
  >
    <div class="wrap asking">
      <h1>{head[locale]}</h1>
      {children}
    </div>
  </Frame>
)

const rendered = (page: unknown): string => `<!doctype html>${page}`

/** What can be chosen besides the address; `wrong`: what was typed cannot be used. */
export function subscribePageOf(
  context: SubscriptionPageContext,
  { domains, wrong }: { readonly domains: readonly string[]; readonly wrong: Text | null },
): string {
  const { locale, facts } = context
  const say = (text: Text) => text[locale]
  const sites = Object.keys(facts.vantageTitles)
  const parts = COMPONENTS.filter((component) => component !== 'all')
  return rendered(
    <Page {...context} head={WORDS.title}>
      <p class="lead">{say(WORDS.lead)}</p>
      <section class="panel">
        {wrong && (
          <p class="wrong" role="alert" id="wrong">
            {say(wrong)}
          </p>
        )}
        <form method="post" action="/subscribe">
          <input type="hidden" name="lang" value={locale} />
          <div>
            <label class="label" for="address">
              {say(WORDS.address)}
            </label>
            <input
              type="email"
              id="address"
              name="address"
              required
              maxlength={254}
              autocomplete="email"
              aria-describedby={wrong ? 'wrong domains' : 'domains'}
              aria-invalid={wrong ? 'true' : undefined}
            />
            <p class="note" id="domains">
              {say(WORDS.domains)}: {domains.map((domain) => `@${domain}`).join(' ')}
            </p>
          </div>
          <Boxes
            {...{ name: 'event', legend: say(WORDS.what), hint: say(WORDS.all) }}
            choices={Object.entries(CHOICES).map(([value, title]) => [value, say(title)])}
          />
          <Boxes
            {...{ name: 'component', legend: say(WORDS.components), hint: say(WORDS.all) }}
            choices={parts.map((component) => [component, say(COMPONENT_TITLE[component])])}
          />
          {sites.length > 1 && (
            <Boxes
              {...{ name: 'site', legend: say(WORDS.sites), hint: say(WORDS.all) }}
              choices={sites.map((site) => [site, say(vantageTitleOf(site, facts))])}
            />
          )}
          <button type="submit">{say(WORDS.submit)}</button>
          <p class="note">{say(WORDS.hint)}</p>
        </form>
      </section>
    </Page>,
  )
}

const Boxes = ({
  name,
  legend,
  hint,
  choices,
}: {
  name: string
  legend: string
  hint: string
  choices: readonly (readonly [string, string])[]
}) => (
  <fieldset>
    <legend>{legend}</legend>
    <p class="note">{hint}</p>
    <div class="boxes">
      {choices.map(([value, title]) => (
        <label>
          <input type="checkbox" name={name} value={value} /> {title}
        </label>
      ))}
    </div>
  </fieldset>
)

/** A page that says one thing, and may have one button. */
export function sayingPageOf(
  context: SubscriptionPageContext,
  parts: {
    readonly head: Text
    readonly lead: Text
    /** Whom it is about. */
    readonly who?: string
    readonly button?: { readonly action: string; readonly field: string; readonly value: string; readonly title: Text }
    readonly again?: boolean
  },
): string {
  const { locale } = context
  const { head, lead, who, button, again } = parts
  return rendered(
    <Page {...context} head={head}>
      <p class="lead">{lead[locale]}</p>
      {(who || button || again) && (
        <section class="panel">
          {who && <p class="who">{who}</p>}
          {button && (
            <form method="post" action={button.action}>
              <input type="hidden" name="lang" value={locale} />
              <input type="hidden" name={button.field} value={button.value} />
              <button type="submit">{button.title[locale]}</button>
            </form>
          )}
          {again && (
            <p>
              <a href={`/subscribe?lang=${locale}`}>{WORDS.again[locale]}</a>
            </p>
          )}
        </section>
      )}
    </Page>,
  )
}
