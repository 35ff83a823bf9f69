import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, writtenBetween } from '../../../src/core/text/folded-text.ts'

test('spellings of one word read alike', () => {
  const alike = ['ラインワークス', 'らいんわーくす', 'ﾗｲﾝﾜｰｸｽ', 'ラインワ〜クス', 'らいんワーークス']
  expect(new Set(alike.map((text) => foldText(text).text))).toEqual(new Set(['らいんわくす']))
  expect(foldText('ＬＩＮＥ　ＷＯＲＫＳ！！！').text).toBe('line works!')
})

test('spaces stay between Latin words and go beside Japanese', () => {
  expect(foldText('LINE WORKS  が  down').text).toBe('line worksがdown')
})

test('a range of times keeps its tilde', () => {
  expect(foldText('1〜6時').text).toBe('1~6時')
})

test('what was written can be shown again', () => {
  const folded = foldText('あ、ログインできない！')
  const from = folded.text.indexOf('ろぐいん')
  expect(writtenBetween(folded, from, from + 4)).toBe('ログイン')
})

test('every index leads back into what was written, in order, and length is bounded', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1300 }), (text) => {
      const { text: folded, origin, written } = foldText(text)
      expect(folded.length).toBeLessThanOrEqual(1000)
      expect(origin.length).toBe(folded.length + 1)
      expect(origin.every((at, i) => i === 0 || at >= origin[i - 1]!)).toBe(true)
      expect(origin.at(-1)).toBe(written.length)
    }),
  )
})
