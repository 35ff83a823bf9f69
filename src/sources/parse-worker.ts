import { answerAside } from '../platform/run-aside.ts'
import { sourceKindOf } from './index.ts'
import type { ParseJob } from './parse-aside.ts'

await answerAside((data) => {
  const { kind, documents, options } = data as ParseJob
  return sourceKindOf(kind)!.read(documents, options)
})
