import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classifyPost } from '../../../src/core/posts/classify-post.ts'
import { readPostKnowledge } from '../../../src/sources/post-knowledge.ts'

const knowledge = readPostKnowledge()
const pieces = [
  'LINE WORKS',
  'line ',
  'ライン',
  'l w',
  '@line_works',
  'https://a',
  '#',
  'ー',
  ' ',
  '\n',
  '復旧',
  '안 ',
  'ﷺ',
  '\ud800',
  'か?',
]

/** Twice the text may take a few times as long; a pattern that looks back would take thousands of times. */
test('no text holds the reader up, however it repeats itself', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }), (some) => {
      const text = some.join('').repeat(Math.ceil(100_000 / some.join('').length))
      const from = performance.now()
      classifyPost({ source: 'x', text }, knowledge)
      expect(performance.now() - from).toBeLessThan(1000)
    }),
    { numRuns: 60 },
  )
})
