import stringWidth from 'string-width'

/** Cells that a text takes on a terminal: a kanji takes two. */
export const cellsOf = (text: string): number => stringWidth(text)

const blanks = (count: number) => ' '.repeat(Math.max(0, count))

/** A text, filled up with blanks to so many cells. */
export const padRight = (text: string, width: number): string => text + blanks(width - cellsOf(text))

/** Rows under each other, each column as wide as its widest cell. */
export function columnsOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => cellsOf(row[column]!))))
  const lineOf = (row: readonly string[]) => row.map((cell, column) => padRight(cell, widths[column]!)).join('  ')
  return rows.map((row) => `${lineOf(row).trimEnd()}\n`).join('')
}

/** A text in the middle of so many cells. */
export function centred(text: string, width: number): string {
  const free = Math.max(0, width - cellsOf(text))
  return blanks(Math.floor(free / 2)) + text + blanks(Math.ceil(free / 2))
}

/** What may not begin a line in Japanese, and what may not end one. */
const NOT_FIRST = /^[、。，．・：；？！）」』】〕％ーぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)\]%→]/u
const NOT_LAST = /[（「『【〔([]$/u

/**
 * Breaks a text into lines of at most `width` cells: at blanks, and in Japanese where a phrase begins. What must stay
 * together stays whole, also where it is wider than that.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text)) {
    if (line !== '' && cellsOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = piece.trimStart()
    } else line += piece
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()]
}

const words = new Intl.Segmenter('ja', { granularity: 'word' })

/** The smallest pieces that stay together. */
function piecesOf(text: string): readonly string[] {
  const pieces: string[] = []
  for (const { segment } of words.segment(text)) {
    const last = pieces.at(-1)
    const isGlued =
      last !== undefined &&
      (NOT_FIRST.test(segment) ||
        NOT_LAST.test(last) ||
        segment.trim() === '' ||
        // What begins in hiragana mostly belongs to the word before it: a particle, the end of a verb.
        (/^[ぁ-ん]/.test(segment) && !/[、。！？）」\s]$/.test(last)) ||
        // Latin text breaks at its blanks only: `auth.worksmobile.com` and `--all` stay whole.
        (/[!-~]$/.test(last) && /^[!-~]/.test(segment)))
    if (isGlued) pieces[pieces.length - 1] = last + segment
    else pieces.push(segment)
  }
  return pieces
}
