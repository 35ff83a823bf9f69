import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf, centred, padRight, wrapped } from '../../src/cli/cells.ts'

const text = fc
  .array(
    fc.constantFrom(
      '社内',
      'ネットワーク',
      'の',
      '問題',
      'です。',
      '、',
      '（',
      '）',
      'LINE WORKS ',
      'ok ',
      '407',
      'a-b ',
      'か',
    ),
  )
  .map((parts) => parts.join(''))
const bare = (string: string) => string.replaceAll(/\s/g, '')

test('wrapping loses nothing and keeps the width where words allow', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 24, max: 80 }), (whole, width) => {
      const lines = wrapped(whole, width)
      expect(bare(lines.join(''))).toBe(bare(whole))
      for (const line of lines) {
        expect(line).toBe(line.trim())
        // What must stay together may be wider than the line: closing signs, and words without a blank.
        if (cellsOf(line) > width) expect(line).toMatch(/^[^ ]+$|[（）、。ぁ-ん]/)
      }
    }),
  )
})

test('no line begins with a closing sign or ends with an opening one', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 10, max: 60 }), (whole, width) => {
      for (const line of wrapped(whole, width).slice(1)) expect(line).not.toMatch(/^[、。）]/)
      for (const line of wrapped(whole, width).slice(0, -1)) expect(line).not.toMatch(/（$/)
    }),
  )
})

test('English breaks at blanks, Japanese where a phrase begins', () => {
  expect(wrapped('Tell your network team, and show them this.', 20)).toEqual([
    'Tell your network',
    'team, and show them',
    'this.',
  ])
  expect(wrapped('社内のネットワーク担当に連絡してください。', 20)).toEqual([
    '社内のネットワーク',
    '担当に',
    '連絡してください。',
  ])
  expect(wrapped('', 20)).toEqual([])
})

test('columns are counted by cells: a kanji takes two', () => {
  expect(padRight('社内', 6)).toBe('社内  ')
  expect(centred('社内', 8)).toBe('  社内  ')
  expect(centred('ok', 5)).toBe(' ok  ')
  expect(padRight('too long', 3)).toBe('too long')
})
