import { CONDITION_TITLE, VIEWER_SENTENCE } from '../../core/phrases.ts'
import { quorumOf, quorumSentence, silenceSentence } from '../../core/quorum.ts'
import type { ViewerVerdict } from '../../core/verdict.ts'
import { AdviceLists } from './advice-lists.tsx'
import { ChainPicture } from './chain-picture.tsx'
import { ConditionIcon } from './icons.tsx'
import { Ago, Stamp } from './instant.tsx'
import { linkTo } from './link.ts'
import { type PageContext, vantageTitleOf } from './page-context.ts'
import { PAGE_WORDS } from './page-words.ts'

/** More offices than this are folded away while all is well with them. */
const OPEN_OFFICES = 3

interface OfficesProps {
  readonly context: PageContext
  /** Whether each office says its own advice, because the headline speaks for none of them. */
  readonly ownAdvice: boolean
}

/** How it is at each office, with the chain and where it breaks. */
export const Offices = ({ context, ownAdvice }: OfficesProps) => {
  const { edition, choice, say } = context
  const viewers = (edition.verdict?.viewers ?? []).filter(
    ({ vantage }) => choice.site === null || choice.site === vantage,
  )
  if (viewers.length === 0) return null
  const [only] = viewers
  const alike = viewers.every(({ condition }) => condition === only?.condition)
  return (
    <section class="panel" aria-labelledby="offices">
      <h2 id="offices">
        {say(viewers.length === 1 ? PAGE_WORDS.chain : PAGE_WORDS.offices)}
        {viewers.length === 1 && only && <OfficeName vantage={only.vantage} context={context} />}
      </h2>
      <QuorumNote context={context} />
      {viewers.length === 1 && only ? (
        <OfficeBody viewer={only} context={context} ownAdvice={ownAdvice} />
      ) : (
        viewers.toSorted(troubleFirst).map((viewer) => (
          <details
            class="office"
            open={viewer.condition !== 'operational' || (alike && viewers.length <= OPEN_OFFICES)}
          >
            <summary>
              <ConditionMark viewer={viewer} context={context} />
            </summary>
            <p>{say(VIEWER_SENTENCE[viewer.condition])}</p>
            <OfficeBody viewer={viewer} context={context} ownAdvice={ownAdvice} />
          </details>
        ))
      )}
    </section>
  )
}

/** How many offices saw it, and who has fallen silent: shown where there is more than one. */
const QuorumNote = ({ context }: { context: PageContext }) => {
  const { edition, choice, facts, say } = context
  const { verdict, freshness } = edition
  if (!verdict || freshness !== 'fresh' || verdict.viewers.length < 2) return null
  const quorum = quorumOf(verdict)
  const silent = quorum.silent.filter(({ vantage }) => choice.site === null || choice.site === vantage)
  return (
    <>
      {choice.site === null && <p class="note">{say(quorumSentence(quorum))}</p>}
      {silent.map(({ vantage, lastSeenAt }) => (
        <p class="silent">{say(silenceSentence(vantageTitleOf(vantage, facts), lastSeenAt, edition.now))}</p>
      ))}
    </>
  )
}

const troubleFirst = (a: ViewerVerdict, b: ViewerVerdict) =>
  Number(a.condition === 'operational') - Number(b.condition === 'operational')

const OfficeName = ({ vantage, context }: { vantage: string; context: PageContext }) => (
  <span class="note"> {context.say(vantageTitleOf(vantage, context.facts))}</span>
)

const ConditionMark = ({ viewer, context }: { viewer: ViewerVerdict; context: PageContext }) => (
  <span class={`badge c-${viewer.condition}`}>
    <ConditionIcon condition={viewer.condition} />
    <span class="name">{context.say(vantageTitleOf(viewer.vantage, context.facts))}</span>{' '}
    <span class="state">{context.say(CONDITION_TITLE[viewer.condition])}</span>
  </span>
)

const OfficeBody = ({ viewer, context, ownAdvice }: OfficesProps & { viewer: ViewerVerdict }) => (
  <>
    <ChainPicture chain={viewer.chain} context={context} />
    {ownAdvice && <AdviceLists advice={viewer.advice} context={context} />}
    <p class="note">
      {context.say(PAGE_WORDS.lastSeen)}:{' '}
      {viewer.lastSeenAt === null ? (
        context.say(PAGE_WORDS.neverSeen)
      ) : (
        <>
          <Stamp at={viewer.lastSeenAt} context={context} /> <Ago at={viewer.lastSeenAt} context={context} />
        </>
      )}
    </p>
  </>
)

/** Lets people choose the office they are in; shown where there is a choice. */
export const OfficeChooser = ({ context }: { context: PageContext }) => {
  const { edition, choice, facts, say } = context
  const viewers = edition.verdict?.viewers ?? []
  if (viewers.length < 2) return null
  return (
    <nav class="chooser" aria-label={say(PAGE_WORDS.chooseOffice)}>
      <ul>
        <li>
          <a href={linkTo(choice, { site: null })} aria-current={choice.site === null ? 'true' : undefined}>
            {say(PAGE_WORDS.allOffices)}
          </a>
        </li>
        {viewers.map(({ vantage }) => (
          <li>
            <a href={linkTo(choice, { site: vantage })} aria-current={choice.site === vantage ? 'true' : undefined}>
              {say(vantageTitleOf(vantage, facts))}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
