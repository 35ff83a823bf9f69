import type { AccountAnswer } from '../../accounts/account-desk.ts'
import type { HelpDesk } from '../../core/guide/help-desk.ts'
import type { Standing } from '../../core/guide/standing.ts'
import type { Locale } from '../../core/locale.ts'
import type { Report } from '../../core/report.ts'
import type { BrowserCheckCount } from '../check/browser-check-picture.ts'
import type { TriageAnswer } from '../guide/guide-schema.ts'
import type { Headline } from '../pages/headline.ts'
import type { PageContext } from '../pages/page-context.ts'
import type { OfficeHour } from './hour-strips.ts'

/** What was asked at the desk just now, and its answer. */
export type DeskAnswer =
  | { readonly kind: 'triage'; readonly text: string; readonly answer: TriageAnswer }
  | { readonly kind: 'account'; readonly loginId: string; readonly answer: AccountAnswer }

/** What every part of `/desk` is made from. */
export interface DeskContext {
  readonly page: PageContext
  readonly choice: { readonly locale: Locale; readonly site: string | null }
  readonly headline: Headline
  readonly standing: Standing
  readonly helpDesk: HelpDesk | null
  /** Null where no past is kept. */
  readonly hour: readonly OfficeHour[] | null
  readonly reports: readonly Report[]
  readonly checks: readonly BrowserCheckCount[]
  readonly hasAccounts: boolean
  readonly answer: DeskAnswer | null
}
