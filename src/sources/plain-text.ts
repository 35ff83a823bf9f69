import { load } from 'cheerio'

/** The text of a fragment of HTML: paragraphs become lines, entities become signs. */
export function plainTextOf(html: string): string {
  const spaced = html.slice(0, 60_000).replace(/<br\s*\/?>|<\/(?:p|div|li|h[1-6])>/gi, '\n')
  return load(spaced, { xml: { xmlMode: false, decodeEntities: true } })
    .root()
    .text()
    .trim()
}
