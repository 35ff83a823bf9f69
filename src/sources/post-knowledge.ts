import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { PostKnowledge } from '../core/posts/classify-post.ts'
import { parsePostModel } from '../core/posts/post-model.ts'
import { parsePostWords } from '../core/posts/post-words.ts'

const shipped = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')

/** The words and weights that ship with Dotchi. Throws where they are missing or broken. Takes about a second: read once. */
export const readPostKnowledge = (): PostKnowledge => ({
  words: parsePostWords(parse(shipped('post-words.yaml'))),
  model: parsePostModel(JSON.parse(shipped('post-model.json'))),
})
