import type { Locale } from '../../core/locale.ts'
import { isoOf } from '../../core/time-text.ts'

/** `later`: too many came in too short a time. */
export const REPORTED = ['done', 'later'] as const
export type Reported = (typeof REPORTED)[number]

/** What the address of a page chooses; each part from a closed vocabulary. */
export interface PageChoice {
  readonly locale: Locale
  /** One of the edition's vantages; null shows all. */
  readonly site: string | null
  readonly refresh: boolean
  /** What became of a report that was just sent; null where none was. */
  readonly reported?: Reported | null
}

/** The address of the page with some of its choices changed. */
export function linkTo(choice: PageChoice, change: Partial<PageChoice>): string {
  const { locale, site, refresh, reported } = { ...choice, reported: null, ...change }
  const query = new URLSearchParams({ lang: locale })
  if (site !== null) query.set('site', site)
  if (!refresh) query.set('refresh', 'off')
  if (reported) query.set('reported', reported)
  return `/?${query}`
}

/** The page that explains a verdict: that of the moment, or of now where `at` is null. */
export function linkToExplain({ locale, site }: PageChoice, at: number | null, zone: string): string {
  const query = new URLSearchParams({ lang: locale })
  // Up to the end of the second: what was said within it stood then.
  if (at !== null) query.set('at', isoOf(Math.ceil(at / 1000) * 1000, zone))
  if (site !== null) query.set('site', site)
  return `/explain?${query}`
}
