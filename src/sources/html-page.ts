import { type CheerioAPI, load } from 'cheerio'
import { Parser } from 'htmlparser2'
import type { FetchedDocument } from '../platform/fetch/fetched.ts'
import { type Parsed, unreadable } from './source.ts'

/** More tags than any page of notices has; taking more apart would hold up everything else. */
const MOST_TAGS = 20_000
const MOST_DEPTH = 300
const MOST_CHILDREN = 3_000
const CHUNK = 4_096

/** How many times a sign occurs, without building anything. Stops counting above `most`. */
export function countOf(text: string, sign: string, most: number): number {
  let count = 0
  for (let at = text.indexOf(sign); at >= 0 && count <= most; at = text.indexOf(sign, at + 1)) count++
  return count
}

/** Whether a page is nested no deeper and its parts no longer than people write: taking others apart costs their square. */
function isTame(text: string): boolean {
  const children = [0]
  let isWild = false
  const count = () => {
    const most = (children.pop() ?? 0) + 1
    children.push(most)
    isWild ||= most > MOST_CHILDREN || children.length > MOST_DEPTH
  }
  const parser = new Parser(
    {
      onopentag: () => {
        count()
        children.push(0)
      },
      onclosetag: () => {
        children.pop()
      },
    },
    { decodeEntities: false },
  )
  for (let at = 0; at < text.length && !isWild; at += CHUNK) parser.write(text.slice(at, at + CHUNK))
  if (!isWild) parser.end()
  return !isWild
}

/** Takes a page apart, without running or fetching anything. */
export function openHtml({
  text,
  garbled,
}: FetchedDocument): { readonly html: CheerioAPI } | Extract<Parsed, { unreadable: unknown }> {
  if (garbled) return unreadable('garbled')
  if (!/<(?:!doctype\s+html|html|head|body|main|article|div|ul|table|p|h[1-6]|section)[\s>/]/i.test(text))
    return unreadable('not-html', text.trim().slice(0, 80))
  if (countOf(text, '<', MOST_TAGS) > MOST_TAGS || !isTame(text)) return unreadable('too-complex')
  return { html: load(text, { xml: { xmlMode: false, decodeEntities: true, encodeEntities: 'utf8' } }) }
}

export const tidyText = (text: string): string => text.replace(/\s+/g, ' ').trim()
