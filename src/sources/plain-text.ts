import { parseMarkup } from './html-blocks.ts'

const MOST = 60_000
/** They end a line. */
const LINES = new Set(['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])

/** The text of a fragment of HTML: paragraphs become lines, entities become signs. */
export function plainTextOf(html: string): string {
  let text = ''
  parseMarkup(
    html.slice(0, MOST),
    {
      open: (name) => {
        if (name === 'br') text += '\n'
      },
      close: (name) => {
        if (LINES.has(name)) text += '\n'
      },
      text: (data) => {
        text += data
      },
    },
    false,
  )
  return text.trim()
}
