import type { Child } from 'hono/jsx'
import type { Calendar } from '../../core/calendar.ts'
import { type Incident, isIncidentOver, LANES, type TimelineEntry } from '../../core/incident/incident.ts'
import { incidentStateTitle } from '../../core/incident/incident-words.ts'
import { summaryOf } from '../../core/incident/summary.ts'
import { firstWordsOf } from '../../core/incident/timeline.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { COMPONENT_TITLE } from '../../core/phrases.ts'
import { durationOf, isoOf } from '../../core/time-text.ts'
import type { HttpFacts } from '../deps.ts'
import { Frame } from '../pages/frame.tsx'
import { ConditionIcon } from '../pages/icons.tsx'
import { type Reader, Stamp, When } from '../pages/instant.tsx'
import { vantageTitleOf } from '../pages/page-context.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import { STYLE } from '../pages/style.ts'
import { incidentTitleOf } from './incident-view.ts'
import { FIRST_WORDS, LANE_WORDS, TIMELINE_WORDS, INCIDENT_WORDS as WORDS } from './incident-words.ts'

export interface IncidentPageParts {
  readonly locale: Locale
  readonly facts: HttpFacts
  readonly now: number
  readonly incident: Incident
  readonly calendar: Pick<Calendar, 'businessMsBetween'>
}

interface Props extends IncidentPageParts {
  readonly say: (text: Text) => string
  readonly reader: Reader
}

/** One incident: in short, and what happened when in each of the three lanes. */
export function incidentPageOf(parts: IncidentPageParts): string {
  const { locale, facts, now } = parts
  const reader = { edition: { now }, facts, locale }
  return `<!doctype html>${IncidentPage({ ...parts, reader, say: (text) => text[locale] })}`
}

const IncidentPage = (props: Props) => {
  const { locale, facts, say, incident } = props
  const title = say(incidentTitleOf(incident, facts))
  return (
    <Frame
      title={`${title} | ${say(PAGE_WORDS.title)}`}
      locale={locale}
      facts={facts}
      style={STYLE}
      place="/incidents"
      linkFor={(each) => `/incidents/${encodeURIComponent(incident.id)}?lang=${each}`}
    >
      <section class={`hero c-${isIncidentOver(incident) ? 'unknown' : incident.worst}`} aria-labelledby="incident">
        <div class="wrap">
          <div class="answer">
            <ConditionIcon condition={incident.worst} large />
            <div class="sentence">
              <p class="chip">{say(incidentStateTitle(incident))}</p>
              <h1 id="incident">{title}</h1>
            </div>
          </div>
          <Summary {...props} />
        </div>
      </section>
      <div class="wrap">
        <Updates {...props} />
        <Course {...props} />
        <p class="more">
          <a href={`/incidents?lang=${locale}`}>{say(WORDS.all)}</a>
        </p>
      </div>
    </Frame>
  )
}

const Fact = ({ term, children }: { term: string; children?: Child }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)

const Summary = ({ incident, calendar, now, say, locale, facts, reader }: Props) => {
  const { lastedMs, businessMs } = summaryOf(incident, calendar, now)
  const first = firstWordsOf(incident)
  const list = (names: readonly string[]) => names.join(locale === 'ja' ? '、' : ', ')
  return (
    <dl class="facts">
      <Fact term={say(WORDS.began)}>
        <Stamp at={incident.startedAt} context={reader} />
      </Fact>
      <Fact term={say(WORDS.ended)}>
        {incident.endedAt === null ? say(WORDS.ongoing) : <Stamp at={incident.endedAt} context={reader} />}
      </Fact>
      <Fact term={say(WORDS.lasted)}>
        {durationOf(lastedMs, locale)}{' '}
        <span class="ago">
          ({say(WORDS.business)} {durationOf(businessMs, locale)})
        </span>
      </Fact>
      {incident.sites.length > 0 && (
        <Fact term={say(WORDS.sites)}>{list(incident.sites.map((site) => say(vantageTitleOf(site, facts))))}</Fact>
      )}
      {incident.components.length > 0 && (
        <Fact term={say(WORDS.components)}>{list(incident.components.map((each) => say(COMPONENT_TITLE[each])))}</Fact>
      )}
      {incident.acknowledgement && (
        <Fact term={say(WORDS.owner)}>
          {incident.acknowledgement.owner}
          {incident.acknowledgement.note !== null && <span class="note"> {incident.acknowledgement.note}</span>}
        </Fact>
      )}
      {LANES.map((lane) => (
        <Fact term={say(FIRST_WORDS[lane])}>
          {first[lane] === null ? say(WORDS.never) : <When at={first[lane]} context={reader} />}
        </Fact>
      ))}
    </dl>
  )
}

const Updates = ({ incident, say, locale, reader }: Props) =>
  incident.updates.length === 0 ? null : (
    <section class="panel" aria-labelledby="updates">
      <h2 id="updates">{say(WORDS.updates)}</h2>
      <ul class="course">
        {incident.updates.toReversed().map(({ at, by, text }) => (
          <li>
            <When at={at} context={reader} />
            <span>
              {text[locale] ?? text.ja ?? text.en} <span class="note">{by}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )

const Course = ({ incident, say, locale, reader, facts }: Props) => (
  <section class="panel" aria-labelledby="course">
    <h2 id="course">{say(WORDS.course)}</h2>
    <ol class="course">
      {incident.timeline.map((entry) => (
        <li class={`lane-${entry.lane}`}>
          <When at={entry.at} context={reader} />
          <span>
            <span class="lane">{say(LANE_WORDS[entry.lane])}</span> <strong>{say(TIMELINE_WORDS[entry.kind])}</strong>
            {detailOf(entry, say, facts) !== null && <span class="note"> {detailOf(entry, say, facts)}</span>}
          </span>
        </li>
      ))}
    </ol>
    <p class="more">
      <a
        href={`/explain?${new URLSearchParams({ lang: locale, at: isoOf(incident.openedAt ?? incident.startedAt, facts.zone) })}`}
      >
        {say(WORDS.why)}
      </a>
    </p>
  </section>
)

/** In words where there are any; an office by its name. */
function detailOf({ kind, text, ref }: TimelineEntry, say: Props['say'], facts: HttpFacts): string | null {
  if (text !== null) return say(text)
  if ((kind === 'site-affected' || kind === 'site-well') && ref !== null) return say(vantageTitleOf(ref, facts))
  return null
}
