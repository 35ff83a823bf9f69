/** What one typed character is, as far as it matters for logging in. Shared by the checks of the login ID and the password. */
export const CHARACTER_KINDS = [
  'lower',
  'upper',
  'digit',
  'symbol',
  'full-width',
  'japanese',
  'space',
  'wide-space',
  'invisible',
  'foreign',
] as const
export type CharacterKind = (typeof CHARACTER_KINDS)[number]

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]|\u034f|[\ufe00-\ufe0f]/u
/** Full-width forms, and the small forms and marks that a Japanese keyboard types in place of ASCII. */
const FULL_WIDTH =
  /[\uff01-\uff5e\uffe0-\uffe6\ufe50-\ufe6b\u3002\uff61\u2010-\u2015\u2212\u30fb\u201c\u201d\u2018\u2019]/u
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u30fc\uff66-\uff9f\u3001\u300c\u300d\u301c]/u
const SPACE = /\s/u

/** Tells what one character (one code point) is. */
export function kindOf(character: string): CharacterKind {
  if (/^[a-z]$/.test(character)) return 'lower'
  if (/^[A-Z]$/.test(character)) return 'upper'
  if (/^[0-9]$/.test(character)) return 'digit'
  if (/^[!-~]$/.test(character)) return 'symbol'
  if (character === '\u3000') return 'wide-space'
  if (INVISIBLE.test(character)) return 'invisible'
  if (SPACE.test(character)) return 'space'
  if (FULL_WIDTH.test(character)) return 'full-width'
  if (JAPANESE.test(character)) return 'japanese'
  return 'foreign'
}

/** Marks that no normal form turns into the ASCII they were meant to be. */
const MEANT: Readonly<Record<string, string>> = {
  '\u3002': '.',
  '\uff61': '.',
  '\u30fb': '.',
  '\u30fc': '-',
  '\u2212': '-',
}

/** The half-width characters that were meant; what has none stays as it is. */
export function halfWidthOf(text: string): string {
  return [...text]
    .map((character) => {
      const meant = MEANT[character] ?? (/[\u2010-\u2015]/.test(character) ? '-' : null)
      if (meant !== null) return meant
      return kindOf(character) === 'full-width' ? character.normalize('NFKC') : character
    })
    .join('')
}
