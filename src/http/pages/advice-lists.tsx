import { ADVICE_SENTENCE } from '../../core/phrases.ts'
import type { Advice } from '../../core/verdict.ts'
import { Mark } from './icons.tsx'
import type { PageContext } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'

/** Advice that says what to leave alone: in an outage the more important half. */
const DONT: ReadonlySet<Advice> = new Set(['do-not-reset', 'stay-logged-in'])

/** What to do and what not to do, apart. */
export const AdviceLists = ({ advice, context }: { advice: readonly Advice[]; context: PageContext }) => {
  const dos = advice.filter((item) => !DONT.has(item))
  const donts = advice.filter((item) => DONT.has(item))
  if (advice.length === 0) return null
  return (
    <div class="advice">
      <AdviceList title={context.say(PAGE_WORDS.doThis)} mark="do" advice={dos} context={context} />
      <AdviceList title={context.say(PAGE_WORDS.doNot)} mark="dont" advice={donts} context={context} />
    </div>
  )
}

interface ListProps {
  readonly title: string
  readonly mark: 'do' | 'dont'
  readonly advice: readonly Advice[]
  readonly context: PageContext
}

const AdviceList = ({ title, mark, advice, context }: ListProps) =>
  advice.length === 0 ? null : (
    <div class={mark}>
      <h3>{title}</h3>
      <ul>
        {advice.map((item) => (
          <li>
            <Mark mark={mark} />
            <span>{context.say(ADVICE_SENTENCE[item])}</span>
          </li>
        ))}
      </ul>
    </div>
  )
