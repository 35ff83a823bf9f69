import type { Observation } from '../../core/observation.ts'
import { ERROR_TITLE, PHASE_TITLE, SKIP_TITLE } from '../../core/phrases.ts'
import { Mark } from './icons.tsx'
import { Ago, When } from './instant.tsx'
import { type PageContext, vantageTitleOf } from './page-context.ts'
import { OUTCOME_WORDS, PAGE_WORDS } from './page-words.ts'

/** More rows than this are left to the API: the page must stay small however many targets there are. */
const MOST_ROWS = 60

/** Every newest look for those who know what to make of it: failures first. */
export const LookTable = ({ context }: { context: PageContext }) => {
  const { edition, choice, say } = context
  const looks = edition.latest
    .filter(({ vantage }) => choice.site === null || vantage === choice.site)
    .toSorted((a, b) => RANK[a.outcome] - RANK[b.outcome] || compare(a, b))
  if (looks.length === 0) return null
  return (
    <details class="panel looks">
      <summary>
        <h2>{say(PAGE_WORDS.looks)}</h2> <span class="note">{say(PAGE_WORDS.looksHint)}</span>
      </summary>
      <section class="scroll" tabindex={0} aria-label={say(PAGE_WORDS.looks)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(PAGE_WORDS.target)}</th>
              <th scope="col">{say(PAGE_WORDS.office)}</th>
              <th scope="col">{say(PAGE_WORDS.way)}</th>
              <th scope="col">{say(PAGE_WORDS.result)}</th>
              <th scope="col">{say(PAGE_WORDS.took)}</th>
              <th scope="col">{say(PAGE_WORDS.when)}</th>
            </tr>
          </thead>
          <tbody>
            {looks.slice(0, MOST_ROWS).map((look) => (
              <LookRow look={look} context={context} />
            ))}
          </tbody>
        </table>
      </section>
      {looks.length > MOST_ROWS && (
        <p class="note">
          {context.locale === 'ja' ? `ほか${looks.length - MOST_ROWS}件: ` : `${looks.length - MOST_ROWS} more: `}
          <a href="/api/v1/observations">{say(PAGE_WORDS.observationsJson)}</a>
        </p>
      )}
    </details>
  )
}

const RANK: Readonly<Record<Observation['outcome'], number>> = { failed: 0, passed: 1, skipped: 2 }
const nameOf = (look: Observation) => [look.vantage, look.target, look.via, look.family, look.resolver].join(' ')
const compare = (a: Observation, b: Observation) => (nameOf(a) < nameOf(b) ? -1 : 1)

const LookRow = ({ look, context }: { look: Observation; context: PageContext }) => {
  const { facts, say } = context
  const target = facts.targets.find(({ id }) => id === look.target)
  return (
    <tr class={look.outcome}>
      <th scope="row">
        {target ? say(target.title) : look.target}
        <span class="note">{[look.kind, look.resolver].filter(Boolean).join(' · ')}</span>
      </th>
      <td>{say(vantageTitleOf(look.vantage, facts))}</td>
      <td>
        {say(look.via === 'direct' ? PAGE_WORDS.direct : PAGE_WORDS.viaProxy)}
        {look.family !== null && ` IPv${look.family}`}
      </td>
      <td>
        <LookResult look={look} context={context} />
      </td>
      <td class="number">{look.outcome === 'skipped' ? '–' : `${Math.round(look.tookMs)} ms`}</td>
      <td>
        <When at={look.at} context={context} /> <Ago at={look.at} context={context} />
      </td>
    </tr>
  )
}

const LookResult = ({ look, context }: { look: Observation; context: PageContext }) => {
  const { say } = context
  const mark = look.outcome === 'passed' ? 'do' : look.outcome === 'failed' ? 'dont' : 'minus'
  return (
    <>
      <span class="outcome">
        <Mark mark={mark} />
        {say(OUTCOME_WORDS[look.outcome])}
      </span>
      {look.outcome === 'failed' && (
        <span class="why">
          {say(PHASE_TITLE[look.phase])}
          {look.error !== null && `: ${say(ERROR_TITLE[look.error])}`}
          {look.httpStatus !== null && ` (HTTP ${look.httpStatus})`}
        </span>
      )}
      {look.skipped !== null && <span class="why">{say(SKIP_TITLE[look.skipped])}</span>}
      {look.outcome === 'failed' && look.detail !== null && <code>{look.detail}</code>}
      {look.outcome === 'failed' && look.bodyHead !== null && <code>{look.bodyHead.slice(0, 160)}</code>}
    </>
  )
}
