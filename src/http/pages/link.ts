import type { Locale } from '../../core/locale.ts'

/** What the address of a page chooses; each part from a closed vocabulary. */
export interface PageChoice {
  readonly locale: Locale
  /** One of the edition's vantages; null shows all. */
  readonly site: string | null
  readonly refresh: boolean
}

/** The address of the page with some of its choices changed. */
export function linkTo(choice: PageChoice, change: Partial<PageChoice>): string {
  const { locale, site, refresh } = { ...choice, ...change }
  const query = new URLSearchParams({ lang: locale })
  if (site !== null) query.set('site', site)
  if (!refresh) query.set('refresh', 'off')
  return `/?${query}`
}
