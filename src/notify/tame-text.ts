import { cleanText } from '../platform/clean-text.ts'
import { cutText } from './cut-text.ts'

/** What is foreign in a message (titles of notices, names, answers) must not act where it is shown. */

/** More than cleanText takes: whatever shows nothing by itself, but for what holds emoji together. */
const HIDDEN = /(?![\u200d\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu
const LONGEST = 2_000

/** One line, nothing that does not print, no credentials, bounded. */
export const lineOf = (text: string, most = LONGEST): string =>
  // The coarse cuts come first and further back: only the last one knows where a character ends.
  cutText(
    cleanText(
      text
        .slice(0, LONGEST * 8)
        .toWellFormed()
        .replace(HIDDEN, ''),
      LONGEST * 2,
    ),
    Math.min(most, LONGEST),
  )

/** The same, line by line. */
export const linesOf = (text: string, most = LONGEST): string =>
  cutText(
    text
      .slice(0, LONGEST * 8)
      .split('\n')
      .map((line) => lineOf(line))
      .join('\n')
      .trim(),
    most,
  )

/**
 * Calls nobody and leads nowhere, in whatever chat: an `@` in front of a name and what makes a link of an address
 * stand in full width. Mail addresses stay as they are.
 */
export const inertOf = (text: string): string =>
  text
    .replace(/:\/\//g, '：//')
    .replace(/\b(www)\./gi, '$1．')
    .replace(/(?<![A-Za-z0-9._%+-])@(?=\S)/g, '＠')

/** An address that may be shown as a link: http or https, no password in it, at most 2,000 characters; otherwise null. */
export function linkOf(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  return url.href.length <= LONGEST ? url.href : null
}
