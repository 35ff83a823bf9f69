import { type Incident, isIncidentOver } from '../../incident/incident.ts'
import type { Text } from '../../locale.ts'
import { isWindowOver } from '../../maintenance/window.ts'
import type { Ailment, AlertEvent } from '../event.ts'
import { SEVERITIES, type Severity } from '../message.ts'
import { lastedOf, nameOf } from './incident-texts.ts'
import { both, type Content, clockOf, pick, type RenderContext, statusLink } from './phrases.ts'
import { renderAilments } from './render-ailments.ts'
import { renderIncident } from './render-incident.ts'
import { renderWindow } from './render-window.ts'

/** Puts what happened into words: one thing, or several of the same kind that happened together. `events` is not empty. */
export function render(events: readonly AlertEvent[], context: RenderContext): Content {
  const first = events[0]!
  switch (first.subject.kind) {
    case 'ailment':
      return renderAilments(
        events,
        events.flatMap(({ subject }): Ailment[] => (subject.kind === 'ailment' ? [subject.ailment] : [])),
        context,
      )
    case 'window':
      return renderWindow(first, first.subject.window, context)
    case 'incident':
      return {
        ...renderIncident(first, togetherOf(events, first.subject.incident), context),
        severity: worstOf(events),
      }
  }
}

/** Several offices with the same trouble, spoken of as one. */
function togetherOf(events: readonly AlertEvent[], first: Incident): Incident {
  const all = events.flatMap(({ subject }) => (subject.kind === 'incident' ? [subject.incident] : []))
  if (all.length === 1) return first
  const ends = all.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt]))
  return {
    ...first,
    sites: [...new Set(all.flatMap(({ sites }) => sites))].sort(),
    startedAt: Math.min(...all.map(({ startedAt }) => startedAt)),
    endedAt: ends.length === 0 ? null : Math.max(...ends),
    culprit: all.every(({ culprit }) => culprit === first.culprit) ? first.culprit : 'company-network',
    confidence: Math.min(...all.map(({ confidence }) => confidence)),
    advice: [...new Set(all.flatMap(({ advice }) => advice))],
  }
}

export const worstOf = (events: readonly AlertEvent[]): Severity =>
  events.reduce<Severity>(
    (worst, { severity }) => (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(worst) ? severity : worst),
    'info',
  )

/** Whether what an event is about is over, by what the event knows. */
const isPast = ({ subject }: AlertEvent): boolean => {
  if (subject.kind === 'incident') return isIncidentOver(subject.incident)
  return subject.kind === 'window' ? isWindowOver(subject.window) : subject.endedAt !== null
}

/** What is over, in one line: what it was, and from when to when. */
function pastLine(event: AlertEvent, context: RenderContext): Text {
  const { subject } = event
  if (subject.kind === 'incident') {
    const { incident } = subject
    return both((locale) => {
      const lasted = lastedOf(incident, context, locale)
      return pick(
        locale,
        `${nameOf(incident, context, 'ja')}（${lasted}）`,
        `${nameOf(incident, context, 'en')} (${lasted})`,
      )
    })
  }
  if (subject.kind === 'ailment') return render([{ ...event, phase: 'end' }], context).headline
  return subject.window.state === 'cancelled'
    ? render([{ ...event, kind: 'maintenance-cancelled' }], context).headline
    : render([{ ...event, kind: 'maintenance-ended' }], context).headline
}

const MISSED: Text = {
  ja: 'お知らせを控えていた間に起き、すでに終わったことです。対応は不要です。',
  en: 'This happened while you were not to be told, and is over. There is nothing to do.',
}
const MEANWHILE: Text = {
  ja: 'お知らせを控えていた間に起きたことです。',
  en: 'This happened while you were not told.',
}

/** Several different things in one message, one line each: what was missed, or what came up while nothing was looked at. */
export function renderDigest(events: readonly AlertEvent[], context: RenderContext): Content {
  const lines = [...events]
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((event) => ({ event, text: isPast(event) ? pastLine(event, context) : render([event], context).headline }))
  const going = lines.filter(({ event }) => !isPast(event)).length
  const past = lines.length - going
  const weightOf = (event: AlertEvent) => (isPast(event) ? -1 : SEVERITIES.indexOf(event.severity))
  const main = lines.reduce((best, one) => (weightOf(one.event) > weightOf(best.event) ? one : best))
  return {
    kind: 'digest',
    severity: worstOf(events.filter((event) => !isPast(event))),
    headline: both((locale) => {
      const counts = [
        ...(going > 0 ? [pick(locale, `継続中${going}件`, `${going} going on`)] : []),
        ...(past > 0 ? [pick(locale, `終わったもの${past}件`, `${past} over`)] : []),
      ]
      return pick(
        locale,
        `【まとめ】${counts.join('、')}：${main.text.ja}`,
        `In short, ${counts.join(', ')}: ${main.text.en}`,
      )
    }),
    lead: going === 0 ? MISSED : MEANWHILE,
    facts: lines.map(({ event, text }) => ({
      label: both((locale) => clockOf(event.at, context, locale)),
      value: both((locale) => text[locale] + (isPast(event) ? pick(locale, ' 終了済み', ', over') : '')),
    })),
    advice: [],
    links: statusLink(context),
  }
}
