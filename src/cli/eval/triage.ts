import { SERVICE_CONDITIONS } from '../../core/condition.ts'
import { isTopic, type Topic } from '../../core/triage/topic.ts'
import { triage as triageOf } from '../../core/triage/triage.ts'
import { CLIENTS, DEVICES, type TriageInput } from '../../core/triage/triage-input.ts'
import { readTriageKnowledge } from '../../knowledge/triage-knowledge.ts'
import type { EvalKind } from './eval-kind.ts'
import { type Fields, fieldsOf, listOf, textOf } from './labelled.ts'
import { rounded } from './signatures.ts'

/** How many answers are looked at. */
const LOOKED_AT = 3

/** Free text → what to look at first. How often the first answer, and one of the first three, is right; how often a forbidden one is there. */
export const triage: EvalKind = {
  kind: 'triage',
  defaultFile: 'triage.jsonl',
  async run(cases, write) {
    const knowledge = readTriageKnowledge()
    const rows: { top1: boolean; top3: boolean; never: boolean }[] = []
    const misses: unknown[] = []
    for await (const value of cases) {
      const fields = fieldsOf(value, 'case')
      const id = textOf(fields.id, 'id')
      const input = inputOf(fields)
      const expected = topicsOf(fields.expected, 'expected')
      const forbidden = fields.never === undefined ? [] : topicsOf(fields.never, 'never')
      const { topics } = triageOf(input, knowledge)
      const answer = topics.map(({ topic }) => topic)
      await write({ id, answer })
      const got = answer.slice(0, LOOKED_AT)
      const row = {
        top1: expected.includes(got[0]!),
        top3: got.some((topic) => expected.includes(topic)),
        never: got.some((topic) => forbidden.includes(topic)),
      }
      rows.push(row)
      if (!row.top1 || row.never) {
        const what = row.never ? 'never' : 'top1'
        misses.push({ id, what, expected, got, because: topics[0]!.because, service: input.service, text: input.text })
      }
    }
    const share = (test: (row: (typeof rows)[number]) => boolean) => rounded(rows.filter(test).length / rows.length)
    const never = rows.filter((row) => row.never).length
    return { scores: { n: rows.length, top1: share((r) => r.top1), top3: share((r) => r.top3), never }, misses }
  },
}

function inputOf({ text, context }: Fields): TriageInput {
  const { device, client, service } = fieldsOf(context ?? {}, 'context')
  return {
    text: textOf(text, 'text'),
    device: DEVICES.find((known) => known === device) ?? null,
    client: CLIENTS.find((known) => known === client) ?? null,
    service: SERVICE_CONDITIONS.find((known) => known === service) ?? 'unknown',
  }
}

const topicsOf = (value: unknown, what: string): Topic[] =>
  listOf(value, what).map((topic) => {
    if (!isTopic(topic)) throw new Error(`${what} has no topic of that name: ${String(topic)}`)
    return topic
  })
