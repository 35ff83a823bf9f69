import { CONDITION_TITLE } from '../../core/phrases.ts'
import type { VerdictTransition } from '../../store/store.ts'
import { EXPLAIN_WORDS } from './explain-words.ts'
import { ConditionIcon } from './icons.tsx'
import { When } from './instant.tsx'
import { linkToExplain } from './link.ts'
import { type PageContext, vantageTitleOf } from './page-context.ts'

/** The newest ones; older ones are reached from these. */
const MOST = 12

/** When the service, or the office that is looked at, changed; each leads to the verdict that said so. */
export const ChangeList = ({ changes, context }: { changes: readonly VerdictTransition[]; context: PageContext }) => {
  const { choice, facts, say } = context
  const own = changes
    .filter(({ subject }) =>
      choice.site === null ? subject.kind === 'service' : subject.kind === 'viewer' && subject.vantage === choice.site,
    )
    .slice(-MOST)
    .toReversed()
  if (own.length === 0) return <p>{say(EXPLAIN_WORDS.noChanges)}</p>
  return (
    <ul class="changes">
      {own.map(({ at, subject, to }) => (
        <li class={`c-${to}`}>
          <a href={linkToExplain(choice, at, facts.zone)}>
            <When at={at} context={context} />
          </a>{' '}
          <ConditionIcon condition={to} />
          <span class="state">{say(CONDITION_TITLE[to])}</span>{' '}
          <span class="note">
            {subject.kind === 'viewer' ? say(vantageTitleOf(subject.vantage, facts)) : 'LINE WORKS'}
          </span>
        </li>
      ))}
    </ul>
  )
}
