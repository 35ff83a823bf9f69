import { parseArgs } from 'node:util'
import { classifyPost } from '../src/core/posts/classify-post.ts'
import { readPostKnowledge } from '../src/sources/post-knowledge.ts'
import { delay, falseAlarms } from './posts/burst-simulation.ts'
import { createChance } from './posts/chance.ts'
import { readLabelledPosts } from './posts/labelled-posts.ts'

/**
 * How fast posts are read, whether an odd one can hold the reader up, and how a burst of posts is told from chance.
 *
 *   node --expose-gc bench/posts.ts [--posts 100000] [--months 120]
 */

const { values } = parseArgs({
  options: { posts: { type: 'string', default: '100000' }, months: { type: 'string', default: '120' } },
})
const megabytes = () => process.memoryUsage().rss / 2 ** 20

const startedAt = performance.now()
const knowledge = readPostKnowledge()
console.log(`words and model read in ${(performance.now() - startedAt).toFixed(0)} ms, ${megabytes().toFixed(0)} MB`)
measureSpeed(Number(values.posts))
measureOddTexts()
measureBursts(Number(values.months))

function measureSpeed(count: number): void {
  const texts = [...readLabelledPosts('posts.jsonl'), ...readLabelledPosts('posts-own.jsonl')].map(({ text }) => text)
  for (const text of texts) classifyPost({ source: 'x', text }, knowledge)
  globalThis.gc?.()
  const before = megabytes()
  let most = before
  const from = performance.now()
  for (let i = 0; i < count; i++) {
    classifyPost({ source: 'x', text: `${texts[i % texts.length]} ${i}` }, knowledge)
    if (i % 1000 === 0) most = Math.max(most, megabytes())
  }
  const seconds = (performance.now() - from) / 1000
  console.log(
    `${count} posts in ${seconds.toFixed(1)} s: ${(count / seconds).toFixed(0)} a second; ` +
      `memory ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
  )
}

/** Texts of 100 kB made of what the patterns begin with, and of anything. */
function measureOddTexts(): void {
  const chance = createChance(7)
  const pieces = [
    'LINE WORKS',
    'line ',
    'ライン',
    'らいんわくす',
    'l',
    'lw ',
    'works',
    '@line_works',
    'http://',
    'https://a',
    '#',
    'ー',
    '~',
    ' ',
    '\n',
    'でき',
    '落ち',
    '復旧',
    'つながら',
    'is is is',
    '안 ',
    '🙏',
    '\u200b',
    '\ud800',
    'ﾗ',
    '゛',
    '㍿',
    '…',
    '?',
    'ﷺ',
  ]
  let slowest = { ms: 0, what: '' }
  for (let round = 0; round < 400; round++) {
    const some = Array.from({ length: 1 + chance.below(4) }, () => pieces[chance.below(pieces.length)]!)
    let text = some.join('')
    while (text.length < 100_000) text += round % 2 === 0 ? text : some[chance.below(some.length)]
    const from = performance.now()
    classifyPost({ source: 'x', text: text.slice(0, 100_000) }, knowledge)
    const ms = performance.now() - from
    if (round > 20 && ms > slowest.ms) slowest = { ms, what: some.join('|') }
  }
  console.log(`400 odd texts of 100 kB: the slowest took ${slowest.ms.toFixed(1)} ms (${JSON.stringify(slowest.what)})`)
}

function measureBursts(months: number): void {
  for (const anHour of [0.3, 1.2, 6]) {
    const alarms = falseAlarms(anHour, months, 11)
    const delays = [0.2, 0.5, 1, 2, 5].map((aMinute) => {
      const seen = Array.from({ length: 400 }, (_, i) => delay(anHour, aMinute, i + 1))
      const sorted = seen.map((minutes) => minutes ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b)
      return `${aMinute}/min ${sorted[200]!.toFixed(1)}`
    })
    console.log(
      `${anHour} usual reports an hour: ${alarms} false alarms in ${months} months (${(alarms / months).toFixed(3)} a month); ` +
        `median minutes to the alarm at ${delays.join(' · ')}`,
    )
  }
}
