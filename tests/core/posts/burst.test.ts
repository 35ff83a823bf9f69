import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { falseAlarms, hearPosts, newEar } from '../../../bench/posts/burst-simulation.ts'
import { hearSignals, silentBurst, strengthOf } from '../../../src/core/posts/burst.ts'
import { classifyPost } from '../../../src/core/posts/classify-post.ts'
import type { UsualPosts } from '../../../src/core/posts/usual-posts.ts'
import { type HeardPost, WINDOW_MS } from '../../../src/core/posts/voices.ts'
import { readPostKnowledge } from '../../../src/sources/post-knowledge.ts'

const MINUTE = 60_000
const NOON = Date.parse('2026-04-13T12:00:00+09:00')
const WORDS = [
  'うちの会社だけログインできない',
  '全員ログアウトされて戻れない',
  'トークが送信中のまま動かない',
  '朝から画面が真っ白',
  'サーバーが落ちたみたい',
  '取引先もつながらないと言ってる',
]

const voice = (i: number, minute: number, more: Partial<HeardPost> = {}): HeardPost => ({
  at: NOON + minute * MINUTE,
  author: `author-${i}`,
  text: `LINE WORKS ${WORDS[i % WORDS.length]}${'かきくけこさしすせそ'[i % 10]!.repeat(3 + i)}`,
  label: 'report',
  ...more,
})
/** A place where hardly anybody ever complains. */
const QUIET: UsualPosts = {
  reports: Array.from({ length: 168 }, () => 0),
  weeks: Array.from({ length: 168 }, () => 50),
}
const ear = (posts: readonly HeardPost[], minute: number, before = newEar(NOON)) =>
  hearPosts(before, posts, QUIET, NOON + minute * MINUTE)
const hear = (posts: readonly HeardPost[], minute: number, before = newEar(NOON)) => ear(posts, minute, before).burst
const minutes = fc.integer({ min: 0, max: 29 })

test('several people within a few minutes are a burst; it ends in silence', () => {
  const posts = [0, 1, 2, 3, 4].map((i) => voice(i, i))
  const heard = ear(posts, 5)
  expect(heard.burst).toMatchObject({ isBurst: true, voices: 5 })
  expect(heard.burst.since).toBeLessThanOrEqual(NOON + 4 * MINUTE)
  expect(hear([], 40, heard)).toMatchObject({ isBurst: false, excess: 0, since: null, voices: 0 })
})

test('people spread over a day are none', () => {
  let state = newEar(NOON)
  for (let i = 0; i < 24; i++) {
    state = ear([voice(i, i * 60)], i * 60, state)
    expect(state.burst.isBurst).toBe(false)
  }
})

test('recoveries end a burst sooner', () => {
  const burst = ear(
    [0, 1, 2, 3, 4].map((i) => voice(i, i)),
    5,
  )
  const recoveries = [10, 11, 12, 13, 14].map((i) => voice(i, 6, { label: 'recovery' }))
  expect(hear(recoveries, 7, burst).isBurst).toBe(false)
  expect(hear([], 7, burst).isBurst).toBe(true)
})

describe('what must not raise it', () => {
  test('one author, however much they write', () => {
    fc.assert(
      fc.property(fc.array(minutes, { maxLength: 60 }), (at) => {
        expect(
          hear(
            at.map((minute, i) => voice(i, minute, { author: 'loud' })),
            29,
          ).isBurst,
        ).toBe(false)
      }),
    )
  })

  test('writers without a name', () => {
    expect(
      hear(
        [0, 1, 2, 3, 4, 5].map((i) => voice(i, i, { author: null })),
        6,
      ).isBurst,
    ).toBe(false)
  })

  test('one text, whoever copies it, with links, tags and signs of their own', () => {
    const decorations = ['', ' #障害', ' https://example.com/x', '！！！', ' 😭', '（拡散希望）', ' RT']
    for (const text of ['LINE WORKSにログインできなくて会社全員が困っています', 'LINE WORKS落ちてる？']) {
      const posts = Array.from({ length: 40 }, (_, i) => voice(i, i / 4, { text: `${text}${decorations[i % 7]}` }))
      expect(hear(posts, 11).isBurst).toBe(false)
      const reposts = posts.map((post, i) => ({ ...post, text: `RT @someone${i}: ${text}` }))
      expect(hear(reposts, 11).isBurst).toBe(false)
    }
  })

  test('an outage of consumer LINE, or of anything else', () => {
    const knowledge = readPostKnowledge()
    const names = ['LINE', 'ライン', 'LINEの通話', 'Slack', 'Teams', 'ドコモ', 'X']
    const troubles = [
      '落ちてる？',
      'つながらない',
      '送れないんだけど',
      '障害かな',
      'ログインできない',
      '重い',
      '既読つかない',
    ]
    const posts = names.flatMap((name, i) =>
      troubles.map((trouble, j): HeardPost => {
        const text = `${name}${trouble}`
        const { label } = classifyPost({ source: 'x', text }, knowledge)
        return voice(i * 10 + j, i, { text, label })
      }),
    )
    expect(hear(posts, 10)).toMatchObject({ excess: 0, isBurst: false, voices: 0 })
  })

  test('posts from the future or from long ago', () => {
    const early = [0, 1, 2, 3, 4].map((i) => voice(i, -WINDOW_MS / MINUTE - i))
    const late = [5, 6, 7, 8, 9].map((i) => voice(i, 20 + i))
    expect(hear([...early, ...late], 5)).toMatchObject({ excess: 0, voices: 0 })
  })
})

describe('laws', () => {
  const posts = fc.array(
    fc.record({ i: fc.nat(40), minute: minutes, label: fc.constantFrom('report', 'recovery', 'other') }),
    { maxLength: 40 },
  )
  const told = (list: { i: number; minute: number; label: string }[]) =>
    list.map(({ i, minute, label }) => voice(i, minute, { label: label as HeardPost['label'] }))

  test('the order in which a portion is told does not matter', () => {
    fc.assert(
      fc.property(posts, (list) => {
        expect(hear(told(list).toReversed(), 30)).toEqual(hear(told(list), 30))
      }),
    )
  })

  test('hearing a post again changes nothing', () => {
    fc.assert(
      fc.property(posts, (list) => {
        const once = ear(told(list), 29)
        expect(ear(told(list), 29, once)).toEqual(once)
      }),
    )
  })

  test('the sum stays within bounds, and no burst has fewer than three authors', () => {
    fc.assert(
      fc.property(posts, (list) => {
        const { burst, voices } = ear(told(list), 29)
        const { excess, isBurst, since } = burst
        expect(excess).toBeGreaterThanOrEqual(0)
        expect(excess).toBeLessThanOrEqual(17)
        if (isBurst) expect(new Set(voices.map(({ author }) => author)).size).toBeGreaterThanOrEqual(3)
        expect(since === null).toBe(!isBurst)
      }),
    )
  })

  test('it can be kept as JSON and taken up again', () => {
    fc.assert(
      fc.property(posts, posts, (first, second) => {
        const state = ear(told(first), 15)
        expect(ear(told(second), 30, JSON.parse(JSON.stringify(state)))).toEqual(ear(told(second), 30, state))
      }),
    )
  })
})

describe('how much a sum weighs', () => {
  const said = (minutes: readonly number[], aMinute: number, until: number) =>
    hearSignals(
      silentBurst(NOON),
      minutes.map((minute) => ({ at: NOON + minute * MINUTE, label: 'report' as const })),
      () => aMinute,
      NOON + until * MINUTE,
    )

  test('one voice alone is nothing, and nobody is more than all', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2, noNaN: true }), fc.array(minutes, { maxLength: 60 }), (usual, at) => {
        expect(strengthOf(said(at.slice(0, 1), usual, 29))).toBe(0)
        const strength = strengthOf(said(at, usual, 29))
        expect(strength).toBeGreaterThanOrEqual(0)
        expect(strength).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('the busier the hour is usually, the less the same voices weigh', () => {
    fc.assert(
      fc.property(fc.array(minutes, { minLength: 2, maxLength: 20 }), (at) => {
        const [quiet, busy] = [0.005, 0.2].map((usual) => said(at, usual, 29)) as [
          ReturnType<typeof said>,
          ReturnType<typeof said>,
        ]
        expect(busy.excess).toBeLessThanOrEqual(quiet.excess)
      }),
    )
  })

  test('it fades when nobody says more', () => {
    const weights = [4, 8, 12, 30].map((minute) => strengthOf(said([0, 1, 2, 3], 0.05, minute)))
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
    expect(weights[0]).toBeGreaterThan(0.4)
    expect(weights.at(-1)).toBe(0)
  })
})

test('chance alone raises it less than once in three months', { timeout: 60_000 }, () => {
  for (const anHour of [0.3, 1.2, 6]) expect(falseAlarms(anHour, 12, 5)).toBeLessThan(5)
})
