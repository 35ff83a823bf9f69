import { type CharacterKind, kindOf } from './characters.ts'

/** What a typed password shows that is easily overlooked. */
export const PASSWORD_FINDINGS = [
  'full-width',
  'japanese',
  'caps-lock',
  'space-around',
  'space-inside',
  'invisible',
  'foreign',
  'all-upper',
  'first-upper',
  'zero-or-o',
  'one-or-l',
  'short',
  'long',
] as const
export type PasswordFinding = (typeof PASSWORD_FINDINGS)[number]

/** Characters that are taken for each other, by name. */
export const LOOK_ALIKES = ['zero', 'capital-o', 'small-o', 'one', 'small-l', 'capital-i', 'bar'] as const
export type LookAlike = (typeof LOOK_ALIKES)[number]

export interface PasswordCharacter {
  readonly kind: CharacterKind
  /** Its name, where it is easily taken for another one; null otherwise. */
  readonly lookAlike: LookAlike | null
}

export interface PasswordReading {
  readonly characters: readonly PasswordCharacter[]
  readonly findings: readonly PasswordFinding[]
  /** Found something with which a login cannot work. What else was found may be right. */
  readonly isWrong: boolean
}

const NAMES: Readonly<Record<string, LookAlike>> = {
  '0': 'zero',
  O: 'capital-o',
  o: 'small-o',
  '1': 'one',
  l: 'small-l',
  I: 'capital-i',
  '|': 'bar',
}
const ZERO_OR_O: ReadonlySet<LookAlike | null> = new Set(['zero', 'capital-o', 'small-o'] as const)
/** Nobody has a password with these in it: LINE WORKS takes letters, digits and symbols of ASCII. */
const WRONG: ReadonlySet<PasswordFinding> = new Set(['full-width', 'japanese', 'invisible', 'foreign', 'space-around'])
/** The length that LINE WORKS asks for (its guide on account security). */
const SHORTEST = 8
const LONGEST = 20
const MOST = 200

/**
 * Looks at a password as it is typed, for what makes a right one fail. Pure, keeps nothing and judges no strength; made
 * to run in the reader's browser, which sends nothing. `capsLock`: null where the browser does not tell.
 */
export function readPassword(typed: string, capsLock: boolean | null): PasswordReading {
  const letters = [...typed].slice(0, MOST)
  const characters = letters.map(
    (letter): PasswordCharacter => ({
      kind: kindOf(letter),
      lookAlike: Object.hasOwn(NAMES, letter) ? NAMES[letter]! : null,
    }),
  )
  const found = letters.length === 0 ? new Set<PasswordFinding>() : findingsIn(letters, characters)
  if (capsLock) found.add('caps-lock')
  const findings = PASSWORD_FINDINGS.filter((finding) => found.has(finding))
  return { characters, findings, isWrong: findings.some((finding) => WRONG.has(finding)) }
}

function findingsIn(letters: readonly string[], characters: readonly PasswordCharacter[]): Set<PasswordFinding> {
  const kinds = characters.map(({ kind }) => kind)
  const has = (kind: CharacterKind) => kinds.includes(kind)
  const isSpace = (kind: CharacterKind | undefined) => kind === 'space' || kind === 'wide-space'
  const names = characters.map(({ lookAlike }) => lookAlike)
  const upper = kinds.filter((kind) => kind === 'upper').length
  const found = new Set<PasswordFinding>()
  const note = (finding: PasswordFinding, isThere: boolean) => isThere && found.add(finding)
  note('full-width', has('full-width') || has('wide-space'))
  note('japanese', has('japanese'))
  note('space-around', isSpace(kinds[0]) || isSpace(kinds.at(-1)))
  note('space-inside', kinds.slice(1, -1).some(isSpace))
  note('invisible', has('invisible'))
  note('foreign', has('foreign'))
  note('all-upper', upper >= 3 && !has('lower'))
  note('first-upper', kinds[0] === 'upper' && upper === 1 && has('lower'))
  note(
    'zero-or-o',
    names.some((name) => ZERO_OR_O.has(name)),
  )
  note(
    'one-or-l',
    names.some((name) => name !== null && !ZERO_OR_O.has(name)),
  )
  note('short', letters.length < SHORTEST)
  note('long', letters.length > LONGEST)
  return found
}
