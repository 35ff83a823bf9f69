import type { Incident } from '../../core/incident/incident.ts'
import { incidentStateTitle } from '../../core/incident/incident-words.ts'
import type { Locale, Text } from '../../core/locale.ts'
import type { KeptWindow } from '../../core/maintenance/window.ts'
import { WINDOW_STATE_TITLE } from '../../core/maintenance/window-words.ts'
import { durationOf } from '../../core/time-text.ts'
import { UPTIME_CLASSES, type Uptime } from '../../core/uptime.ts'
import type { HttpFacts } from '../deps.ts'
import { Frame } from '../pages/frame.tsx'
import { ConditionIcon } from '../pages/icons.tsx'
import { type Reader, When } from '../pages/instant.tsx'
import { vantageTitleOf } from '../pages/page-context.ts'
import { PAGE_WORDS } from '../pages/page-words.ts'
import { STYLE } from '../pages/style.ts'
import { incidentTitleOf } from './incident-view.ts'
import { UPTIME_WORDS, INCIDENT_WORDS as WORDS } from './incident-words.ts'
import type { Month } from './month.ts'

export interface IncidentsPageParts {
  readonly locale: Locale
  readonly facts: HttpFacts
  readonly now: number
  readonly month: Month
  readonly incidents: readonly Incident[]
  readonly windows: readonly KeptWindow[]
  /** Of LINE WORKS itself (`site` null) and for each office. */
  readonly uptimes: readonly { readonly site: string | null; readonly uptime: Uptime }[]
  /** Whether incidents are kept here at all. */
  readonly isKept: boolean
}

interface Props extends IncidentsPageParts {
  readonly say: (text: Text) => string
  readonly reader: Reader
}

/** What happened in a month, for the intranet and for a report to the management. */
export function incidentsPageOf(parts: IncidentsPageParts): string {
  const { locale, facts, now } = parts
  const reader = { edition: { now }, facts, locale }
  return `<!doctype html>${IncidentsPage({ ...parts, reader, say: (text) => text[locale] })}`
}

const linkTo = (locale: Locale, month: string | null) => `/incidents?lang=${locale}${month ? `&month=${month}` : ''}`

const IncidentsPage = (props: Props) => {
  const { locale, facts, say, month, isKept } = props
  return (
    <Frame
      title={`${say(WORDS.title)} | ${say(PAGE_WORDS.title)}`}
      locale={locale}
      facts={facts}
      style={STYLE}
      place="/incidents"
      linkFor={(each) => linkTo(each, month.name)}
    >
      <div class="wrap history">
        <h1>{say(WORDS.title)}</h1>
        <p class="lead">{say(WORDS.lead)}</p>
        <nav class="chooser" aria-label={say(WORDS.months)}>
          <ul>
            <li>
              <a href={linkTo(locale, null)} aria-current={month.name === null ? 'true' : undefined}>
                {say(WORDS.lastDays)}
              </a>
            </li>
            {month.others.map((name) => (
              <li>
                <a href={linkTo(locale, name)} aria-current={month.name === name ? 'true' : undefined}>
                  {monthTitleOf(name, locale)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <UptimeTable {...props} />
        {isKept ? (
          <>
            <IncidentList {...props} />
            <WindowList {...props} />
          </>
        ) : (
          <p class="panel">{say(WORDS.notKept)}</p>
        )}
      </div>
    </Frame>
  )
}

function monthTitleOf(name: string, locale: Locale): string {
  const [year, month] = name.split('-').map(Number)
  return locale === 'ja' ? `${year}年${month}月` : name
}

/** A share as people read it; what was not always so never reads as 100 %. */
export function shareText(share: number | null): string | null {
  if (share === null) return null
  const text = (Math.floor(share * 100_000) / 1_000).toFixed(3)
  return `${text.replace(/\.?0+$/, '')}%`
}

const UptimeTable = ({ uptimes, facts, say, locale }: Props) => (
  <section class="panel" aria-labelledby="uptime">
    <h2 id="uptime">{say(WORDS.uptime)}</h2>
    <section class="scroll" tabindex={0} aria-labelledby="uptime">
      <table>
        <thead>
          <tr>
            <th scope="col">{say(WORDS.where)}</th>
            <th scope="col">{say(WORDS.working)}</th>
            <th scope="col">{say(WORDS.usable)}</th>
            {UPTIME_CLASSES.slice(1).map((name) => (
              <th scope="col">{say(UPTIME_WORDS[name])}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {uptimes.map(({ site, uptime }) => (
            <tr>
              <th scope="row">{site === null ? say(WORDS.service) : say(vantageTitleOf(site, facts))}</th>
              <td class="number">{shareText(uptime.working) ?? say(WORDS.notSeen)}</td>
              <td class="number">{shareText(uptime.usable) ?? say(WORDS.notSeen)}</td>
              {UPTIME_CLASSES.slice(1).map((name) => (
                <td class="number">{uptime.ms[name] === 0 ? '–' : durationOf(uptime.ms[name], locale)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
    <p class="note">{say(WORDS.uptimeHint)}</p>
  </section>
)

const IncidentList = ({ incidents, say, facts, locale, reader, now }: Props) => (
  <section class="panel" aria-labelledby="incidents">
    <h2 id="incidents">{say(WORDS.incidents)}</h2>
    {incidents.length === 0 ? (
      <p>{say(WORDS.noIncidents)}</p>
    ) : (
      <ul class="notices">
        {incidents.toReversed().map((incident) => (
          <li class={`c-${incident.worst}`}>
            <ConditionIcon condition={incident.worst} />
            <div>
              <p class="text">
                <a href={`/incidents/${encodeURIComponent(incident.id)}?lang=${locale}`}>
                  {say(incidentTitleOf(incident, facts))}
                </a>{' '}
                <span class={incident.state === 'resolved' ? 'state c-operational' : 'state'}>
                  {say(incidentStateTitle(incident))}
                </span>
              </p>
              <p>
                <When at={incident.startedAt} context={reader} />
                {locale === 'ja' ? ' 〜 ' : ' – '}
                {incident.endedAt === null ? say(WORDS.ongoing) : <When at={incident.endedAt} context={reader} />}{' '}
                <span class="ago">({durationOf((incident.endedAt ?? now) - incident.startedAt, locale)})</span>
              </p>
              {incident.sites.length > 0 && (
                <p class="note">
                  {incident.sites.map((site) => say(vantageTitleOf(site, facts))).join(locale === 'ja' ? '、' : ', ')}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    )}
  </section>
)

const WindowList = ({ windows, say, locale, reader }: Props) => (
  <section class="panel" aria-labelledby="maintenance">
    <h2 id="maintenance">{say(WORDS.maintenance)}</h2>
    {windows.length === 0 ? (
      <p>{say(WORDS.noMaintenance)}</p>
    ) : (
      <ul class="notices">
        {windows.toReversed().map(({ plan, state, endConfirmed }) => (
          <li class="c-maintenance">
            <ConditionIcon condition="maintenance" />
            <div>
              <p class="text">
                {say(plan.title)} <span class="state">{say(WINDOW_STATE_TITLE[state])}</span>
              </p>
              <p>
                <When at={plan.startAt} context={reader} />
                {locale === 'ja' ? ' 〜 ' : ' – '}
                {plan.endAt === null ? say(WORDS.openEnd) : <When at={plan.endAt} context={reader} />}
              </p>
              {state === 'ended' && <p class="note">{say(endConfirmed ? WORDS.confirmed : WORDS.unconfirmed)}</p>}
            </div>
          </li>
        ))}
      </ul>
    )}
  </section>
)
