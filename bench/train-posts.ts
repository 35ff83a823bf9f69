import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type LabelledPost, pathOf, readLabelledPosts } from './posts/labelled-posts.ts'
import { answersOf, crossValidated, scoreLine } from './posts/scores.ts'
import { trainWeights } from './posts/train-model.ts'

/**
 * Trains the model that reads posts from the labelled posts in `tests/eval`, and says how good it is on posts that it has
 * not seen. Nothing is downloaded, and the same files give the same model.
 *
 *   node bench/train-posts.ts            scores only
 *   node bench/train-posts.ts --write    also writes data/post-model.json
 */

const { values } = parseArgs({ options: { write: { type: 'boolean' }, misses: { type: 'boolean' } } })
const given = readLabelledPosts('posts.jsonl')
const own = readLabelledPosts('posts-own.jsonl')

if (values.write) {
  const weights = trainWeights([...given, ...own])
  // One feature a line, so that two trainings can be compared.
  const lines = Object.entries(weights).map(([name, row]) => `    ${JSON.stringify(name)}: [${row.join(', ')}]`)
  const text = `{\n  "weights": {\n${lines.join(',\n')}\n  }\n}\n`
  writeFileSync(pathOf('data/post-model.json'), text)
  console.log(`data/post-model.json: ${lines.length} features, ${Buffer.byteLength(text)} bytes`)
}

/** Keeps only what a filter lets through, to see what each kind of feature is worth. */
const only = (posts: readonly LabelledPost[], isKept: (name: string) => boolean) =>
  posts.map((post) => ({ ...post, features: post.features.filter(({ name }) => isKept(name)) }))
const isLetters = (name: string) => name === 'always' || /^[cw]:/.test(name)

const answers = crossValidated([...given, ...own], 10)
const isGiven = ({ post }: { post: LabelledPost }) => post.id.startsWith('p')
console.log('10-fold, all          ', scoreLine(answers))
console.log('10-fold, given ones   ', scoreLine(answers.filter(isGiven)))
console.log('10-fold, own ones     ', scoreLine(answers.filter((a) => !isGiven(a))))
console.log('trained on own → given', scoreLine(answersOf(own, given)))
/** What one would write first: the name and a word of failure. */
const KEYWORDS =
  /(line ?works|line ?ワークス|ライン ?ワークス|らいんわーくす|naver ?works|네이버 ?웍스|라인 ?웍스).*(落ち|障害|つなが|繋が|ない|ません|エラー|down|can't|error|안|장애)|(落ち|障害|エラー|down).*(line ?works|ワークス)/is
const byKeywords = given.map((post) => ({
  post,
  got: KEYWORDS.test(post.text) ? ('report' as const) : ('other' as const),
}))
console.log('a keyword search      ', scoreLine(byKeywords))
for (const [name, isKept] of [
  ['letters alone         ', isLetters],
  ['marks alone           ', (feature: string) => !isLetters(feature)],
] as const)
  console.log(name, scoreLine(answersOf(only(own, isKept), only(given, isKept))))
if (values.misses)
  for (const { post, got } of answers.filter(({ post, got }) => post.label !== got))
    console.log(`${post.label} → ${got}  ${post.text}`)
