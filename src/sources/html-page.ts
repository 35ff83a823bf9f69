import { type CheerioAPI, load } from 'cheerio'
import type { FetchedDocument } from '../platform/fetch/fetched.ts'
import { type Parsed, unreadable } from './source.ts'

/** More tags than any page of notices has; taking more apart would hold up everything else. */
const MOST_TAGS = 20_000

/** How many times a sign occurs, without building anything. Stops counting above `most`. */
export function countOf(text: string, sign: string, most: number): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0 && count <= most; at = text.indexOf(sign, at + 1)) count++
  return count
}

/** Takes a page apart, without running or fetching anything. */
export function openHtml({
  text,
  garbled,
}: FetchedDocument): { readonly html: CheerioAPI } | Extract<Parsed, { unreadable: unknown }> {
  if (garbled) return unreadable('garbled')
  if (!/<(?:!doctype\s+html|html|head|body|main|article|div|ul|table|p|h[1-6]|section)[\s>/]/i.test(text))
    return unreadable('not-html', text.trim().slice(0, 80))
  if (countOf(text, '<', MOST_TAGS) > MOST_TAGS) return unreadable('too-complex')
  return { html: load(text, { xml: { xmlMode: false, decodeEntities: true } }) }
}

export const tidyText = (text: string): string => text.replace(/\s+/g, ' ').trim()
