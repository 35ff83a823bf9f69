import type { Locale } from '../../core/locale.ts'
import { agoOf, dateOf, isoOf, timeOf, whenOf } from '../../core/time-text.ts'
import type { HttpFacts } from '../deps.ts'

/** When and for whom an instant is written. */
export interface Reader {
  readonly edition: { readonly now: number }
  readonly facts: Pick<HttpFacts, 'zone'>
  readonly locale: Locale
}

/** When, with the date where it is not today; machines read the exact instant. */
export const When = ({ at, context }: { at: number; context: Reader }) => (
  <time datetime={isoOf(at, context.facts.zone)}>
    {whenOf(at, context.edition.now, context.facts.zone, context.locale)}
  </time>
)

/** Date and time to the second, so that a tab left open tells its own age. */
export const Stamp = ({ at, context }: { at: number; context: Reader }) => {
  const { zone } = context.facts
  const [year, month, day] = dateOf(at, zone).split('-').map(Number)
  const date = context.locale === 'ja' ? `${year}年${month}月${day}日` : dateOf(at, zone)
  return (
    <time datetime={isoOf(at, zone)}>
      {date} {timeOf(at, zone, true)}
    </time>
  )
}

/** How long ago. */
export const Ago = ({ at, context }: { at: number; context: Reader }) => (
  <span class="ago">({agoOf(at, context.edition.now, context.locale)})</span>
)
