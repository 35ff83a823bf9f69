import { expect, test } from 'vitest'
import type { Notice, NoticeWindow } from '../../../src/core/notice.ts'
import { type DatabaseName, emptyDatabase, openedStore } from '../../support/databases.ts'

const windowOf = (startAt: number | null, endAt: number | null): NoticeWindow => ({
  startAt,
  endAt,
  approximate: false,
})

const noticeOf = (id: string, readAt: number, more: Partial<Notice> = {}): Notice => ({
  id,
  source: 'status-page',
  kind: 'outage',
  status: 'investigating',
  components: ['login'],
  affectsLogin: true,
  windows: [],
  title: 'ログイン障害のお知らせ',
  url: 'https://example.com/1',
  publishedAt: 10,
  seenAt: readAt,
  updatedAt: readAt,
  ...more,
})

export function noticesContract(database: DatabaseName): void {
  const opened = async () => (await openedStore({ url: await emptyDatabase(database) })).notices

  test('tells what is new, what changed and what was read again', async () => {
    const notices = await opened()
    const first = noticeOf('a', 100)
    expect(await notices.upsert([first, noticeOf('b', 100)])).toMatchObject([{ change: 'new' }, { change: 'new' }])
    const [again] = await notices.upsert([noticeOf('a', 200)])
    expect(again).toEqual({ change: 'same', notice: { ...first, updatedAt: 200 }, before: first })
    const resolved = noticeOf('a', 300, { status: 'resolved' })
    const [changed] = await notices.upsert([resolved])
    expect(changed).toEqual({ change: 'changed', notice: resolved, before: { ...first, updatedAt: 200 } })
    expect(await notices.find('a')).toEqual(resolved)
    expect(await notices.history('a')).toEqual([{ ...first, updatedAt: 200 }, resolved])
    expect(await notices.find('c')).toBeNull()
  })

  test('the same notice with its fields in another order, or with text that cannot be kept, is no change', async () => {
    const notices = await opened()
    const odd = noticeOf('a', 100, { title: 'a\u0000\ud83d' })
    await notices.upsert([odd])
    const turned = Object.fromEntries(Object.entries(odd).reverse()) as unknown as Notice
    expect(await notices.upsert([turned])).toMatchObject([{ change: 'same' }])
    expect(await notices.history('a')).toHaveLength(1)
  })

  test('open are those that nobody called over', async () => {
    const notices = await opened()
    await notices.upsert([
      noticeOf('a', 100),
      noticeOf('b', 200, { kind: 'maintenance', status: 'scheduled' }),
      noticeOf('c', 300, { kind: 'maintenance', status: 'cancelled' }),
      noticeOf('d', 400, { status: 'resolved' }),
      noticeOf('e', 500, { kind: 'other', status: null }),
    ])
    expect((await notices.open()).map(({ id }) => id)).toEqual(['b', 'a'])
    await notices.upsert([noticeOf('a', 600, { status: 'resolved' })])
    expect((await notices.open()).map(({ id }) => id)).toEqual(['b'])
    expect((await notices.recent({ limit: 3 })).map(({ id }) => id)).toEqual(['a', 'e', 'd'])
    expect((await notices.recent({ sinceAt: 300, kind: 'outage' })).map(({ id }) => id)).toEqual(['a', 'd'])
  })

  test('windows are found by the time they touch', async () => {
    const notices = await opened()
    const kind = 'maintenance'
    await notices.upsert([
      noticeOf('late', 1, { kind, windows: [windowOf(500, 600)] }),
      noticeOf('early', 1, { kind, windows: [windowOf(100, 200), windowOf(900, 950)] }),
      noticeOf('open', 1, { kind: 'outage', windows: [windowOf(550, null)] }),
      noticeOf('none', 1, { kind, windows: [windowOf(null, null)] }),
    ])
    const during = async (fromAt: number, toAt: number) => (await notices.during({ fromAt, toAt })).map(({ id }) => id)
    expect(await during(150, 560)).toEqual(['early', 'late', 'open'])
    expect(await during(200, 500)).toEqual([])
    expect(await during(920, 930)).toEqual(['open', 'early'])
    expect((await notices.during({ fromAt: 0, toAt: 999, kind: 'outage' })).map(({ id }) => id)).toEqual(['open'])
    await notices.upsert([noticeOf('late', 2, { kind, windows: [windowOf(700, 710)] })])
    expect(await during(500, 540)).toEqual([])
  })
}
