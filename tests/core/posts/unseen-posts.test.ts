import { expect, test } from 'vitest'
import { readLabelledPosts } from '../../../bench/posts/labelled-posts.ts'
import { answersOf } from '../../../bench/posts/scores.ts'

const own = readLabelledPosts('posts-own.jsonl')
const given = readLabelledPosts('posts.jsonl')

/** The shipped model has seen all posts in the repository; what it is worth shows only on posts that it has not. */
test('a model trained on our own posts reads posts by other hands', { timeout: 240_000 }, () => {
  const answers = answersOf(own, given)
  const share = (label: string, of: 'said' | 'meant') => {
    const all = answers.filter(({ post, got }) => (of === 'said' ? got : post.label) === label)
    return all.filter(({ post, got }) => post.label === got).length / all.length
  }
  expect(share('report', 'said')).toBeGreaterThan(0.9)
  expect(share('report', 'meant')).toBeGreaterThan(0.88)
  expect(share('recovery', 'said')).toBeGreaterThan(0.9)
  expect(share('recovery', 'meant')).toBeGreaterThan(0.88)
})

test('no post of ours is copied from the others, and none stands twice', () => {
  const texts = [...own, ...given].map(({ text }) => text)
  expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([])
  expect(own.length).toBeGreaterThan(1500)
})
