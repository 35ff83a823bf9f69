import type { ChainStep } from '../../core/chain.ts'
import { CHAIN_LINK_TITLE, CHAIN_STATE_TITLE } from '../../core/phrases.ts'
import { LinkIcon, StateIcon } from './icons.tsx'
import type { PageContext } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'

/** The way from the person to the login page as an ordered list that looks like a picture. */
export const ChainPicture = ({ chain, context }: { chain: readonly ChainStep[]; context: PageContext }) =>
  chain.length === 0 ? null : (
    <ol class="chain" aria-label={context.say(PAGE_WORDS.chain)}>
      {chain.map((step) => (
        <li class={`link s-${step.state}`}>
          <span class="node">
            <LinkIcon link={step.link} />
            <span class="state-mark">
              <StateIcon state={step.state} />
            </span>
          </span>
          <span class="caption">
            <span class="name">{context.say(CHAIN_LINK_TITLE[step.link])}</span>
            <span class="state">{context.say(CHAIN_STATE_TITLE[step.state])}</span>
          </span>
        </li>
      ))}
    </ol>
  )
