import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPostSieve } from '../../src/sources/post-sieve.ts'
import type { PostItem } from '../../src/sources/source.ts'
import { NOW } from './rig.ts'

const MINUTE = 60_000
const classify = ({ text }: { text: string }) =>
  text.includes('直った') ? ('recovery' as const) : text.includes('入れない') ? ('report' as const) : ('other' as const)
const post = (id: string, text: string, changes: Partial<PostItem> = {}): PostItem => ({
  kind: 'post',
  id,
  at: NOW - MINUTE,
  author: `author ${id}`,
  text,
  url: null,
  ...changes,
})

test('counts what says something, once, however often it is read', () => {
  const sieve = createPostSieve(classify)
  const posts = [post('1', 'LINE WORKS入れない'), post('2', 'LINE WORKS直った'), post('3', 'LINE WORKS便利')]
  expect(sieve.take(posts, 'x', NOW).map(({ label }) => label)).toEqual(['report', 'recovery'])
  expect(sieve.take(posts, 'x', NOW + MINUTE)).toEqual([])
})

test('one author counts once, and a text with its copies; what anybody may say, twice', () => {
  const sieve = createPostSieve(classify)
  const posts = [
    post('1', 'LINE WORKS 入れない！', { author: 'a' }),
    post('2', 'LINE WORKSまた入れない', { author: 'a' }),
    post('3', 'line works入れない https://t.co/abc #障害', { author: 'b' }),
    post('4', 'Line-Works 入れない', { author: 'c' }),
  ]
  expect(sieve.take(posts, 'x', NOW)).toHaveLength(2)
  const long = 'ラインワークス、朝から事務所の全員が入れないので電話で連絡しています'
  const copies = ['d', 'e', 'f'].map((author) => post(author, `${long} #障害 https://t.co/${author}`, { author }))
  expect(sieve.take(copies, 'x', NOW)).toHaveLength(1)
})

test('the same author may say later that it works again', () => {
  const sieve = createPostSieve(classify)
  const posts = [post('1', '入れない', { author: 'a' }), post('2', '直った', { author: 'a' })]
  expect(sieve.take(posts, 'x', NOW)).toHaveLength(2)
})

test('old posts and posts from the future say nothing about now', () => {
  const sieve = createPostSieve(classify)
  const posts = [post('1', '入れない', { at: NOW - 31 * MINUTE }), post('2', '入れないよ', { at: NOW + 3 * MINUTE })]
  expect(sieve.take(posts, 'x', NOW)).toEqual([])
})

test('no signal lies in the future, whatever comes in', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.integer({ min: NOW - 4e6, max: NOW + 4e6 }), text: fc.string() })),
      (posts) => {
        const items = posts.map(({ at, text }, i) => post(String(i), `${text}入れない${i}`, { at }))
        for (const { at } of createPostSieve(classify).take(items, 'x', NOW)) {
          expect(at).toBeLessThanOrEqual(NOW)
          expect(at).toBeGreaterThanOrEqual(NOW - 30 * MINUTE)
        }
      },
    ),
  )
})
