import fc from 'fast-check'
import { expect, test } from 'vitest'
import { USUAL_HOURS } from '../../../src/core/calendar.ts'
import { parseRecurrence } from '../../../src/core/maintenance/parse-recurrence.ts'
import { plansOf } from '../../../src/core/maintenance/plans.ts'
import type { RecurringMaintenance } from '../../../src/core/maintenance/recurrence.ts'
import { stepWindows } from '../../../src/core/maintenance/step-windows.ts'
import { isWindowOver, type KeptWindow } from '../../../src/core/maintenance/window.ts'
import type { Notice } from '../../../src/core/notice.ts'
import { createCalendar } from '../../../src/platform/calendar/create-calendar.ts'
import { maintenanceNotice, type Saying, verdictSaying } from '../alert/pretend-verdict.ts'

const calendar = createCalendar('Asia/Tokyo', USUAL_HOURS)
const at = (text: string) => Date.parse(`2026-12-${text}:00+09:00`)
const HOUR = 3_600_000
const MINUTE = 60_000
const times = { reminderMs: [24 * HOUR, 15 * MINUTE], graceMs: 5 * MINUTE }

function play(recurring: readonly RecurringMaintenance[] = []) {
  let windows: readonly KeptWindow[] = []
  let notices: readonly Notice[] = []
  const story: string[] = []
  const step = (text: string, saying: Omit<Saying, 'at'> | null = {}) => {
    const now = at(text)
    const plans = plansOf(notices, recurring, calendar, now)
    const result = stepWindows(windows, { plans, notices }, saying && verdictSaying({ at: now, ...saying }), now, times)
    windows = result.windows
    for (const { kind, leadMs } of result.changes)
      if (kind !== 'kept') story.push(`${text} ${kind}${leadMs === null ? '' : ` ${leadMs / MINUTE}`}`)
    return result
  }
  const announce = (...all: readonly Notice[]) => {
    notices = all
  }
  return { step, announce, story, all: () => windows }
}

const night = (over: Partial<Notice> = {}) =>
  maintenanceNotice({ id: 'n', seenAt: at('01T10:00'), startAt: at('08T02:00'), endAt: at('08T04:00'), ...over })

test('announced, twice reminded, begun, and ended when our probes say so', () => {
  const { step, announce, story, all } = play()
  announce(night())
  for (const time of ['01T10:00', '06T02:00', '07T02:00', '07T02:01', '08T01:45', '08T01:46', '08T02:00']) step(time)
  for (const time of ['08T02:05', '08T03:59']) step(time, { service: 'maintenance' })
  step('08T04:01', { service: 'maintenance' })
  step('08T04:02')
  step('08T04:03')
  expect(story).toEqual([
    '01T10:00 announced',
    '07T02:00 reminder 1440',
    '08T01:45 reminder 15',
    '08T02:00 started',
    '08T04:02 ended',
  ])
  expect(all()[0]).toMatchObject({
    state: 'ended',
    endConfirmed: true,
    failingFrom: at('08T02:05'),
    failingTo: at('08T04:02'),
  })
})

test('login that still fails after the end is an overrun, until it works', () => {
  const { step, announce, story } = play()
  announce(night())
  step('08T01:50')
  for (const time of ['08T02:10', '08T04:00', '08T04:04', '08T04:05', '08T04:30']) step(time, { service: 'outage' })
  step('08T04:40')
  expect(story).toEqual(['08T01:50 announced', '08T02:10 started', '08T04:05 overrun', '08T04:40 ended'])
})

test('looks that pass again are no overrun, even while the verdict still makes sure', () => {
  const { step, announce, story } = play()
  announce(night())
  for (const time of ['08T02:00', '08T04:00', '08T04:04']) step(time, { service: 'outage' })
  step('08T04:06', { service: 'outage', raw: 'operational' })
  step('08T04:08')
  expect(story).toEqual(['08T02:00 started', '08T04:08 ended'])
})

test('an end that no look confirms is waited for, and then told as what it is', () => {
  const { step, announce, story, all } = play()
  announce(night())
  step('08T02:00')
  for (const time of ['08T04:00', '08T04:06']) step(time, null)
  expect(all()[0]!.state).toBe('unconfirmed')
  step('08T04:30', null)
  expect(story.at(-1)).toBe('08T04:30 ended')
  expect(all()[0]).toMatchObject({ state: 'ended', endConfirmed: false })
})

test('what is known late is not reminded of, and what is over is nothing', () => {
  const late = play()
  late.announce(night({ seenAt: at('08T01:50') }))
  for (const time of ['08T01:50', '08T01:55', '08T02:00']) late.step(time)
  expect(late.story).toEqual(['08T01:50 announced', '08T02:00 started'])
  const running = play()
  running.announce(night())
  running.step('08T03:00', { service: 'maintenance' })
  expect(running.story).toEqual(['08T03:00 started'])
  const past = play()
  past.announce(night(), night({ id: 'm', status: 'completed' }))
  past.step('08T05:00')
  expect(past.all()).toEqual([])
})

test('of two reminders that came due while nobody looked, only the last is given', () => {
  const { step, announce, story } = play()
  announce(night())
  step('01T10:00')
  step('08T01:50')
  expect(story).toEqual(['01T10:00 announced', '08T01:50 reminder 15'])
})

test('a changed time is told, and reminders are reckoned anew; another title is not told', () => {
  const { step, announce, story } = play()
  announce(night())
  step('01T10:00')
  step('07T02:00')
  announce(night({ title: '【重要】定期メンテナンス' }))
  step('07T03:00')
  announce(night({ windows: [{ startAt: at('09T02:00'), endAt: at('09T04:00'), approximate: false }] }))
  for (const time of ['07T04:00', '08T02:00', '09T01:45', '09T02:00']) step(time)
  expect(story).toEqual([
    '01T10:00 announced',
    '07T02:00 reminder 1440',
    '07T04:00 changed',
    '08T02:00 reminder 1440',
    '09T01:45 reminder 15',
    '09T02:00 started',
  ])
})

test('an extension takes the overrun back', () => {
  const { step, announce, story, all } = play()
  announce(night())
  step('08T02:00')
  step('08T04:10', { service: 'maintenance' })
  announce(
    night({ status: 'in_progress', windows: [{ startAt: at('08T02:00'), endAt: at('08T06:00'), approximate: false }] }),
  )
  step('08T04:20', { service: 'maintenance' })
  expect(all()[0]!.state).toBe('running')
  step('08T06:00')
  expect(story).toEqual(['08T02:00 started', '08T04:10 overrun', '08T04:20 changed', '08T06:00 ended'])
})

test.each([
  ['with its times', {}],
  ['without them', { windows: [] }],
])('called off %s', (_, over) => {
  const { step, announce, story, all } = play()
  announce(night())
  step('01T10:00')
  announce(night({ status: 'cancelled', ...over }))
  step('02T10:00')
  step('08T02:00')
  expect(story).toEqual(['01T10:00 announced', '02T10:00 cancelled'])
  expect(all()[0]!.state).toBe('cancelled')
})

test('called over by the operator, and login still fails: it overruns from then on', () => {
  const { step, announce, story } = play()
  announce(night())
  step('08T02:00')
  announce(night({ status: 'completed', windows: [] }))
  step('08T03:00', { service: 'outage' })
  step('08T03:05', { service: 'outage' })
  expect(story).toEqual(['08T02:00 started', '08T03:05 overrun'])
})

test('the same work read in two places, or expected anyway, is one window', () => {
  const parsed = parseRecurrence('second tue 02:00')
  if ('problem' in parsed) throw new Error('unreadable')
  const monthly: RecurringMaintenance = {
    id: 'monthly',
    title: { ja: '月例', en: 'Monthly' },
    recurrence: { ...parsed.time, durationMs: 2 * HOUR, zone: 'Asia/Tokyo', onHoliday: 'same' },
    components: ['all'],
    url: null,
  }
  const { step, announce, story, all } = play([monthly])
  step('01T10:00')
  expect(all().map(({ plan }) => plan.origin)).toEqual(['recurring'])
  announce(night())
  step('02T10:00')
  // Another place tells the story on, under another name.
  announce(night({ id: 'other', windows: [{ startAt: at('08T02:10'), endAt: at('08T04:00'), approximate: true }] }))
  step('03T10:00')
  expect(all()).toHaveLength(1)
  expect(story).toEqual(['03T10:00 changed'])
  expect(all()[0]!.plan).toMatchObject({ notice: 'other' })
})

test('work that recurs is not announced, but people are reminded of it', () => {
  const parsed = parseRecurrence('wed 02:00')
  if ('problem' in parsed) throw new Error('unreadable')
  const recurrence = { ...parsed.time, durationMs: 2 * HOUR, zone: 'Asia/Tokyo', onHoliday: 'same' } as const
  const { step, story } = play([
    { id: 'w', title: { ja: '毎週', en: 'Weekly' }, recurrence, components: ['all'], url: null },
  ])
  for (const time of ['01T10:00', '02T01:45', '02T02:00', '02T04:00', '08T02:00', '09T02:00']) step(time)
  expect(story).toEqual([
    '02T01:45 reminder 15',
    '02T02:00 started',
    '02T04:00 ended',
    '08T02:00 reminder 1440',
    '09T02:00 started',
  ])
})

test('whatever happens, a window is told to begin before it ends, ends once, and nobody is reminded of the past', () => {
  const saying = fc.constantFrom<Omit<Saying, 'at'> | null>(
    {},
    { service: 'maintenance' },
    { service: 'outage' },
    { service: 'unknown' },
    null,
  )
  const form = fc.record({
    status: fc.constantFrom('scheduled', 'in_progress', 'completed', 'cancelled') as fc.Arbitrary<Notice['status']>,
    startHour: fc.integer({ min: 0, max: 40 }),
    hours: fc.integer({ min: 1, max: 6 }),
  })
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 240 }), saying, fc.option(form, { freq: 4 })), {
    minLength: 1,
    maxLength: 40,
  })
  fc.assert(
    fc.property(steps, (all) => {
      let windows: readonly KeptWindow[] = []
      let now = at('07T00:00')
      let notices: readonly Notice[] = []
      const told: string[] = []
      for (const [minutes, said, announced] of all) {
        now += minutes * MINUTE
        if (announced) {
          const startAt = at('07T00:00') + announced.startHour * HOUR
          notices = [
            maintenanceNotice({
              id: 'n',
              seenAt: now,
              startAt,
              endAt: startAt + announced.hours * HOUR,
              status: announced.status,
            }),
          ]
        }
        const plans = plansOf(notices, [], calendar, now)
        const step = stepWindows(windows, { plans, notices }, said && verdictSaying({ at: now, ...said }), now, times)
        for (const { kind, window, leadMs } of step.changes) {
          told.push(kind)
          if (leadMs !== null) {
            expect(window.plan.startAt).toBeGreaterThan(now)
            expect(window.plan.startAt - leadMs).toBeGreaterThan(window.knownAt)
          }
        }
        windows = step.windows
        expect(windows.filter((one) => !isWindowOver(one)).length).toBeLessThanOrEqual(1)
      }
      const phases = told
        .filter((kind) => kind !== 'kept')
        .map((kind) => (kind === 'ended' || kind === 'cancelled' ? 'E' : kind === 'announced' ? 'A' : 's'))
        .join('')
      expect(phases).toMatch(/^([As]s*E)*([As]s*)?E?$/)
    }),
    { numRuns: 300 },
  )
})
