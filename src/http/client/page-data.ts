import type { CheckData } from '../check/check-data.ts'

/** What the server tells the scripts of the page. Throws where the page is not the one these scripts belong to. */
export function readPageData(): CheckData {
  const element = document.getElementById('check-data')
  if (!element?.textContent) throw new Error('this page has no data for its scripts')
  return JSON.parse(element.textContent) as CheckData
}
