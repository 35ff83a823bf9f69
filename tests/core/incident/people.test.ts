import { expect, test } from 'vitest'
import type { HumanAct } from '../../../src/core/alert/facts.ts'
import { USUAL_HOURS } from '../../../src/core/calendar.ts'
import type { Evidence } from '../../../src/core/evidence.ts'
import { type Incident, USUAL_LIMITS } from '../../../src/core/incident/incident.ts'
import { stepIncidents } from '../../../src/core/incident/step-incidents.ts'
import { summaryOf } from '../../../src/core/incident/summary.ts'
import { leadsOf } from '../../../src/core/incident/timeline.ts'
import type { Notice } from '../../../src/core/notice.ts'
import { createCalendar } from '../../../src/platform/calendar/create-calendar.ts'
import { outageNotice, type Saying, verdictSaying } from '../alert/pretend-verdict.ts'

const START = Date.parse('2026-11-24T17:30:00+09:00')
const MINUTE = 60_000
const minute = (count: number) => START + count * MINUTE

function play() {
  let incidents: readonly Incident[] = []
  const at = (
    minutes: number,
    saying: Omit<Saying, 'at'>,
    acts: readonly HumanAct[] = [],
    notices: readonly Notice[] = [],
  ) => {
    const now = minute(minutes)
    const facts = { at: now, verdict: verdictSaying({ at: now, ...saying }), notices, acts, isExcused: () => false }
    const step = stepIncidents(incidents, facts, USUAL_LIMITS)
    incidents = step.incidents
    return step
  }
  return { at, all: () => incidents }
}
const outage = { service: 'outage', since: START } as const

test('somebody takes it on, and what is written about it is in its story', () => {
  const { at, all } = play()
  at(0, outage)
  at(1, outage)
  const { id } = all()[0]!
  const step = at(2, outage, [
    { kind: 'acknowledge', at: minute(2), by: 'sato', incident: id, owner: null, note: 'ベンダーに確認中' },
    { kind: 'update', at: minute(2), by: 'sato', incident: id, text: { ja: '復旧見込みは18時です。' } },
    { kind: 'acknowledge', at: minute(2), by: 'x', incident: 'no-such', owner: null, note: null },
  ])
  expect(step.changes.map(({ kind }) => kind)).toEqual(['acknowledged', 'updated'])
  expect(all()[0]).toMatchObject({
    acknowledgement: { by: 'sato', owner: 'sato', note: 'ベンダーに確認中', at: minute(2) },
    updates: [{ text: { ja: '復旧見込みは18時です。' } }],
  })
  // Where one language is missing the other is shown.
  expect(
    all()[0]!
      .timeline.filter(({ lane }) => lane === 'people')
      .map(({ kind, text }) => [kind, text?.en]),
  ).toEqual([
    ['acknowledged', 'ベンダーに確認中'],
    ['update', '復旧見込みは18時です。'],
  ])
})

test('three lanes tell who spoke first', () => {
  const { at, all } = play()
  const report: Evidence = {
    code: 'reports',
    family: 'report',
    culprit: 'service',
    contribution: 1,
    at: minute(3),
    vantage: null,
    targets: [],
    component: null,
    text: { ja: '4人が報告', en: '4 people reported it' },
  }
  at(0, outage)
  at(1, outage)
  at(4, { ...outage, evidence: [report] })
  const notice = outageNotice({ id: 'n1', seenAt: minute(42), publishedAt: minute(40) })
  const heard = at(43, outage, [], [notice])
  expect(heard.changes.map(({ kind }) => kind)).toEqual(['noticed'])
  expect(at(44, outage, [], [notice]).changes).toEqual([])
  const changed = { ...notice, title: '【復旧】ログイン障害', updatedAt: minute(50) }
  at(51, outage, [], [changed])
  expect(leadsOf(all()[0]!)).toEqual({ probes: 40 * MINUTE, people: 37 * MINUTE })
  expect(
    all()[0]!
      .timeline.filter(({ lane }) => lane === 'notices')
      .map(({ kind, at }) => [kind, (at - START) / MINUTE]),
  ).toEqual([
    ['notice', 40],
    ['notice-changed', 50],
  ])
})

test('an old announcement, and one about something else, is not about it', () => {
  const { at, all } = play()
  at(0, outage)
  at(1, outage)
  at(
    2,
    outage,
    [],
    [
      outageNotice({ id: 'old', seenAt: minute(-600) }),
      outageNotice({ id: 'line', seenAt: minute(1), correlated: true }),
      { ...outageNotice({ id: 'work', seenAt: minute(1) }), kind: 'maintenance', status: 'scheduled' },
    ],
  )
  expect(all()[0]!.notices).toEqual([])
})

test('two that turn out to be one go on as one, and do not come back apart', () => {
  const { at, all } = play()
  const both = { ...outage, sites: { tokyo: 'outage', osaka: 'company_network' } } as const
  at(0, both)
  at(1, both)
  const [service, osaka] = all()
  const step = at(2, both, [{ kind: 'merge', at: minute(2), by: 'sato', incident: osaka!.id, into: service!.id }])
  expect(step.merges.map(({ from, into }) => [from.id, into.id])).toEqual([[osaka!.id, service!.id]])
  at(3, both)
  expect(all().filter(({ mergedInto }) => mergedInto === null)).toHaveLength(1)
  expect(all().find(({ id }) => id === service!.id)!.sites).toEqual(['osaka', 'tokyo'])
  // Merging it into itself, or once more, changes nothing.
  const again = at(4, both, [
    { kind: 'merge', at: minute(4), by: 'sato', incident: osaka!.id, into: service!.id },
    { kind: 'merge', at: minute(4), by: 'sato', incident: service!.id, into: service!.id },
  ])
  expect(again.merges).toEqual([])
})

test('the summary counts what fell into business hours', () => {
  const { at, all } = play()
  at(0, outage)
  at(1, outage)
  at(60, {})
  at(61, {})
  at(70, { service: 'outage' })
  at(71, { service: 'outage' })
  at(80, {})
  at(81, {})
  const calendar = createCalendar('Asia/Tokyo', USUAL_HOURS)
  expect(summaryOf(all()[0]!, calendar, minute(100))).toMatchObject({
    lastedMs: 80 * MINUTE,
    troubleMs: 70 * MINUTE,
    businessMs: 30 * MINUTE,
    spells: 2,
    confirmedAfterMs: MINUTE,
    acknowledgedAfterMs: null,
    sites: ['fukuoka', 'osaka', 'tokyo'],
    probesLeadMs: null,
  })
})
