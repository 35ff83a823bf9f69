import { expect, test } from 'vitest'
import { type Incident, USUAL_LIMITS } from '../../../src/core/incident/incident.ts'
import { type IncidentFacts, stepIncidents } from '../../../src/core/incident/step-incidents.ts'
import { type Saying, verdictSaying } from '../alert/pretend-verdict.ts'

const START = Date.parse('2026-11-24T01:00:00+09:00')
const SECOND = 1_000
const MINUTE = 60_000

/** Plays verdicts one after the other; what changed is told as "minutes kind". */
function play(known: readonly Incident[] = []) {
  let incidents = known
  const story: string[] = []
  const at = (seconds: number, saying: Omit<Saying, 'at'> | null, facts: Partial<IncidentFacts> = {}) => {
    const now = START + seconds * SECOND
    const verdict = saying && verdictSaying({ at: now, ...saying })
    const step = stepIncidents(
      incidents,
      { at: now, verdict, notices: [], acts: [], isExcused: () => false, ...facts },
      USUAL_LIMITS,
    )
    incidents = step.incidents
    for (const { kind, incident } of step.changes)
      if (kind !== 'changed')
        story.push(`${seconds} ${incident.scope.kind === 'site' ? incident.scope.vantage : 'service'} ${kind}`)
    return incidents
  }
  return { at, story, all: () => incidents }
}

test('trouble is suspected, opens when it holds, and ends when calm holds as long', () => {
  const { at, story, all } = play()
  at(0, {})
  at(10, { raw: 'outage' })
  at(20, { service: 'outage', since: START + 8 * SECOND })
  at(40, { service: 'outage', since: START + 8 * SECOND })
  at(600, {})
  at(629, {})
  at(630, {})
  expect(story).toEqual(['10 service suspected', '40 service opened', '630 service resolved'])
  expect(all()[0]).toMatchObject({
    state: 'resolved',
    condition: 'outage',
    // Set back to the first failed look, and to the first one that was well again.
    startedAt: START + 8 * SECOND,
    suspectedAt: START + 10 * SECOND,
    openedAt: START + 40 * SECOND,
    endedAt: START + 600 * SECOND,
    resolvedAt: START + 630 * SECOND,
    sites: ['fukuoka', 'osaka', 'tokyo'],
    components: ['login'],
  })
})

test('a suspicion that comes to nothing never opened', () => {
  const { at, story, all } = play()
  at(10, { raw: 'outage' })
  at(20, {})
  at(50, {})
  expect(story).toEqual(['10 service suspected', '50 service cleared'])
  expect(all()[0]).toMatchObject({ state: 'resolved', openedAt: null, spells: [] })
})

test('a suspicion that comes again is told again, and stays one row', () => {
  const { at, story, all } = play()
  for (const from of [0, 200]) {
    at(from + 10, { raw: 'outage' })
    at(from + 20, {})
    at(from + 50, {})
  }
  expect(story).toEqual(['10 service suspected', '50 service cleared', '210 service suspected', '250 service cleared'])
  expect(all()).toHaveLength(1)
  at(310, { raw: 'outage' })
  at(330, { service: 'outage', since: START + 305 * SECOND })
  at(350, { service: 'outage', since: START + 305 * SECOND })
  expect(story.slice(4)).toEqual(['310 service suspected', '350 service opened'])
  // It began with this suspicion, not with the one that came to nothing.
  expect(all()[0]).toMatchObject({ startedAt: START + 305 * SECOND, spells: [{ fromAt: START + 305 * SECOND }] })
})

test('what cannot be seen neither opens nor ends anything', () => {
  const { at, story, all } = play()
  at(0, { service: 'unknown', sites: {} })
  expect(all()).toEqual([])
  at(10, { service: 'outage' })
  at(60, { service: 'outage' })
  at(120, { service: 'unknown' })
  at(9_000, null)
  expect(all()[0]).toMatchObject({ state: 'open', isUnseen: true })
  at(9_010, {})
  // Calm that is broken by blindness is not calm.
  at(9_030, null)
  at(9_050, {})
  expect(all()[0]).toMatchObject({ state: 'recovering' })
  at(9_080, {})
  expect(story).toEqual(['10 service suspected', '60 service opened', '9080 service resolved'])
})

test('getting worse or better is a change, not another incident', () => {
  const { at, story, all } = play()
  at(0, { service: 'degraded' })
  at(30, { service: 'degraded' })
  at(60, { service: 'outage' })
  at(90, { service: 'degraded' })
  expect(story).toEqual(['0 service suspected', '30 service opened', '60 service worsened', '90 service eased'])
  expect(all()).toMatchObject([{ condition: 'degraded', worst: 'outage' }])
})

test('trouble that comes back soon is the same incident; much later it is another', () => {
  const { at, story, all } = play()
  for (const seconds of [0, 30]) at(seconds, { service: 'outage' })
  for (const seconds of [60, 90]) at(seconds, {})
  for (const seconds of [600, 630]) at(seconds, { service: 'outage' })
  for (const seconds of [660, 690]) at(seconds, {})
  expect(all()).toHaveLength(1)
  expect(all()[0]!.spells).toHaveLength(2)
  for (const seconds of [4_000, 4_030]) at(seconds, { service: 'outage' })
  expect(all()).toHaveLength(2)
  expect(story.filter((line) => /opened|relapsed|resolved/.test(line))).toEqual([
    '30 service opened',
    '90 service resolved',
    '630 service relapsed',
    '690 service resolved',
    '4030 service opened',
  ])
})

test('what flaps is told once and needs a long calm', () => {
  const { at, story, all } = play()
  for (let spell = 0; spell < 5; spell++) {
    const from = spell * 200
    for (const seconds of [0, 30, 60]) at(from + seconds, { service: 'degraded' })
    for (const seconds of [90, 120, 150]) at(from + seconds, {})
  }
  expect(story).toEqual([
    '0 service suspected',
    '30 service opened',
    '120 service resolved',
    '230 service relapsed',
    '320 service resolved',
    '430 service flapping',
  ])
  expect(all()[0]).toMatchObject({ isFlapping: true, state: 'recovering' })
  at(890 + 15 * 60, {})
  expect(story.at(-1)).toBe('1790 service resolved')
})

test('an office with trouble of its own has its own incident, apart from that of the service', () => {
  const { at, story, all } = play()
  const sites = { tokyo: 'outage', osaka: 'company_network' } as const
  at(0, { service: 'outage', sites })
  at(30, { service: 'outage', sites })
  at(60, { sites: { tokyo: 'operational', osaka: 'company_network' } })
  at(90, { sites: { tokyo: 'operational', osaka: 'company_network' } })
  expect(all().map(({ scope, state, sites }) => [scope.kind, state, sites])).toEqual([
    ['service', 'resolved', ['tokyo']],
    ['site', 'open', ['osaka']],
  ])
  // An office that is looked at no more has no trouble any more.
  at(120, { sites: { tokyo: 'operational' } })
  expect(story.at(-1)).toBe('120 osaka resolved')
})

test('trouble within announced work opens nothing', () => {
  const { at, story } = play()
  for (const seconds of [0, 30, 60])
    at(seconds, { service: 'outage' }, { isExcused: (failing) => failing.every((part) => part === 'login') })
  expect(story).toEqual([])
  // Trouble beyond it does.
  for (const seconds of [90, 120])
    at(
      seconds,
      { service: 'outage', failing: ['login', 'drive'] },
      { isExcused: (failing) => !failing.includes('drive') },
    )
  expect(story).toEqual(['90 service suspected', '120 service opened'])
})

test('a trouble that lasts for days keeps a story that can be read', () => {
  const { at, all } = play()
  for (let seconds = 0; seconds < 400 * 60; seconds += 60)
    at(seconds, { service: seconds % 120 === 0 ? 'outage' : 'degraded' })
  const { timeline } = all()[0]!
  expect(timeline.length).toBeLessThanOrEqual(200)
  expect(timeline.map(({ kind }) => kind)).toContain('opened')
  expect(timeline.at(-1)!.at).toBeGreaterThan(START + 390 * MINUTE)
})
