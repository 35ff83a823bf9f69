import type { NoticeBlock } from '../core/notices/notice-text.ts'

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
/** Inline elements that set a name apart from its value. */
const NAMING = new Set(['span', 'b', 'strong', 'em', 'label', 'font', 'i'])
const HEADING = /^h[1-6]$/
/** A cell with more text than this is a part of the page, not of a table. */
const MOST_CELL = 400

interface Row {
  readonly cells: { text: string; head: boolean }[]
  /** How many blocks there were when the row began: they give way to the row. */
  readonly before: number
  /** It lays out the page: it holds a table of its own, or a whole article. */
  layout: boolean
}

/** Takes the events of a parser and makes blocks of them. */
export function createBlockWriter() {
  const blocks: NoticeBlock[] = []
  const rows: Row[] = []
  let line = ''
  let heading = 0
  let label: string | null = null
  let inLabel = false
  let inValue = false
  let table = 0
  let preformatted = 0
  let named = false

  const push = (text: string): void => {
    if (inLabel) label = label === null ? text : `${label} ${text}`
    else if (inValue && label !== null) blocks.push({ kind: 'field', label, text })
    else if (heading > 0) blocks.push({ kind: 'heading', level: heading, text })
    else blocks.push({ kind: 'line', text })
  }
  const flush = (): void => {
    const text = line.replace(/[^\S\u3000]+/g, ' ').trim()
    line = ''
    named = false
    if (text === '') return
    const cell = rows.at(-1)?.cells.at(-1)
    if (cell && cell.text.length <= MOST_CELL) cell.text += cell.text === '' ? text : `\n${text}`
    push(text)
  }
  const openRow = (): void => {
    rows.push({ cells: [], before: blocks.length, layout: false })
  }
  const closeRow = (): void => {
    const row = rows.pop()
    if (!row || row.layout || row.cells.length < 2 || row.cells.some(({ text }) => text.length > MOST_CELL)) return
    blocks.length = row.before
    blocks.push({
      kind: 'row',
      table,
      cells: row.cells.map(({ text }) => text),
      heads: row.cells.map(({ head }) => head),
    })
  }
  const enter = (name: string): void => {
    if (name === 'br' || BLOCKS.has(name)) flush()
    if (!BLOCKS.has(name)) return
    if (name === 'table') {
      table++
      for (const row of rows.slice(-1)) row.layout = true
    } else if (name === 'tr') openRow()
    else if (name === 'td' || name === 'th') rows.at(-1)?.cells.push({ text: '', head: name === 'th' })
    else if (name === 'pre') preformatted++
    else if (name === 'dt') {
      label = null
      inLabel = true
    } else if (name === 'dd') {
      inLabel = false
      inValue = true
    }
    heading = HEADING.test(name) ? Number(name[1]) : 0
  }
  const leave = (name: string): void => {
    if (NAMING.has(name) && line.trim() !== '') named = true
    if (!BLOCKS.has(name)) return
    flush()
    if (name === 'tr') closeRow()
    else if (name === 'pre') preformatted--
    else if (name === 'dt') inLabel = false
    else if (name === 'dd') inValue = false
    else if (name === 'dl') label = null
    heading = 0
  }
  const text = (data: string): void => {
    if (named && data.trim() !== '') {
      if (/^[^\s\u3040-\u309f、。・（(]/.test(data) && !/[\s:：]$/.test(line)) line += '\u3000'
      named = false
    }
    if (preformatted <= 0) {
      line += data.replace(/[\r\n\t]+/g, ' ')
      return
    }
    for (const [at, piece] of data.split('\n').entries()) {
      if (at > 0) flush()
      line += piece
    }
  }
  const finish = (): NoticeBlock[] => {
    flush()
    return blocks
  }
  return { enter, leave, text, finish }
}
