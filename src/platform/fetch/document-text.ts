import { TextDecoder } from 'node:util'

/** A body as text, and how it was understood. */
export interface DocumentText {
  readonly text: string
  /** WHATWG label of the encoding. */
  readonly charset: string
  /** More than a few signs could not be read: what stands there is not to be relied on. */
  readonly garbled: boolean
}

/** Where a document's own word about its characters is looked for, bytes. */
const HEAD_BYTES = 4_096
/** Unreadable signs that a whole document may have: one broken advertisement must not make it unreadable. */
const MOST_BROKEN = 0.005
/** How much is looked at to compare encodings. */
const SAMPLE_BYTES = 131_072

const JAPANESE = ['shift_jis', 'euc-jp', 'iso-2022-jp'] as const

/**
 * Decodes what came, believing in turn the byte order mark, the header, the document's own word. A word that the bytes
 * prove wrong is not believed: pages in Shift_JIS, EUC-JP and ISO-2022-JP often say something else, or nothing.
 */
export function documentTextOf(bytes: Uint8Array, contentType: string | undefined): DocumentText {
  const marked = bomOf(bytes)
  if (marked) return decoded(bytes, marked)
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES))
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const said = [labelIn(contentType ?? ''), ownWord(head)].filter((label) => label !== null)
  for (const label of said) {
    if (label !== 'utf-8' && isUtf8WithMore(sample)) continue
    if (brokenShare(decode(sample, label)) <= MOST_BROKEN && !hasEscapes(sample, label)) return decoded(bytes, label)
  }
  return decoded(bytes, guessedOf(sample, said[0] ?? 'utf-8'))
}

function decoded(bytes: Uint8Array, charset: string): DocumentText {
  const text = decode(bytes, charset)
  return { text, charset, garbled: brokenShare(text) > MOST_BROKEN || text.includes('\u0000') }
}

const decode = (bytes: Uint8Array, label: string): string => new TextDecoder(label).decode(bytes)

function bomOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return null
}

/** The encoding that a text names; null where it names none, or none that is known. */
function labelIn(text: string): string | null {
  const name = /(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(text)?.[1]
  if (name === undefined) return null
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}

/** The XML declaration, or the first `<meta>` that speaks of characters. */
function ownWord(head: string): string | null {
  const declaration = /^\s*<\?xml[^>]{0,200}>/.exec(head)?.[0]
  const label = labelIn(declaration ?? '') ?? labelIn(/<meta[^>]{0,300}charset[^>]{0,100}>/i.exec(head)?.[0] ?? '')
  // What could be read as ASCII until here is not UTF-16, whatever it says.
  return label?.startsWith('utf-16') ? 'utf-8' : label
}

/** Valid UTF-8 with signs beyond ASCII: no other encoding looks like that by chance. */
function isUtf8WithMore(sample: Uint8Array): boolean {
  if (!sample.some((byte) => byte > 0x7f)) return false
  try {
    // The end of the sample may cut a sign in two.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}

/** ISO-2022-JP is plain ASCII to every other encoding, and its escapes give it away. */
function hasEscapes(sample: Uint8Array, label: string): boolean {
  if (label === 'iso-2022-jp') return false
  const at = sample.indexOf(0x1b)
  return at >= 0 && (sample[at + 1] === 0x24 || sample[at + 1] === 0x28)
}

function guessedOf(sample: Uint8Array, said: string): string {
  if (hasEscapes(sample, 'utf-8')) return 'iso-2022-jp'
  const known = ['utf-8', ...JAPANESE.filter((label) => label !== 'iso-2022-jp')]
  const scored = known.map((label) => ({ label, score: scoreOf(decode(sample, label)) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return best.score > 0 ? best.label : said
}

/** Kana are what every Japanese page is full of; a wrong guess has half-width kana and rare signs instead. */
function scoreOf(text: string): number {
  const kana = text.match(/[\u3041-\u3096\u30a1-\u30fa]/g)?.length ?? 0
  const odd = text.match(/[\uff61-\uff9f\ufffd\ue000-\uf8ff]/g)?.length ?? 0
  return kana - 3 * odd
}

const brokenShare = (text: string): number =>
  text.length === 0 ? 0 : (text.match(/\ufffd/g)?.length ?? 0) / text.length
