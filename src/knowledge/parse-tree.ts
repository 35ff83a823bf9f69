import { z } from 'zod'
import { MOST_QUESTIONS, type Tree, type TreeAnswer, type TreeQuestion } from '../core/guide/guide.ts'
import { ANYWAY } from '../core/guide/walk.ts'
import { textSchema, topicSchema } from './article.ts'

const id = z.string().regex(/^[a-z][a-z0-9-]*$/)
const answerSchema = textSchema.extend({
  next: id.optional(),
  articles: z.tuple([topicSchema], topicSchema).optional(),
})
const treeSchema = z.strictObject({
  first: id,
  questions: z.record(
    id,
    z.strictObject({
      ask: textSchema,
      hint: textSchema.optional(),
      answers: z.record(id, answerSchema),
    }),
  ),
})

/** Reads `tree.yaml`. Throws where a question is missing or unused, asks too much, goes in a circle, or an answer leads nowhere. */
export function parseTree(value: unknown): Tree {
  const parsed = treeSchema.safeParse(value)
  if (!parsed.success) throw new Error(`tree: ${z.prettifyError(parsed.error)}`)
  const questions = new Map<string, TreeQuestion>()
  for (const [name, { ask, hint = null, answers }] of Object.entries(parsed.data.questions)) {
    const list = Object.entries(answers).map(([answer, given]) => answerOf(`${name}.${answer}`, answer, given))
    if (list.length < 2) throw new Error(`tree: ${name} has no choice`)
    questions.set(name, { id: name, ask, hint, answers: list })
  }
  const tree: Tree = { first: parsed.data.first, questions }
  const asked = new Set<string>()
  follow(tree, tree.first, [], asked)
  const unused = [...questions.keys()].filter((name) => !asked.has(name))
  if (unused.length > 0) throw new Error(`tree: nothing leads to ${unused.join(', ')}`)
  return tree
}

function answerOf(
  place: string,
  answer: string,
  { ja, en, next, articles }: z.output<typeof answerSchema>,
): TreeAnswer {
  if (answer === ANYWAY) throw new Error(`tree: ${place} is a word of the walk itself`)
  const label = { ja, en }
  if (next !== undefined && articles === undefined)
    return { id: answer, label, next: { kind: 'question', question: next } }
  if (next === undefined && articles !== undefined) return { id: answer, label, next: { kind: 'articles', articles } }
  throw new Error(`tree: ${place} must have either next or articles`)
}

/** Goes every way: a path that is too long or in a circle is found by its length. */
function follow(tree: Tree, name: string, before: readonly string[], asked: Set<string>): void {
  const question = tree.questions.get(name)
  if (!question) throw new Error(`tree: ${before.at(-1) ?? 'first'} leads to ${name}, which there is not`)
  asked.add(name)
  const path = [...before, name]
  if (path.length > MOST_QUESTIONS) throw new Error(`tree: too many questions: ${path.join(' → ')}`)
  for (const { next } of question.answers) if (next.kind === 'question') follow(tree, next.question, path, asked)
}
