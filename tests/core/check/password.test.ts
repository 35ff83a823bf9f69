import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CHARACTER_KINDS, halfWidthOf, kindOf } from '../../../src/core/check/characters.ts'
import { PASSWORD_FINDINGS, type PasswordFinding, readPassword } from '../../../src/core/check/password.ts'

test.each<[string, readonly PasswordFinding[]]>([
  ['hachimaru-9x', []],
  ['ｈachimaru-9x', ['full-width']],
  ['hachimaru　9x', ['full-width', 'space-inside']],
  ['はちまる-9x-abc', ['japanese']],
  [' hachimaru-9x', ['space-around']],
  ['hachimaru-9x\u00a0', ['space-around']],
  ['hachi maru-9x', ['space-inside']],
  ['hachimaru\u200b-9x', ['invisible']],
  ['hаchimaru-9x', ['foreign']],
  ['HACHXMARU-9X', ['all-upper']],
  ['Hachimaru-9x', ['first-upper']],
  ['hachimar0-9x', ['zero-or-o']],
  ['hachimaru-91', ['one-or-l']],
  ['hachi', ['short']],
  ['hachimaru-9x-hachimaru-9x', ['long']],
])('%j: %j', (typed, findings) => expect(readPassword(typed, false).findings).toEqual(findings))

test('Caps Lock is told as the keyboard tells it, also before anything is typed', () => {
  expect(readPassword('', true).findings).toEqual(['caps-lock'])
  expect(readPassword('', false).findings).toEqual([])
  expect(readPassword('hachimaru-9x', null).findings).toEqual([])
})

test('each character that is easily mistaken has a name', () => {
  const names = readPassword('0Oo1lI|x', null).characters.map(({ lookAlike }) => lookAlike)
  expect(names).toEqual(['zero', 'capital-o', 'small-o', 'one', 'small-l', 'capital-i', 'bar', null])
})

const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 30 })

test('only what no password can have is called wrong: never one of plain ASCII without spaces around', () => {
  fc.assert(
    fc.property(ascii, (typed) => {
      expect(readPassword(typed, null).isWrong).toBe(typed.trim() !== typed)
    }),
  )
})

test('whatever is typed, every character is told, and a wider one is always called wrong', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('ａ', 'あ', '\u200b'), (typed, slip) => {
      const { characters, findings } = readPassword(typed, null)
      expect(characters).toHaveLength([...typed].length)
      expect(findings).toEqual(PASSWORD_FINDINGS.filter((finding) => findings.includes(finding)))
      expect(readPassword(typed + slip, null).isWrong).toBe(true)
    }),
  )
})

test('every character is of one kind, and what is half-width stays what it is', () => {
  fc.assert(
    fc.property(ascii, (typed) => {
      expect(halfWidthOf(typed)).toBe(typed)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }), (text) => {
      for (const letter of text) expect(CHARACTER_KINDS).toContain(kindOf(letter))
    }),
  )
})

test('every full-width form of ASCII is known as such, and turns into it', () => {
  for (let code = 0x21; code <= 0x7e; code++) {
    const wide = String.fromCodePoint(code + 0xfee0)
    expect(kindOf(wide)).toBe('full-width')
    expect(halfWidthOf(wide)).toBe(String.fromCodePoint(code))
  }
})
