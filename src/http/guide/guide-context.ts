import type { HelpDesk } from '../../core/guide/help-desk.ts'
import type { Standing } from '../../core/guide/standing.ts'
import type { Guide } from '../../knowledge/guide.ts'
import type { Headline } from '../pages/headline.ts'
import type { PageContext } from '../pages/page-context.ts'
import type { GuideChoice } from './guide-choice.ts'

/** What every part of a page of the guide is made from. */
export interface GuideContext {
  readonly page: PageContext
  readonly choice: GuideChoice
  readonly headline: Headline
  readonly standing: Standing
  readonly guide: Guide
  readonly helpDesk: HelpDesk | null
}
