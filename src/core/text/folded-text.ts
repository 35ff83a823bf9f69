/** A text with its spelling levelled out, and the way back from each of its characters to what was written. */
export interface FoldedText {
  readonly text: string
  /** For each index of `text`, and for its end, the index in `written`. */
  readonly origin: readonly number[]
  readonly written: string
}

/** Posts are short; what lies behind this many characters does not change what kind of post it is. */
const LONGEST = 1_000

const KATAKANA_TO_HIRAGANA = 0x60
const isKatakana = (code: number) => code >= 0x30a1 && code <= 0x30f6
const isKana = (char: string | undefined) => char !== undefined && char >= 'ぁ' && char <= 'ん'
const isInvisible = (code: number) =>
  (code >= 0x200b && code <= 0x200f) || code === 0xfe0f || code === 0xfe0e || code === 0x2060 || code === 0xfeff
const isSpace = (char: string | undefined) => char === ' ' || char === '\t' || char === '\r'
const isJapanese = (char: string | undefined) => char !== undefined && char >= '\u3000' && char <= '鿿'

/** Signs that people draw out: one says as much as ten. */
const DRAWN_OUT = '!?wー~.…。、'
const LOOKALIKES: Readonly<Record<string, string>> = {
  '〜': '~',
  '～': '~',
  '—': '-',
  '–': '-',
  '\r': ' ',
  '\t': ' ',
  '\u3000': ' ',
  '’': "'",
  '‘': "'",
}

/**
 * Levels width, case, kana and lengthening, so that ラインワークス, らいんわーくす and ﾗｲﾝﾜｰｸｽ read alike. Long vowel marks are
 * dropped, katakana becomes hiragana, and spaces beside Japanese go. Linear in the length, which is capped.
 */
export function foldText(raw: string): FoldedText {
  // Cut twice: one sign may stand for eighteen letters.
  const written = raw.slice(0, LONGEST).normalize('NFKC').slice(0, LONGEST)
  const lower = written.toLowerCase()
  // A few letters change length when lowered; then the written case is kept, which only costs spelling.
  const source = lower.length === written.length ? lower : written
  let text = ''
  const origin: number[] = []
  for (let i = 0; i < source.length; i++) {
    const char = foldedChar(source[i]!, source.charCodeAt(i), text.at(-1), source[i + 1])
    if (char === '') continue
    text += char
    origin.push(i)
  }
  origin.push(source.length)
  return { text, origin, written }
}

function foldedChar(char: string, code: number, before: string | undefined, after: string | undefined): string {
  if (isInvisible(code)) return ''
  const plain = isKatakana(code) ? String.fromCharCode(code - KATAKANA_TO_HIRAGANA) : (LOOKALIKES[char] ?? char)
  if ((plain === 'ー' || plain === '~') && (isKana(before) || before === undefined)) return ''
  if (plain === ' ' && (before === undefined || isSpace(after) || isJapanese(before) || isJapanese(after))) return ''
  return plain === before && DRAWN_OUT.includes(plain) ? '' : plain
}

/** What was written between two indices of the folded text. */
export const writtenBetween = ({ origin, written }: FoldedText, from: number, to: number): string =>
  written.slice(origin[from], origin[to]).trim()
