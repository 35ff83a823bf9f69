import { chanceOf, oneOf } from './chance.ts'
import type { Spell } from './spell.ts'
import type { CrowdWeather } from './weather.ts'
import { WEATHERS } from './weathers.ts'

/** One public post of somebody who does not exist. */
export interface Post {
  readonly id: string
  readonly at: number
  readonly author: string
  readonly text: string
  readonly topic: keyof typeof TEXTS
}

const TEXTS = {
  'works-down': [
    'LINE WORKS落ちてる？ログイン画面から進まない',
    'ラインワークスにログインできないんだけど、うちだけ？',
    '会社のLINEWORKSが開かない。朝から仕事にならない',
    'LINE WORKS、エラーが出て入れません。同じ方いますか',
    'LINEワークス繋がらないの私だけ？',
    'LINE WORKSのトークが送れない…障害？',
    'ラインワークス障害っぽい。PCもスマホもだめ',
    'LINE WORKS ずっとぐるぐるしてる',
    'is LINE WORKS down? cannot log in since a few minutes ago',
    'LINEWORKSログアウトされて、入り直そうとしたらエラー',
  ],
  recovered: [
    'LINE WORKS復旧したっぽい。ログインできた',
    'ラインワークス直ったー',
    'LINE WORKS、さっきまでだめだったけど今は入れます',
    'LINEワークス繋がるようになった',
  ],
  'line-down': [
    'LINE落ちてる？送信できない',
    'LINE障害きてる？既読つかない',
    'LINE送れないの私だけ？',
    'LINEの通知が来ない。不具合かな',
    'LINEバグってない？友だちに送れない',
  ],
  maintenance: [
    'LINE WORKSメンテ中だった。忘れてた',
    'ラインワークス、今日はメンテナンスだから連絡は電話で',
    'LINE WORKSはメンテナンスで使えないよ',
  ],
  everyday: [
    'LINE WORKSの導入事例セミナーに参加した',
    'ラインワークスの通知を切って、やっと週末',
    '新しい職場、連絡はLINE WORKSらしい',
    'LINE WORKSのスタンプ、かわいいのが増えてる',
    'LINEワークスのカレンダー共有が便利',
    'LINE WORKSにログインできないときの対処法を記事にまとめました',
  ],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

const ENDINGS = ['', '', '。', '！', '…', '😢', ' 困った', ' うーん'] as const

/** Every tenth minute somebody mentions the name without meaning trouble. */
const EVERYDAY_PER_MINUTE = 0.1
/** Simulated minutes until people begin to write, and how long they say that it works again. */
const TO_NOTICE = 1
const RELIEF = 5
const RELIEF_PER_MINUTE = 2
/** Nobody reads further back. */
const MEMORY = 60

/**
 * The newest posts at `at`, newest first, at most `limit`. Depends on nothing but its arguments.
 * `minuteMs` is how long a simulated minute takes.
 */
export function postsOf(spells: readonly Spell[], at: number, minuteMs: number, seed: number, limit = 40): Post[] {
  const posts: Post[] = []
  const newest = Math.floor(at / minuteMs)
  for (let minute = newest; minute > newest - MEMORY && posts.length < limit; minute--) {
    const written = [
      ...writtenIn(minute, 'everyday', EVERYDAY_PER_MINUTE, minuteMs, seed),
      ...moodsAt(spells, minute * minuteMs, minuteMs).flatMap(([topic, rate]) =>
        writtenIn(minute, topic, rate, minuteMs, seed),
      ),
    ]
    posts.push(...written.filter((post) => post.at <= at).sort((a, b) => b.at - a.at))
  }
  return posts.slice(0, limit)
}

function writtenIn(minute: number, topic: Post['topic'], rate: number, minuteMs: number, seed: number): Post[] {
  const count = Math.floor(rate + chanceOf(seed, minute, topic))
  return Array.from({ length: count }, (_, index) => {
    const at = Math.floor((minute + chanceOf(seed, minute, topic, index)) * minuteMs)
    const number = Math.floor(chanceOf(seed, minute, topic, index, 'author') * 9000) + 1000
    const text = wordsOf(topic, index, minute, seed)
    return { id: `${minute}${topic.length}${index}${number}`, at, author: `user_${number}`, text, topic }
  })
}

/** Neighbours in one minute never write the same words: copies would count as one voice. */
function wordsOf(topic: Post['topic'], index: number, minute: number, seed: number): string {
  const texts: readonly string[] = TEXTS[topic]
  const first = Math.floor(chanceOf(seed, minute, topic, 'text') * texts.length)
  return texts[(first + index) % texts.length]! + oneOf(ENDINGS, seed, minute, topic, index, 'ending')
}

/** What people write about in the minute that begins at `at`, and how much. */
function moodsAt(spells: readonly Spell[], at: number, minuteMs: number): [Post['topic'], number][] {
  return spells.flatMap(({ weather, startAt, endAt }): [Post['topic'], number][] => {
    const crowd: CrowdWeather = WEATHERS[weather].crowd
    if (crowd.about === 'nothing') return []
    const since = (at - startAt) / minuteMs
    if (since < TO_NOTICE) return []
    if (endAt === null || at < endAt) return [[crowd.about, crowd.perMinute]]
    const isRelief =
      crowd.about === 'works-down' && at < endAt + RELIEF * minuteMs && spells.at(-1)?.weather === 'healthy'
    return isRelief ? [['recovered', Math.min(RELIEF_PER_MINUTE, crowd.perMinute)]] : []
  })
}
