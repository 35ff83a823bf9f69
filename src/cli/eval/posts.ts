import { classifyPost } from '../../core/posts/classify-post.ts'
import { POST_LABELS, type PostLabel } from '../../core/report.ts'
import { readPostKnowledge } from '../../sources/post-knowledge.ts'
import type { EvalKind } from './eval-kind.ts'
import { fieldsOf, textOf } from './labelled.ts'
import { rounded } from './signatures.ts'

const isLabel = (value: unknown): value is PostLabel => POST_LABELS.includes(value as PostLabel)

/** Is a public post a first-hand report that LINE WORKS is failing now? Precision and recall of `report`, F1 of `recovery`. */
export const posts: EvalKind = {
  kind: 'posts',
  defaultFile: 'posts.jsonl',
  async run(cases, write) {
    const knowledge = readPostKnowledge()
    const pairs: { want: PostLabel; got: PostLabel }[] = []
    const misses: unknown[] = []
    for await (const value of cases) {
      const fields = fieldsOf(value, 'case')
      const id = textOf(fields.id, 'id')
      const text = textOf(fields.text, 'text')
      const want = fields.label
      if (!isLabel(want)) throw new Error(`${id}: no such label`)
      const {
        label: got,
        confidence,
        because,
      } = classifyPost({ source: textOf(fields.source, 'source'), text }, knowledge)
      await write({ id, answer: got })
      pairs.push({ want, got })
      if (got !== want)
        misses.push({ id, what: 'label', expected: want, got, confidence: rounded(confidence), because, text })
    }
    return { scores: scoresOf(pairs), misses }
  },
}

function scoresOf(pairs: readonly { want: PostLabel; got: PostLabel }[]) {
  const count = (label: PostLabel) => {
    const both = pairs.filter(({ want, got }) => want === label && got === label).length
    const said = pairs.filter(({ got }) => got === label).length
    const meant = pairs.filter(({ want }) => want === label).length
    return { precision: both / said, recall: both / meant, f1: said + meant === 0 ? 1 : (2 * both) / (said + meant) }
  }
  const report = count('report')
  return {
    n: pairs.length,
    precision: rounded(report.precision),
    recall: rounded(report.recall),
    f1: rounded(report.f1),
    recoveryF1: rounded(count('recovery').f1),
  }
}
