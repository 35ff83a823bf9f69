import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Notice, NoticeStatus, NoticeWindow } from '../../../src/core/notice.ts'
import { maintenanceWindowsOf } from '../../../src/core/notices/maintenance-windows.ts'
import { mergeNotices } from '../../../src/core/notices/merge-notices.ts'
import { linkKeyOf } from '../../../src/core/notices/same-event.ts'
import { at } from './reading.ts'

const MINUTE = 60_000
const NOON = at('2026-06-05T12:00') as number
const window = (start: string | null, end: string | null, approximate = false): NoticeWindow => ({
  startAt: at(start),
  endAt: at(end),
  approximate,
})

const notice = (more: Partial<Notice> = {}): Notice => ({
  id: 'list:1',
  source: 'list',
  kind: 'outage',
  status: 'investigating',
  components: ['login'],
  affectsLogin: true,
  windows: [window('2026-06-05T09:05', null, true)],
  title: 'ログイン障害のお知らせ',
  url: 'https://line-works.com/notice/1/',
  publishedAt: null,
  seenAt: NOON,
  updatedAt: NOON,
  ...more,
})

const mergeAll = (notices: readonly Notice[]) =>
  notices.reduce<readonly Notice[]>((known, one) => mergeNotices(known, one).known, [])

describe('the same event told twice is one notice', () => {
  test('by link, whatever the words', () => {
    const feed = notice({
      id: 'feed:9',
      source: 'feed',
      title: '別の言い方',
      url: 'http://www.line-works.com/notice/1?utm_source=feed',
      windows: [],
      components: [],
    })
    const { known, before, changes, notice: merged } = mergeNotices([notice()], feed)
    expect(known).toHaveLength(1)
    expect(before).toEqual(notice())
    expect(changes).toEqual([])
    expect(merged.id).toBe('list:1')
  })
  test('by interval and component, where the link differs', () => {
    const mail = notice({
      id: 'mail:3',
      source: 'mail',
      url: null,
      windows: [window('2026-06-05T08:58', null)],
      components: ['login', 'talk'],
      status: 'identified',
    })
    const merged = mergeNotices([notice()], mail)
    expect(merged.known).toHaveLength(1)
    expect(merged.notice).toMatchObject({ id: 'list:1', status: 'identified', components: ['login', 'talk'] })
    expect(merged.changes.map(({ field }) => field)).toEqual(['status', 'components', 'windows'])
  })
  test('one event in two formats with the same intervals', () => {
    const windows = [
      window('2021-12-19T18:00', '2021-12-19T18:46', true),
      window('2021-12-19T21:20', '2021-12-19T22:26', true),
    ]
    const resolved = { status: 'resolved' as const, windows }
    expect(
      mergeAll([
        notice(resolved),
        notice({ ...resolved, id: 'list:2', url: 'https://line-works.com/old/2', title: 'LINEプラットフォーム障害' }),
      ]),
    ).toHaveLength(1)
  })
  test('but not other components, other times, or other kinds', () => {
    const others = [
      notice({ id: 'a', url: null, components: ['mail'], affectsLogin: false }),
      notice({ id: 'b', url: null, windows: [window('2026-06-05T11:30', null)] }),
      notice({ id: 'c', url: null, kind: 'maintenance', status: 'scheduled' }),
    ]
    expect(mergeAll([notice(), ...others])).toHaveLength(4)
  })
  test('the address of a feed, which all its entries carry, names nothing', () => {
    const url = 'https://line-works.com/feed'
    const [mail, talk] = [
      notice({ id: 'feed:1', source: 'feed', url, components: ['mail'] }),
      notice({ id: 'feed:2', source: 'feed', url, components: ['talk'] }),
    ]
    expect(mergeAll([mail, talk, notice({ url, components: ['board'] })])).toHaveLength(3)
  })
})

describe('what changes', () => {
  test('an edit replaces what was said, even backwards', () => {
    const resolved = notice({ status: 'resolved', windows: [window('2026-06-05T09:05', '2026-06-05T10:00', true)] })
    const again = notice({ seenAt: NOON + MINUTE, updatedAt: NOON + MINUTE })
    const { notice: merged, changes } = mergeNotices([resolved], again)
    expect(merged.status).toBe('investigating')
    expect(merged.seenAt).toBe(NOON)
    expect(changes.map(({ field }) => field)).toEqual(['status', 'windows'])
  })
  test('a slower place does not turn the story back', () => {
    const resolved = notice({ status: 'resolved', windows: [window('2026-06-05T09:05', '2026-06-05T10:00', true)] })
    const late = notice({ id: 'mail:1', source: 'mail', url: null, updatedAt: NOON + 5 * MINUTE })
    expect(mergeNotices([resolved], late).notice).toMatchObject({ status: 'resolved', windows: resolved.windows })
  })
  test('an extension keeps the start and takes the new end', () => {
    const planned = notice({
      kind: 'maintenance',
      status: 'scheduled',
      windows: [window('2026-06-08T01:00', '2026-06-08T05:00')],
    })
    const extended = notice({
      ...planned,
      id: 'x:2',
      source: 'x',
      url: null,
      status: 'in_progress',
      windows: [window('2026-06-08T01:00', '2026-06-08T07:00')],
      updatedAt: NOON + MINUTE,
    })
    expect(mergeNotices([planned], extended).notice).toMatchObject({ status: 'in_progress', windows: extended.windows })
  })
  test('work that is called off elsewhere is called off', () => {
    const planned = notice({
      kind: 'maintenance',
      status: 'scheduled',
      windows: [window('2026-06-08T01:00', '2026-06-08T05:00')],
    })
    const off = notice({ ...planned, id: 'x:2', source: 'x', url: null, status: 'cancelled' })
    expect(mergeNotices([planned], off).notice.status).toBe('cancelled')
  })
  test('two stories that turn out to be one are joined', () => {
    const list = notice({ windows: [], components: ['login'], publishedAt: NOON - 5 * 60 * MINUTE })
    const mail = notice({
      id: 'mail:1',
      source: 'mail',
      url: null,
      windows: [window('2026-06-05T09:05', null)],
      components: ['mail'],
    })
    const known = mergeAll([list, mail])
    expect(known).toHaveLength(2)
    const all = notice({
      id: 'feed:1',
      source: 'feed',
      url: list.url,
      components: ['all'],
      windows: [window('2026-06-05T09:00', null)],
    })
    const merged = mergeNotices(known, all)
    expect(merged.known).toHaveLength(1)
    expect(merged.absorbed).toHaveLength(1)
    expect(merged.notice.components).toEqual(['all'])
  })
})

const STATUSES: readonly NoticeStatus[] = ['investigating', 'identified', 'monitoring', 'resolved']
const tellings = fc.array(
  fc.record({
    source: fc.constantFrom('list', 'feed', 'mail'),
    key: fc.integer({ min: 1, max: 3 }),
    hour: fc.integer({ min: 0, max: 9 }),
    status: fc.constantFrom(...STATUSES),
    component: fc.constantFrom('login' as const, 'talk' as const, 'mail' as const),
  }),
  { maxLength: 12 },
)
const told = ({
  source,
  key,
  hour,
  status,
  component,
}: {
  source: string
  key: number
  hour: number
  status: NoticeStatus
  component: 'login' | 'talk' | 'mail'
}): Notice =>
  notice({
    id: `${source}:${key}`,
    source,
    url: null,
    status,
    components: [component],
    windows: [window(`2026-06-05T0${hour}:00`, null)],
  })

test('laws: telling twice changes nothing, no id is doubled, nothing that was told gets lost', () => {
  fc.assert(
    fc.property(tellings, (list) => {
      const notices = list.map(told)
      const known = mergeAll(notices)
      expect(new Set(known.map(({ id }) => id)).size).toBe(known.length)
      expect(known.length).toBeLessThanOrEqual(new Set(notices.map(({ id }) => id)).size)
      for (const one of known) {
        const again = mergeNotices(known, one)
        expect(again.changes).toEqual([])
        expect(again.known).toHaveLength(known.length - again.absorbed.length)
      }
      if (notices.length > 0) expect(known.length).toBeGreaterThan(0)
    }),
  )
})

test('links are compared without what changes from place to place', () => {
  expect(linkKeyOf('https://www.example.com/a/?utm_source=x#top')).toBe(linkKeyOf('http://example.com/a'))
  expect(linkKeyOf('https://example.com/a?id=1')).not.toBe(linkKeyOf('https://example.com/a?id=2'))
  expect(linkKeyOf(null)).toBeNull()
})

describe('announced work', () => {
  const work = (more: Partial<Notice> = {}): Notice =>
    notice({
      kind: 'maintenance',
      status: 'scheduled',
      components: ['all'],
      windows: [window('2026-06-08T01:00', '2026-06-08T05:00')],
      ...more,
    })
  const stateAt = (local: string, more: Partial<Notice> = {}) => {
    const [first] = maintenanceWindowsOf([work(more)], at(local) as number)
    return first && [first.state, first.confirmed]
  }
  test('goes from scheduled over in progress to completed by the clock', () => {
    expect(stateAt('2026-06-08T00:59')).toEqual(['scheduled', true])
    expect(stateAt('2026-06-08T01:00')).toEqual(['in_progress', false])
    expect(stateAt('2026-06-08T04:59', { status: 'in_progress' })).toEqual(['in_progress', true])
    expect(stateAt('2026-06-08T05:00')).toEqual(['completed', false])
    expect(stateAt('2026-06-08T04:00', { status: 'completed' })).toEqual(['completed', true])
  })
  test('is overrun while its operator calls it running after its end, for a day', () => {
    const running = { status: 'in_progress' as const, updatedAt: at('2026-06-08T05:30') as number }
    expect(stateAt('2026-06-08T05:40', running)).toEqual(['overrun', true])
    expect(stateAt('2026-06-08T05:40', { status: 'in_progress' })).toEqual(['overrun', false])
    expect(stateAt('2026-06-09T05:40', running)).toEqual(['completed', false])
  })
  test('without an end is believed for half a day; called off, it is none', () => {
    const open = { windows: [window('2026-06-08T01:00', null)] }
    expect(stateAt('2026-06-08T12:59', open)).toEqual(['in_progress', false])
    expect(stateAt('2026-06-08T13:00', open)).toEqual(['completed', false])
    expect(maintenanceWindowsOf([work({ status: 'cancelled' })], NOON)).toEqual([])
    expect(maintenanceWindowsOf([notice()], NOON)).toEqual([])
  })
  test('tells its scope, and comes in the order of time', () => {
    const windows = maintenanceWindowsOf(
      [
        work({ id: 'late', components: ['mail'], affectsLogin: false, windows: [window('2026-06-20T01:00', null)] }),
        work({ id: 'none', components: [] }),
      ],
      NOON,
    )
    expect(windows.map(({ notice: id, scope }) => [id, scope])).toEqual([
      ['none', 'unnamed'],
      ['late', 'some'],
    ])
  })
})
