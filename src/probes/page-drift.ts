import { load } from 'cheerio/slim'
import { isOnHost } from './option-rules.ts'

/** Hosts on which parts of a page are expected; an empty list means that this part is not compared. */
export interface ExpectedHosts {
  readonly formHosts: readonly string[]
  readonly scriptHosts: readonly string[]
}

/**
 * What changed against the expected picture of a page: `form:HOST` and `script:HOST` for each host that a form posts to or
 * a script comes from and that no pattern names. Sorted, each once: a stable text, so that the same change is told once.
 */
export function driftOf(html: string, pageUrl: URL, expected: ExpectedHosts): readonly string[] {
  const page = load(html)
  const base = urlOf(page('base[href]').first().attr('href'), pageUrl) ?? pageUrl
  const foreign = (addresses: readonly (string | undefined)[], patterns: readonly string[], code: string) =>
    patterns.length === 0
      ? []
      : addresses.flatMap((address) => {
          const url = urlOf(address, base)
          return url === null || isOnHost(url, patterns) ? [] : [`${code}:${url.host || url.protocol}`]
        })
  const attributes = (selector: string, name: string) =>
    page(selector)
      .toArray()
      .map((element) => page(element).attr(name))
  const found = [
    ...foreign(attributes('form[action]', 'action'), expected.formHosts, 'form'),
    ...foreign(attributes('[formaction]', 'formaction'), expected.formHosts, 'form'),
    ...foreign(attributes('script[src]', 'src'), expected.scriptHosts, 'script'),
  ]
  return [...new Set(found)].sort()
}

/** Null for what leads nowhere: `javascript:`, `data:`, an address that cannot be read. */
function urlOf(address: string | undefined, base: URL): URL | null {
  if (address === undefined || !URL.canParse(address, base.href)) return null
  const url = new URL(address, base)
  return /^https?:$/.test(url.protocol) ? url : null
}
