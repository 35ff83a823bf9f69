import type { Topic } from '../triage/topic.ts'
import type { Tree, TreeQuestion } from './guide.ts'
import type { Standing } from './standing.ts'

/** What a person answered so far: the ids of their answers, in the order in which they were asked. */
export type Answers = readonly string[]

/** Given in place of a first answer by somebody who wants to go on although the trouble is not theirs. */
export const ANYWAY = 'anyway'

export type Leaf =
  /** LINE WORKS fails: wait, and be told of the recovery. */
  | { readonly kind: 'wait'; readonly articles: readonly Topic[]; readonly offersNotice: true }
  /** Planned work: wait until `endsAt`, which may not have been announced. */
  | {
      readonly kind: 'wait-maintenance'
      readonly articles: readonly Topic[]
      readonly endsAt: number | null
      readonly offersNotice: true
    }
  /** The company's own network: the IT desk can help. */
  | { readonly kind: 'it-desk'; readonly articles: readonly Topic[]; readonly offersNotice: false }
  | { readonly kind: 'articles'; readonly articles: readonly Topic[]; readonly offersNotice: false }

/** Where somebody stands in the tree. Every walk is headed by how things stand. */
export type Walk = { readonly standing: Standing } & (
  | { readonly kind: 'question'; readonly question: TreeQuestion; readonly number: number; readonly answers: Answers }
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly answers: Answers }
)

/**
 * The next question, or where the walk ends. What stands above the tree comes first: in an outage, a maintenance and a fault
 * of the company's network nothing is asked, unless the first answer is `ANYWAY`. An answer that is unknown where it was given
 * ends the reading: the walk goes on from there, and `answers` holds what was understood.
 */
export function nextOf(tree: Tree, answers: Answers, standing: Standing): Walk {
  const insists = answers[0] === ANYWAY
  const leaf = insists ? null : leafOf(standing)
  if (leaf) return { standing, kind: 'leaf', leaf, answers: [] }
  const understood: string[] = insists ? [ANYWAY] : []
  let question = tree.questions.get(tree.first)!
  let number = 1
  for (const given of answers.slice(understood.length)) {
    const answer = question.answers.find(({ id }) => id === given)
    if (!answer) break
    understood.push(given)
    if (answer.next.kind === 'articles') {
      const { articles } = answer.next
      return { standing, kind: 'leaf', leaf: { kind: 'articles', articles, offersNotice: false }, answers: understood }
    }
    question = tree.questions.get(answer.next.question)!
    number++
  }
  return { standing, kind: 'question', question, number, answers: understood }
}

/** Where the state of things answers by itself; null where the person has to be asked. */
function leafOf({ condition, culprit, loginWorks, endsAt }: Standing): Leaf | null {
  switch (condition) {
    case 'outage':
      return { kind: 'wait', articles: ['server-outage'], offersNotice: true }
    case 'degraded':
      // Where logging in works, a login that fails has a reason of its own.
      return loginWorks === true ? null : { kind: 'wait', articles: ['server-outage'], offersNotice: true }
    case 'maintenance':
      return { kind: 'wait-maintenance', articles: ['server-maintenance'], endsAt, offersNotice: true }
    case 'company_network':
      return { kind: 'it-desk', articles: articlesOf(culprit), offersNotice: false }
    default:
      return null
  }
}

const articlesOf = (culprit: Standing['culprit']): readonly Topic[] =>
  culprit === 'proxy' ? ['company-proxy', 'company-firewall'] : ['wifi-disconnected', 'company-firewall']
