import { type FoldedText, foldText } from '../text/folded-text.ts'

/** Who a post speaks of: LINE WORKS by name, by a name that may mean something else, or only LINE or nobody we know. */
export const MENTIONS = ['named', 'maybe', 'none'] as const
export type Mention = (typeof MENTIONS)[number]

export interface Masked {
  readonly folded: FoldedText
  readonly mention: Mention
}

/** What stands for a name in the text that is read on: one sign, so that every spelling reads alike. */
export const SIGN = { named: '§', maybe: '¤', line: '¢', link: '€', handle: '@' } as const
type Sign = (typeof SIGN)[keyof typeof SIGN]

interface Span {
  readonly from: number
  readonly to: number
  readonly sign: Sign
}

// Every quantifier is bounded or over one class of characters, so that each pattern is linear.
const LINK =
  /https?:\/\/[^\s"'<>、。）」]{1,300}|(?<![a-z0-9@._])[a-z0-9-]{2,60}\.(?:com|net|org|jp|co|io|me)\/[^\s]{0,200}/g
const HANDLE = /@[a-z0-9_.]{2,60}/g
const NAME =
  /(?:line|らいん|naver|ねいば|ねいばあ|네이버|라인)[ \-_・.,'’&]{0,2}(?:w[o0]rk[sz](?!h)|わあ?くす(?!ぺす|たいる|てしょん)|웍스|웤스|워크스|웍쓰)|(?<![a-z])line ?w(?![a-z])|works ?mobile|わくすもばいる|웍스모바일/g
const LATIN_WORD = /[a-z]{2,24}/g
const KANA_NAME = 'らいんわくす'
const LATIN_NAME = 'lineworks'
const MAYBE =
  /(?<![a-z0-9_.-])l[. ]?w(?![a-z0-9_-])|わくす|웍스|(?<=[぀-鿿、。!?\n]|^)works(?=[぀-鿿])|(?<=#)works(?![a-z])|らいわく(?![ぁ-おき-つと-ん])|(?<![ぁ-んァ-ヶ一-鿿])らいわ(?![か-くけ-ん])/g
const LINE =
  /(?<![a-z])line(?![a-z])|(?<![ぁ-んa-z一-鿿])らいん(?![ぁ-かきく-けこた-つな-にぬね-ひふ-まみむ-もや-を])|(?<![가-힣])라인(?![가-힣]{2})/g
/** Names of things and phrases of which the name of the service is a part by accident. */
const ACCIDENT =
  /(?:production|assembly|phone|land|hot|sewing|bus|train|command|help|on|off|pipe|the|this|that|my|your|our|conveyor|packing|subway|metro|punch|tag|waiting|dead) ?$/

/** Finds the names in a post and puts one sign in place of each. */
export function maskNames(raw: string): Masked {
  const folded = foldText(raw)
  const { text } = folded
  const spans: Span[] = []
  const taken = new Uint8Array(text.length)
  const take = (from: number, to: number, sign: Sign) => {
    if (taken.subarray(from, to).some((t) => t === 1)) return
    taken.fill(1, from, to)
    spans.push({ from, to, sign })
  }
  const takeAll = (pattern: RegExp, signOf: (from: number, to: number) => Sign | null) => {
    for (const { 0: found, index } of text.matchAll(pattern)) {
      const sign = signOf(index, index + found.length)
      if (sign !== null && found.length > 0) take(index, index + found.length, sign)
    }
  }
  takeAll(LINK, () => SIGN.link)
  takeAll(HANDLE, (from, to) => handleSign(text.slice(from, to)))
  takeAll(NAME, (from, to) => nameSign(folded, from, to))
  for (const [from, to] of misspellings(folded)) take(from, to, SIGN.named)
  takeAll(MAYBE, (from, to) => (isPartOfKatakana(folded, from, to) ? null : SIGN.maybe))
  takeAll(LINE, () => SIGN.line)
  spans.sort((a, b) => a.from - b.from)
  const mention = spans.some(({ sign }) => sign === SIGN.named)
    ? 'named'
    : spans.some(({ sign }) => sign === SIGN.maybe)
      ? 'maybe'
      : 'none'
  return { folded: withSigns(folded, spans), mention }
}

function handleSign(handle: string): Sign {
  if (/(?:line|naver)[_.]?works/.test(handle)) return SIGN.named
  return /^@lw(?![a-z])|_lw(?![a-z])/.test(handle) ? SIGN.maybe : SIGN.handle
}

/** "the line works again" is a sentence, "LINE WORKS" a name: the case and the words before tell. */
function nameSign(folded: FoldedText, from: number, to: number): Sign | null {
  const name = folded.text.slice(from, to)
  const before = folded.text.slice(Math.max(0, from - 16), from)
  const isSpaced = name === 'line works'
  const written = folded.written.slice(folded.origin[from], folded.origin[to])
  if (isSpaced && written === 'line works' && ACCIDENT.test(before)) return null
  if (name.startsWith('らいん') && from > 0 && isKatakana(folded.written[folded.origin[from - 1]!])) return null
  return SIGN.named
}

/** Names with one letter wrong, missing, doubled or swapped. */
function* misspellings({ text, origin, written }: FoldedText): Generator<readonly [number, number]> {
  const words = [...text.matchAll(LATIN_WORD)].map(({ 0: word, index }) => ({
    word,
    from: index,
    to: index + word.length,
  }))
  for (const [i, { word, from, to }] of words.entries()) {
    if (isNearly(word, LATIN_NAME)) yield [from, to]
    const next = words[i + 1]
    if (
      next &&
      next.from - to === 1 &&
      word[0] === 'l' &&
      next.word[0] === 'w' &&
      isNearly(word + next.word, LATIN_NAME)
    )
      if (word !== 'line' || !/^works?$/.test(next.word))
        // Spelled right it is either a name, and found before, or an accident.
        yield [from, next.to]
  }
  for (let from = text.indexOf('ら'); from >= 0; from = text.indexOf('ら', from + 1)) {
    // デッドライン, オンライン: the end of a longer word in katakana.
    if (from > 0 && isKatakana(written[origin[from - 1]!])) continue
    const length = [6, 7, 5].find(
      (n) =>
        isNearly(text.slice(from, from + n), KANA_NAME) &&
        !/^(?:し|ぺ|たい|て)/.test(text.slice(from + n, from + n + 2)),
    )
    if (length !== undefined) yield [from, from + length]
  }
}

/** ワークスペース, フレームワークス, 新ワークス: a longer word, of which the name is a part by accident. */
function isPartOfKatakana({ text, origin, written }: FoldedText, from: number, to: number): boolean {
  if (text[from] !== 'わ') return false
  const before = from > 0 ? written[origin[from - 1]!] : undefined
  return isKatakana(before) || /[a-z一-鿿]/.test(text[from - 1] ?? '') || isKatakana(written[origin[to]!])
}

const isKatakana = (char: string | undefined) => char !== undefined && char >= 'ァ' && char <= 'ー'

/** At most one letter apart, or two neighbours swapped. */
function isNearly(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false
  let start = 0
  while (start < word.length && word[start] === name[start]) start++
  let end = 0
  while (end < Math.min(word.length, name.length) - start && word.at(-1 - end) === name.at(-1 - end)) end++
  const left = word.slice(start, word.length - end)
  const right = name.slice(start, name.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

function withSigns({ text, origin, written }: FoldedText, spans: readonly Span[]): FoldedText {
  let masked = ''
  const back: number[] = []
  let at = 0
  const copy = (to: number) => {
    for (; at < to; at++) {
      masked += text[at]
      back.push(origin[at]!)
    }
  }
  for (const { from, to, sign } of spans) {
    copy(from)
    masked += sign
    back.push(origin[from]!)
    at = to
  }
  copy(text.length)
  back.push(origin[text.length]!)
  return { text: masked, origin: back, written }
}
