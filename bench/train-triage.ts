import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type LabelledQuestion, pathOf, readQuestions } from './triage/labelled-questions.ts'
import { KINDS, trainTriageWeights } from './triage/train-triage-model.ts'
import { answersOf, crossValidated, scoreLine } from './triage/triage-scores.ts'

/**
 * Trains the model that reads questions from the labelled ones in `tests/eval`, and says how good it is on questions that it
 * has not seen. Nothing is downloaded, and the same files give the same model.
 *
 *   node bench/train-triage.ts                    scores only
 *   node bench/train-triage.ts --write            writes data/knowledge/triage-model.json instead
 *   node bench/train-triage.ts --first-look FILE  how a model of all files so far answers a file that it has not seen
 */

const { values } = parseArgs({
  options: {
    write: { type: 'boolean' },
    misses: { type: 'boolean' },
    quick: { type: 'boolean' },
    'first-look': { type: 'string' },
  },
})
const given = readQuestions(pathOf('tests/eval/triage.jsonl'))
const own = readQuestions(pathOf('tests/eval/triage-own.jsonl'))
const isGiven = ({ question }: { question: LabelledQuestion }) => question.id.startsWith('t')

function show(name: string, answers: ReturnType<typeof answersOf>): void {
  console.log(name.padEnd(24), scoreLine(answers))
  if (!values.misses) return
  for (const { question, got } of answers) {
    const top = got.slice(0, 3)
    const isNever = top.some((topic) => question.never.includes(topic))
    if (question.expected.includes(top[0]!) && !isNever) continue
    console.log(
      `  ${question.id} ${question.expected} → ${isNever ? '!' : ''}${top}  ${question.input.service}  ${question.input.text}`,
    )
  }
}

if (values.write) {
  const weights = trainTriageWeights([...given, ...own])
  // One feature a line, so that two trainings can be compared.
  const lines = Object.entries(weights).map(([name, row]) => `${JSON.stringify(name)}:${JSON.stringify(row)}`)
  const text = `{"kinds":${JSON.stringify(KINDS)},\n"weights":{\n${lines.join(',\n')}\n}}\n`
  writeFileSync(pathOf('data/knowledge/triage-model.json'), text)
  console.log(`data/knowledge/triage-model.json: ${lines.length} features, ${Buffer.byteLength(text)} bytes`)
}
if (values['first-look'] !== undefined) {
  show('first look', answersOf([...given, ...own], readQuestions(values['first-look'])))
} else if (!values.write) {
  if (own.length > 0) show('trained on own → given', answersOf(own, given))
  if (!values.quick) {
    const answers = crossValidated([...given, ...own], 5)
    show('5-fold, all', answers)
    if (own.length > 0) {
      console.log('5-fold, given ones      ', scoreLine(answers.filter(isGiven)))
      console.log('5-fold, own ones        ', scoreLine(answers.filter((a) => !isGiven(a))))
    }
  }
}
