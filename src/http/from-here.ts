import type { ColdAsk } from './request.ts'

/**
 * Whether a page of this very site sent it: browsers say where a form or a script sends from. One that says nothing may
 * only send what no form of another site can.
 */
export function isFromHere(ask: Pick<ColdAsk, 'header'>, isForm: boolean): boolean {
  const fetchSite = ask.header('sec-fetch-site')
  if (fetchSite !== undefined) return fetchSite === 'same-origin' || fetchSite === 'none'
  const origin = ask.header('origin')
  if (origin === undefined) return !isForm
  return URL.parse(origin)?.host === ask.header('host')
}
