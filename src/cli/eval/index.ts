import { episodes } from './episodes.ts'
import type { EvalKind } from './eval-kind.ts'
import { notices } from './notices.ts'
import { posts } from './posts.ts'
import { signatures } from './signatures.ts'
import { triage } from './triage.ts'

/** Every kind of labelled cases; null where the program cannot answer it yet. */
export const EVAL_KINDS: Readonly<Record<string, EvalKind | null>> = {
  notices,
  posts,
  triage,
  signatures,
  episodes,
}
