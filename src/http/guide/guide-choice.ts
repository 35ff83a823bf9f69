import type { Setting } from '../../core/guide/guide.ts'
import type { Locale, Text } from '../../core/locale.ts'
import type { Topic } from '../../core/triage/topic.ts'

/** What a reader of the guide uses; chosen on the page, from a closed list. */
export const USES = ['browser', 'iphone', 'android', 'windows', 'mac'] as const
export type Use = (typeof USES)[number]

export const USE_TITLE: Readonly<Record<Use, Text>> = {
  browser: { ja: 'ブラウザー', en: 'Browser' },
  iphone: { ja: 'iPhone のアプリ', en: 'iPhone app' },
  android: { ja: 'Android のアプリ', en: 'Android app' },
  windows: { ja: 'Windows のアプリ', en: 'Windows app' },
  mac: { ja: 'Mac のアプリ', en: 'Mac app' },
}

const SETTING: Readonly<Record<Use, Setting>> = {
  browser: { device: null, client: 'browser' },
  iphone: { device: 'ios', client: 'app' },
  android: { device: 'android', client: 'app' },
  windows: { device: 'windows', client: 'app' },
  mac: { device: 'mac', client: 'app' },
}
export const settingOf = (use: Use | null): Setting => (use === null ? { device: null, client: null } : SETTING[use])

/** What the address of a page of the guide chooses. */
export interface GuideChoice {
  readonly locale: Locale
  readonly site: string | null
  readonly use: Use | null
  /** What somebody looks for; '' for the whole list. */
  readonly search: string
}

export function linkToGuide({ locale, site, search }: GuideChoice): string {
  const query = queryOfChoice(locale, site)
  if (search !== '') query.set('q', search)
  return `/guide?${query}`
}

export function linkToArticle({ locale, site, use }: GuideChoice, slug: Topic): string {
  const query = queryOfChoice(locale, site)
  if (use !== null) query.set('use', use)
  return `/guide/${slug}?${query}`
}

function queryOfChoice(locale: Locale, site: string | null): URLSearchParams {
  const query = new URLSearchParams({ lang: locale })
  if (site !== null) query.set('site', site)
  return query
}
