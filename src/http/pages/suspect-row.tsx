import type { SuspectState, Suspects } from './headline.ts'
import { Mark } from './icons.tsx'
import type { PageContext } from './page-context.ts'
import { PAGE_WORDS, SUSPECT_WORDS } from './page-words.ts'

/** どっち: the person, the company network or LINE WORKS, side by side, each with what can be said of it. */
export const SuspectRow = ({ suspects, context }: { suspects: Suspects; context: PageContext }) => (
  <section class="suspects" aria-labelledby="suspects">
    <h2 id="suspects">{context.say(PAGE_WORDS.suspects)}</h2>
    <ul>
      <Suspect name={context.say(PAGE_WORDS.you)} state={suspects.you} context={context} />
      <Suspect name={context.say(PAGE_WORDS.network)} state={suspects.network} context={context} />
      <Suspect name={context.say(PAGE_WORDS.service)} state={suspects.service} context={context} />
    </ul>
  </section>
)

const LOOK: Readonly<Record<SuspectState, 'bad' | 'good' | 'open'>> = {
  cause: 'bad',
  suspected: 'bad',
  maintenance: 'bad',
  cleared: 'good',
  fine: 'good',
  unseen: 'open',
  unknown: 'open',
  varies: 'open',
}
const MARK = { bad: 'dont', good: 'do', open: 'minus' } as const

const Suspect = ({ name, state, context }: { name: string; state: SuspectState; context: PageContext }) => (
  <li class={`suspect ${LOOK[state]}`}>
    <Mark mark={MARK[LOOK[state]]} />
    <span class="name">{name}</span>
    <span class="state">{context.say(SUSPECT_WORDS[state])}</span>
  </li>
)
