import { expect, test } from 'vitest'
import { posts } from '../../src/cli/eval/posts.ts'

async function* yielded(cases: readonly unknown[]) {
  yield* cases
}

const post = (id: string, text: string, label: string, source = 'x') => ({ id, source, lang: 'ja', text, label })

test('scores are counted over report and recovery, and each miss is told with its words', async () => {
  const answers: unknown[] = []
  const { scores, misses } = await posts.run(
    yielded([
      post('a', 'LINE WORKS落ちてる？', 'report'),
      post('b', 'LINE WORKSにログインできない。全員だめ', 'report'),
      post('c', 'LINE WORKS復旧した！', 'recovery'),
      post('d', 'LINE落ちてる？', 'report'),
      post('e', 'LINE WORKSつながらない', 'other'),
    ]),
    (answer) => {
      answers.push(answer)
    },
  )
  expect(answers).toEqual([
    { id: 'a', answer: 'report' },
    { id: 'b', answer: 'report' },
    { id: 'c', answer: 'recovery' },
    { id: 'd', answer: 'other' },
    { id: 'e', answer: 'report' },
  ])
  expect(scores).toEqual({ n: 5, precision: 0.6667, recall: 0.6667, f1: 0.6667, recoveryF1: 1 })
  expect(misses).toMatchObject([
    { id: 'd', expected: 'report', got: 'other' },
    { id: 'e', expected: 'other', got: 'report' },
  ])
})

test('a label that does not exist cannot be scored', async () => {
  await expect(posts.run(yielded([post('a', 'LINE WORKS', 'fine')]), () => {})).rejects.toThrow('a: no such label')
})
