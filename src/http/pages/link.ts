import type { Locale } from '../../core/locale.ts'

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
