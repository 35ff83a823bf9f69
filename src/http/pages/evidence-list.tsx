import type { Evidence } from '../../core/evidence.ts'
import type { Text } from '../../core/locale.ts'
import { CULPRIT_TITLE } from '../../core/phrases.ts'
import { EXPLAIN_WORDS } from './explain-words.ts'
import { Mark } from './icons.tsx'
import { Ago, When } from './instant.tsx'
import { linkToExplain } from './link.ts'
import { type PageContext, vantageTitleOf } from './page-context.ts'
import { FAMILY_WORDS, PAGE_WORDS } from './page-words.ts'

/** At this weight, in nats, the bar is full: it alone turns an even chance into 99.9 %. */
const FULL_NATS = 7

/** The reasons for and against, the heaviest first, each with its age. */
export const EvidenceList = ({ context }: { context: PageContext }) => {
  const { edition, choice, say } = context
  if (edition.verdict === null) return null
  const evidence = edition.verdict.evidence.filter(
    ({ vantage }) => choice.site === null || vantage === null || vantage === choice.site,
  )
  return (
    <section class="panel" aria-labelledby="evidence">
      <h2 id="evidence">{say(PAGE_WORDS.evidence)}</h2>
      {evidence.length === 0 ? (
        <p>{say(PAGE_WORDS.noEvidence)}</p>
      ) : (
        <>
          <p class="note">
            {edition.freshness === 'stale' && `${say(PAGE_WORDS.staleEvidence)} `}
            {say(PAGE_WORDS.evidenceHint)}
          </p>
          <ul class="evidence">
            {evidence.map((item) => (
              <EvidenceItem item={item} context={context} />
            ))}
          </ul>
        </>
      )}
      <p class="more">
        <a href={linkToExplain(choice, null, context.facts.zone)}>{say(EXPLAIN_WORDS.more)}</a>
      </p>
    </section>
  )
}

/** Which answer it speaks for or against. */
function bearingOf({ culprit, contribution }: Evidence): Text {
  const { ja, en } = CULPRIT_TITLE[culprit]
  return contribution >= 0
    ? { ja: `「${ja}」の裏付け`, en: `for “${en}”` }
    : { ja: `「${ja}」への反証`, en: `against “${en}”` }
}

const EvidenceItem = ({ item, context }: { item: Evidence; context: PageContext }) => {
  const { facts, locale, say } = context
  const towards = item.contribution >= 0
  return (
    <li class={towards ? 'towards' : 'against'}>
      <Mark mark={towards ? 'plus' : 'minus'} />
      <div>
        <p class="text">{item.text[locale]}</p>
        <p class="note">
          <span>{bearingOf(item)[locale]}</span>
          <span>{say(FAMILY_WORDS[item.family])}</span>
          {item.vantage !== null && <span>{say(vantageTitleOf(item.vantage, facts))}</span>}
          <span>
            <When at={item.at} context={context} /> <Ago at={item.at} context={context} />
          </span>
        </p>
      </div>
      <Weight contribution={item.contribution} label={say(PAGE_WORDS.weight)} />
    </li>
  )
}

const Weight = ({ contribution, label }: { contribution: number; label: string }) => {
  const share = Math.min(1, Math.abs(contribution) / FULL_NATS)
  const figure = `${contribution >= 0 ? '+' : '−'}${Math.abs(contribution).toFixed(1)}`
  return (
    <span class="weight">
      <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="track" width="100" height="8" rx="4" />
        <rect class="bar" width={String(Math.max(4, Math.round(share * 100)))} height="8" rx="4" />
      </svg>
      <span class="figure">
        <span class="hidden">{label} </span>
        {figure}
      </span>
    </span>
  )
}
