import type { Locale } from '../../core/locale.ts'

export const ENDS = ['solved', 'unsolved'] as const
export type End = (typeof ENDS)[number]

/** What the address of `/check` chooses. */
export interface CheckChoice {
  readonly locale: Locale
  /** One of the edition's vantages; null: not said. */
  readonly site: string | null
  /** The answers so far; those that the tree does not know are left out by the walk. */
  readonly answers: readonly string[]
  readonly end: End | null
}

/** No walk is longer; what is beyond is not read. */
const MOST_ANSWERS = 8

/** Reads the query; what is not known counts as not said. */
export const parseCheckChoice = (
  value: (name: string) => string | null,
  known: { readonly locale: Locale; readonly sites: ReadonlySet<string> },
): CheckChoice => {
  const site = value('site')
  return {
    locale: known.locale,
    site: site !== null && known.sites.has(site) ? site : null,
    answers: (value('a') ?? '').slice(0, 300).split('.').filter(Boolean).slice(0, MOST_ANSWERS),
    end: ENDS.find((end) => end === value('end')) ?? null,
  }
}

/** The address with some of its choices changed; whoever goes elsewhere in the tree has not ended yet. */
export function linkToCheck(choice: CheckChoice, change: Partial<CheckChoice> = {}, anchor = ''): string {
  const { locale, site, answers, end } = { ...choice, end: null, ...change }
  const query = new URLSearchParams({ lang: locale })
  if (site !== null) query.set('site', site)
  if (answers.length > 0) query.set('a', answers.join('.'))
  if (end !== null) query.set('end', end)
  return `/check?${query}${anchor && `#${anchor}`}`
}
