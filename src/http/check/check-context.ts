import type { Browser } from '../../core/check/browser-of.ts'
import type { CheckHost } from '../../core/check/check-hosts.ts'
import type { SupportReading, SupportTable } from '../../core/check/support.ts'
import type { Articles, Setting, Tree } from '../../core/guide/guide.ts'
import type { HelpDesk } from '../../core/guide/help-desk.ts'
import type { Walk } from '../../core/guide/walk.ts'
import type { Headline } from '../pages/headline.ts'
import type { PageContext } from '../pages/page-context.ts'
import type { CheckChoice } from './check-choice.ts'

/** What every part of `/check` is made from. */
export interface CheckContext {
  readonly page: PageContext
  readonly choice: CheckChoice
  readonly headline: Headline
  readonly walk: Walk
  readonly articles: Articles
  readonly tree: Tree
  readonly setting: Setting
  readonly browser: Browser
  readonly support: SupportReading
  readonly table: SupportTable
  readonly hosts: readonly CheckHost[]
  readonly loginDomains: readonly string[]
  readonly helpDesk: HelpDesk | null
  /** Whether people can ask to be told by mail. */
  readonly canSubscribe: boolean
}
