import { parsePostModel } from '../../src/core/posts/post-model.ts'
import type { PostLabel } from '../../src/core/report.ts'
import type { LabelledPost } from './labelled-posts.ts'
import { labelOf, trainWeights } from './train-model.ts'

export interface Answered {
  readonly post: LabelledPost
  readonly got: PostLabel
}

export function answersOf(train: readonly LabelledPost[], test: readonly LabelledPost[]): Answered[] {
  const model = parsePostModel({ weights: trainWeights(train) })
  return test.map((post) => ({ post, got: labelOf(post, model) }))
}

/** Each post answered by a model that has seen `always` and the other folds, never its own. */
export function crossValidated(posts: readonly LabelledPost[], folds: number, always: readonly LabelledPost[] = []) {
  const dealt = shuffled(posts, 1)
  return Array.from({ length: folds }, (_, fold) => {
    const test = dealt.filter((_, i) => i % folds === fold)
    return answersOf([...always, ...dealt.filter((_, i) => i % folds !== fold)], test)
  }).flat()
}

export function scoreLine(answers: readonly Answered[]): string {
  const part = (label: PostLabel) => {
    const both = answers.filter(({ post, got }) => post.label === label && got === label).length
    const said = answers.filter(({ got }) => got === label).length
    const meant = answers.filter(({ post }) => post.label === label).length
    return { precision: both / said, recall: both / meant, f1: (2 * both) / (said + meant) }
  }
  const report = part('report')
  const figures = { n: answers.length, ...report, recoveryF1: part('recovery').f1 }
  return Object.entries(figures)
    .map(([name, value]) => `${name} ${name === 'n' ? value : value.toFixed(3)}`)
    .join('  ')
}

/** A seeded shuffle (a linear congruential generator is chance enough to deal folds). */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  const dealt = [...list]
  let state = seed
  for (let i = dealt.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const j = Math.floor((state / 2 ** 32) * (i + 1))
    ;[dealt[i], dealt[j]] = [dealt[j]!, dealt[i]!]
  }
  return dealt
}
