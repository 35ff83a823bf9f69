import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyPost } from '../../../src/core/posts/classify-post.ts'
import { foldText } from '../../../src/core/text/folded-text.ts'
import { readPostKnowledge } from '../../../src/sources/post-knowledge.ts'

const knowledge = readPostKnowledge()
const read = (text: string, source = 'x') => classifyPost({ source, text }, knowledge)

// Told in plain words, as anybody would: what must never be wrong. Hard cases are in tests/eval.
describe('plain words', () => {
  test.each([
    'LINE WORKS落ちてる？',
    'ラインワークスにログインできない。会社の全員だめ',
    'LINE WORKSつながらへんねんけど、うちだけ？',
    'LINE WORKSまだ復旧しないの？',
    'LINE WORKS is down for our whole office',
    '네이버웍스 로그인 안 되는데 저만 그런가요?',
  ])('report: %s', (text) => {
    expect(read(text).label).toBe('report')
  })

  test.each([
    'LINE WORKS復旧した！',
    'ラインワークス、ログインできるようになりました',
    'LINE WORKS is back',
    '네이버웍스 복구됐어요',
  ])('recovery: %s', (text) => {
    expect(read(text).label).toBe('recovery')
  })

  test.each([
    'LINE落ちてる？メッセージ送れない',
    'LINE WORKSの選考、落ちました',
    'LINE WORKSにログインできないと思ったらパスワードを忘れていた',
    '昨日のLINE WORKSの障害は長かった',
    'Slackが落ちてるけどLINE WORKSは普通に使える',
    'LINE WORKSにログインできないときの対処法まとめ https://example.com/a',
    '今週末はLINE WORKSのメンテナンスがあります',
    'LINE WORKS落ちればいいのに',
  ])('other: %s', (text) => {
    expect(read(text).label).toBe('other')
  })
})

test('a headline is never a first-hand report, whatever it says', () => {
  const text = 'LINE WORKSにログインできない'
  expect(read(text).label).toBe('report')
  expect(read(text, 'news')).toMatchObject({ label: 'other', rule: 'headline' })
})

test('a post that does not name LINE WORKS says nothing about it', () => {
  expect(read('ログインできない！全員だめ')).toMatchObject({ label: 'other', rule: 'not_named' })
})

test('the words that decided are words of the post', () => {
  const { because } = read('ＬＩＮＥ　ＷＯＲＫＳ　全員　ログインできません')
  expect(because.length).toBeGreaterThan(0)
  const text = foldText('ＬＩＮＥ　ＷＯＲＫＳ　全員　ログインできません').text
  for (const words of because) for (const part of words.split(' … ')) expect(text).toContain(foldText(part).text)
})

test('any text gets an answer, the same each time, with a probability', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.boolean(), (noise, isNamed) => {
      const text = isNamed ? `LINE WORKS ${noise}` : noise
      const answer = read(text)
      expect(read(text)).toEqual(answer)
      expect(answer.confidence).toBeGreaterThan(0.3)
      expect(answer.confidence).toBeLessThanOrEqual(1)
    }),
  )
})

test('what stands far behind the beginning of an endless text is not read', () => {
  const long = `LINE WORKS ${'あ'.repeat(100_000)}`
  expect(read(`${long}落ちてる？`)).toEqual(read(long))
})
