import type { ComparisonKind } from '../../core/check/compare.ts'

/** What the browsers of employees found lately, office by office. A fact about those people, never evidence. */
export interface BrowserCheckCount {
  readonly site: string
  readonly checks: number
  /** Of these, where only the person's own device failed. */
  readonly onlyThem: number
}

/** Remembers the checks of an hour, without anything that names a person; gone when the process ends. */
export interface BrowserCheckPicture {
  add(check: { readonly at: number; readonly site: string; readonly kind: ComparisonKind }): void
  counts(now: number): readonly BrowserCheckCount[]
}

const HOUR_MS = 3_600_000
const MOST = 5_000

export function createBrowserCheckPicture(): BrowserCheckPicture {
  let checks: { readonly at: number; readonly site: string; readonly kind: ComparisonKind }[] = []
  return {
    add(check) {
      checks = [...checks.filter(({ at }) => at > check.at - HOUR_MS), check].slice(-MOST)
    },
    counts(now) {
      const lately = checks.filter(({ at }) => at > now - HOUR_MS)
      return [...Map.groupBy(lately, ({ site }) => site)]
        .map(([site, own]) => ({ site, checks: own.length, onlyThem: own.filter(isOnlyThem).length }))
        .toSorted((a, b) => b.checks - a.checks || (a.site < b.site ? -1 : 1))
    },
  }
}

const isOnlyThem = ({ kind }: { readonly kind: ComparisonKind }) => kind === 'only-you' || kind === 'you-offline'
