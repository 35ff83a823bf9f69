import { VIEWER_CONDITIONS, type ViewerCondition } from '../../core/condition.ts'
import { replyOf } from '../../core/guide/reply.ts'
import type { Standing } from '../../core/guide/standing.ts'
import { CONDITION_TITLE } from '../../core/phrases.ts'
import type { DeskContext } from './desk-context.ts'
import { DESK_WORDS } from './desk-words.ts'
import { ReplyBoxes } from './reply-box.tsx'

/** What to answer right now, and what to answer in every other state. */
export const RepliesPanel = (context: DeskContext) => {
  const { page, standing } = context
  const { say } = page
  const others = VIEWER_CONDITIONS.filter((condition) => condition !== standing.condition)
  return (
    <section id="replies" class="panel" aria-labelledby="replies-head">
      <h2 id="replies-head">{say(DESK_WORDS.replies)}</h2>
      <p class="note">{say(DESK_WORDS.repliesHint)}</p>
      <ReplyBoxes id="reply-now" reply={replyFor(standing, context)} context={context} />
      <details class="others">
        <summary>{say(DESK_WORDS.otherReplies)}</summary>
        {others.map((condition) => (
          <details>
            <summary>{say(CONDITION_TITLE[condition])}</summary>
            <ReplyBoxes
              id={`reply-${condition}`}
              reply={replyFor(supposedOf(condition, standing), context)}
              context={context}
            />
          </details>
        ))}
      </details>
    </section>
  )
}

const replyFor = (standing: Standing, { page, helpDesk }: DeskContext) =>
  replyOf({
    standing,
    article: null,
    setting: { device: null, client: null },
    helpDesk,
    zone: page.facts.zone,
    pageUrl: page.facts.publicUrl ?? null,
  })

/** As it would stand in another state, of which nothing more is known. */
const supposedOf = (condition: ViewerCondition, { at }: Standing): Standing => ({
  condition,
  service: condition === 'company_network' || condition === 'account_or_device' ? 'operational' : condition,
  culprit: 'unknown',
  since: null,
  loginWorks: condition === 'outage' || condition === 'degraded' ? false : null,
  endsAt: null,
  isEndApproximate: false,
  at,
})
