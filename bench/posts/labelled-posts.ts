import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { featuresOf } from '../../src/core/posts/features.ts'
import { marksOf } from '../../src/core/posts/marks.ts'
import { parsePostWords } from '../../src/core/posts/post-words.ts'
import { maskNames } from '../../src/core/posts/service-name.ts'
import { POST_LABELS, type PostLabel } from '../../src/core/report.ts'
import type { Feature } from '../../src/core/text/feature.ts'

const root = new URL('../../', import.meta.url)
export const pathOf = (name: string) => new URL(name, root)

/** A labelled post with what the model sees of it; `isRuled` where a rule decides before the model is asked. */
export interface LabelledPost {
  readonly id: string
  readonly text: string
  readonly label: PostLabel
  readonly isRuled: boolean
  readonly features: readonly Feature[]
}

/** Posts of a file in `tests/eval`. */
export function readLabelledPosts(file: string): LabelledPost[] {
  const words = parsePostWords(parse(readFileSync(pathOf('data/post-words.yaml'), 'utf8')))
  const lines = readFileSync(pathOf(`tests/eval/${file}`), 'utf8')
    .split('\n')
    .filter(Boolean)
  return lines.map((line) => {
    const { id, source, text, label } = JSON.parse(line) as Record<'id' | 'source' | 'text' | 'label', string>
    if (!POST_LABELS.includes(label as PostLabel)) throw new Error(`${id}: no such label`)
    const { folded, mention } = maskNames(text)
    const features = featuresOf(folded, marksOf(folded, words), mention)
    return { id, text, label: label as PostLabel, isRuled: source === 'news' || mention === 'none', features }
  })
}
