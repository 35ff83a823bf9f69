import { expect, test } from 'vitest'
import type { Notice } from '../../src/core/notice.ts'
import { createNoticeBoard } from '../../src/sources/notice-board.ts'
import { loadNoticeWords } from '../../src/sources/notice-words.ts'
import type { NoticeItem } from '../../src/sources/source.ts'
import { NOW, sourceOf } from './rig.ts'

const words = loadNoticeWords()
const PAGE = sourceOf('html-notices', { url: 'https://example.com/notice/' })
const FEED = sourceOf('feed', { url: 'https://example.com/feed' })
const OTHER = sourceOf('feed', { url: 'https://line.example/feed' }, { id: 'line', correlated: true })
const MINUTE = 60_000

const boardWith = (known: readonly Notice[] = []) => createNoticeBoard({ words, known, turn: async () => {} })
const item = (title: string, body: string, changes: Partial<NoticeItem> = {}): NoticeItem => ({
  kind: 'notice',
  key: 'n1',
  url: 'https://example.com/notice/1/',
  title,
  publishedAt: NOW,
  document: { format: 'text', url: 'https://example.com/notice/1/', fetchedAt: NOW, title, body },
  ...changes,
})
const OPEN = item(
  '【障害】ログインできない事象について',
  '現在、ログインできない事象が発生しております。原因を調査しております。\n発生日時：2026年4月6日 9:55頃 〜',
)
const OVER = item(
  '【復旧済み】ログインできない事象について',
  '以下の障害は復旧いたしました。\n発生日時：2026年4月6日 9:55頃 〜 10:20頃',
)

test('says what is new once', async () => {
  const board = boardWith()
  const [notice] = await board.take([OPEN], PAGE, NOW)
  expect(notice).toMatchObject({
    kind: 'outage',
    status: 'investigating',
    affectsLogin: true,
    seenAt: NOW,
    source: PAGE.id,
  })
  expect(await board.take([OPEN], PAGE, NOW + MINUTE)).toEqual([])
})

test('an edit is the same notice, and keeps when it was first seen', async () => {
  const board = boardWith()
  const [first] = await board.take([OPEN], PAGE, NOW)
  const [second] = await board.take([OVER], PAGE, NOW + 30 * MINUTE)
  expect(second).toMatchObject({ id: first!.id, status: 'resolved', seenAt: NOW, updatedAt: NOW + 30 * MINUTE })
})

test('two places that tell of one event make one notice, and one that lags behind does not open it again', async () => {
  const board = boardWith()
  const [first] = await board.take([OPEN], PAGE, NOW)
  const told = await board.take([{ ...OPEN, key: 'guid' }], FEED, NOW + MINUTE)
  expect(told.map(({ id }) => id).filter((id) => id !== first!.id)).toEqual([])
  await board.take([OVER], PAGE, NOW + 30 * MINUTE)
  for (const minutes of [31, 33, 35]) {
    expect(await board.take([{ ...OPEN, key: 'guid' }], FEED, NOW + minutes * MINUTE)).toEqual([])
    expect(await board.take([OVER], PAGE, NOW + minutes * MINUTE)).toEqual([])
  }
})

test('an open notice that stands there for long is confirmed now and then', async () => {
  const board = boardWith()
  await board.take([OPEN], PAGE, NOW)
  const [again] = await board.take([OPEN], PAGE, NOW + 61 * MINUTE)
  expect(again).toMatchObject({ status: 'investigating', updatedAt: NOW + 61 * MINUTE, seenAt: NOW })
})

test('after a restart what was known goes on', async () => {
  const [first] = await boardWith().take([OPEN], PAGE, NOW)
  const [second] = await boardWith([first!]).take([OVER], PAGE, NOW + 30 * MINUTE)
  expect(second).toMatchObject({ id: first!.id, seenAt: NOW, status: 'resolved' })
})

test('what LINE WORKS only touches is never mixed with its own announcements', async () => {
  const board = boardWith()
  const [own] = await board.take([OPEN], PAGE, NOW)
  const [line] = await board.take([{ ...OPEN, key: 'x' }], OTHER, NOW)
  expect(line!.id).not.toBe(own!.id)
  expect([own!.correlated, line!.correlated]).toEqual([undefined, true])
})
