import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePostWords } from '../../../src/core/posts/post-words.ts'
import { createPhraseIndex } from '../../../src/core/text/phrase-index.ts'

const found = (marks: Record<string, string[]>, text: string) =>
  parsePostWords({ endings: { no: ['ない', 'ません'] }, marks })
    .phrases.find(text)
    .map(({ from, to, marks: names }) => [text.slice(from, to), ...names])

test('patterns: choices within choices, what may be missing, endings', () => {
  const marks = { fails: ['(入(れ|ら)|開(け|か)){no}', 'wi-?fi', 'か\\?'] }
  expect(found(marks, '入れない、開かません、wifi、wi-fi、か?')).toEqual([
    ['入れない', 'fails'],
    ['開かません', 'fails'],
    ['wifi', 'fails'],
    ['wi-fi', 'fails'],
    ['か?', 'fails'],
  ])
})

test('the longest phrase wins, so that a longer one takes a shorter out of its wrong sense', () => {
  expect(found({ down: ['落ち'], mood: ['落ち着い'] }, '落ち着いて落ちた')).toEqual([
    ['落ち着い', 'mood'],
    ['落ち', 'down'],
  ])
})

test('Latin phrases match whole words', () => {
  expect(found({ down: ['is down'] }, 'this downtown is down')).toEqual([['is down', 'down']])
})

test.each([
  ['not a map', 7],
  ['unknown endings', { endings: {}, marks: { a: ['x{no}'] } }],
  ['an open bracket', { endings: {}, marks: { a: ['(x'] } }],
  ['a bracket too many', { endings: {}, marks: { a: ['x)'] } }],
  ['no list', { endings: {}, marks: { a: 'x' } }],
])('word lists that are wrong are refused: %s', (_, value) => {
  expect(() => parsePostWords(value)).toThrow()
})

test('every phrase is found in itself, and hits never overlap', () => {
  const letters = fc.string({ unit: fc.constantFrom('あ', 'い', 'う', '落', '1'), minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1 }), fc.array(letters), (phrases, text) => {
      const index = createPhraseIndex(phrases.map((phrase) => [phrase, 'm']))
      for (const phrase of phrases) expect(index.find(phrase)).toEqual([{ from: 0, to: phrase.length, marks: ['m'] }])
      const whole = text.join('')
      const hits = index.find(whole)
      expect(hits.every(({ from, to }, i) => from < to && (i === 0 || from >= hits[i - 1]!.to))).toBe(true)
      expect(hits.every(({ from, to }) => phrases.includes(whole.slice(from, to)))).toBe(true)
    }),
  )
})
