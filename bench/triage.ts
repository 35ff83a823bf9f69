import { parseArgs } from 'node:util'
import { triage } from '../src/core/triage/triage.ts'
import { readTriageKnowledge } from '../src/knowledge/triage-knowledge.ts'
import { createChance } from './posts/chance.ts'
import { pathOf, readQuestions } from './triage/labelled-questions.ts'

/**
 * How fast questions are answered, what it takes, and whether an odd one can hold the answer up.
 *
 *   node --expose-gc bench/triage.ts [--questions 20000]
 */

const { values } = parseArgs({ options: { questions: { type: 'string', default: '20000' } } })
const megabytes = () => process.memoryUsage().rss / 2 ** 20

globalThis.gc?.()
const empty = megabytes()
const startedAt = performance.now()
const knowledge = readTriageKnowledge()
globalThis.gc?.()
console.log(
  `words and model read in ${(performance.now() - startedAt).toFixed(0)} ms, ${(megabytes() - empty).toFixed(0)} MB more`,
)
measureSpeed(Number(values.questions))
measureOddTexts()

function measureSpeed(count: number): void {
  const inputs = [
    ...readQuestions(pathOf('tests/eval/triage.jsonl')),
    ...readQuestions(pathOf('tests/eval/triage-own.jsonl')),
  ].map(({ input }) => input)
  for (const input of inputs) triage(input, knowledge)
  globalThis.gc?.()
  const before = megabytes()
  let most = before
  const from = performance.now()
  for (let i = 0; i < count; i++) {
    const input = inputs[i % inputs.length]!
    triage({ ...input, text: `${input.text} ${i}` }, knowledge)
    if (i % 1000 === 0) most = Math.max(most, megabytes())
  }
  const seconds = (performance.now() - from) / 1000
  console.log(
    `${count} questions in ${seconds.toFixed(1)} s: ${(count / seconds).toFixed(0)} a second; ` +
      `memory ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`,
  )
}

/** Texts of 100 kB made of what the patterns begin with, and of anything; each asked three times. */
function measureOddTexts(): void {
  const chance = createChance(7)
  const pieces = [
    'パスワード',
    '＠',
    'a＠',
    'Ａｂ１',
    '「',
    '“',
    '。',
    '\n',
    'ー',
    ' ',
    '大文字',
    'ﾗ',
    '゛',
    '\ud800',
    'ﷺ',
    'locked ',
    '…',
    '?',
    'wi-',
  ]
  const took: number[] = []
  for (let round = 0; round < 400; round++) {
    const some = Array.from({ length: 1 + chance.below(4) }, () => pieces[chance.below(pieces.length)]!)
    let text = some.join('')
    while (text.length < 100_000) text += round % 2 === 0 ? text : some[chance.below(some.length)]
    const input = { text: text.slice(0, 100_000), device: null, client: null, service: 'unknown' } as const
    // The best of three: what other work takes from the machine is not ours.
    const times = Array.from({ length: 3 }, () => {
      const from = performance.now()
      triage(input, knowledge)
      return performance.now() - from
    })
    if (round > 20) took.push(Math.min(...times))
  }
  took.sort((a, b) => a - b)
  console.log(
    `400 odd texts of 100 kB: median ${took[took.length >> 1]!.toFixed(1)} ms, the slowest ${took.at(-1)!.toFixed(1)} ms`,
  )
}
