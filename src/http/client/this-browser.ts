import { browserOf, type Hints, withHints } from '../../core/check/browser-of.ts'
import { supportOf } from '../../core/check/support.ts'
import { browserText, isDoubtful, supportSentence } from '../../core/check/support-words.ts'
import type { CheckData } from '../check/check-data.ts'
import { byId } from './element.ts'
import type { Summary } from './summary.ts'

interface HintSource {
  getHighEntropyValues(names: readonly string[]): Promise<Hints>
}

/** Says more exactly which system this is than the server can tell, where the browser tells it on request. */
export async function refineThisBrowser({ locale, table }: CheckData, summary: Summary): Promise<void> {
  const { userAgentData } = navigator as Navigator & { readonly userAgentData?: HintSource }
  if (!userAgentData) return
  const hints = await userAgentData.getHighEntropyValues(['platformVersion']).catch(() => null)
  if (!hints) return
  const browser = withHints(browserOf(navigator.userAgent), hints)
  const support = supportOf(browser, table)
  byId('browser-name').textContent = browserText(browser)[locale]
  byId('browser-support').textContent = supportSentence(support)[locale]
  byId('this-browser').classList.toggle('doubtful', isDoubtful(support))
  summary.tell('browser', [`- ${browserText(browser)[locale]}`])
}
