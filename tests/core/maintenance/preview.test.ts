import { expect, test } from 'vitest'
import { USUAL_HOURS } from '../../../src/core/calendar.ts'
import { parseRecurrence } from '../../../src/core/maintenance/parse-recurrence.ts'
import { previewOf } from '../../../src/core/maintenance/preview.ts'
import type { RecurringMaintenance } from '../../../src/core/maintenance/recurrence.ts'
import { createCalendar } from '../../../src/platform/calendar/create-calendar.ts'

const calendar = createCalendar('Asia/Tokyo', USUAL_HOURS)
const at = (text: string) => Date.parse(`${text}+09:00`)

function work(id: string, text: string, hours: number): RecurringMaintenance {
  const parsed = parseRecurrence(text)
  if ('problem' in parsed) throw new Error(parsed.problem.en)
  const recurrence = { ...parsed.time, durationMs: hours * 3_600_000, zone: 'Asia/Tokyo', onHoliday: 'same' } as const
  return { id, title: { ja: id, en: id }, recurrence, components: ['all'], url: null }
}

test('the next ten are shown with what is planned at the same time', () => {
  const proxy = work('proxy', 'first wed 02:00', 4)
  const nightly = work('backup', 'wed 05:00', 2)
  const known = [
    {
      id: 'notice',
      title: { ja: '定期', en: 'planned' },
      startAt: at('2027-01-06T01:00:00'),
      endAt: at('2027-01-06T02:00:00'),
    },
    { id: 'open', title: { ja: '未定', en: 'open' }, startAt: at('2027-02-03T01:00:00'), endAt: null },
  ]
  const preview = previewOf(proxy, [proxy, nightly], known, calendar, at('2026-11-24T00:00:00'))
  expect(preview).toHaveLength(10)
  expect(preview.slice(0, 3).map(({ date, conflicts }) => [date, conflicts.map(({ id }) => id)])).toEqual([
    ['2026-12-02', ['backup']],
    // What ends when this begins does not collide with it.
    ['2027-01-06', ['backup']],
    ['2027-02-03', ['open', 'backup']],
  ])
})

test('work that goes on already collides as well', () => {
  const morning = work('morning', 'tue 08:00', 1)
  const night = work('night', 'mon 22:00', 12)
  const [first] = previewOf(morning, [night], [], calendar, at('2026-11-24T07:00:00'), 1)
  expect(first!.conflicts.map(({ id }) => id)).toEqual(['night'])
})
