import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nextDelayOf } from '../../src/jobs/read-sources.ts'
import type { Source } from '../../src/sources/source.ts'
import { GOOD_DAYS } from '../sources/pages.ts'
import { NOW, sourceOf } from '../sources/rig.ts'
import { openPlace, type Place } from '../support/place.ts'
import { openReadingRig } from './reading-rig.ts'

const MINUTE = 60_000
const PATHS = { list: '/notice/', api: '/api/v1/timelines/tag/LINEWORKS?limit=40' }

function openRig(place: Place, pick: (source: Source) => boolean, changes: { isMine?: boolean } = {}) {
  const sources = (['html-notices', 'mastodon-tag'] as const).map((kind) =>
    sourceOf(kind, GOOD_DAYS[kind]!.options(place.origin), { intervalMs: 2 * MINUTE }),
  )
  return openReadingRig(sources.filter(pick), changes)
}

const onlyNotices = ({ kind }: Source) => kind === 'html-notices'
const openGoodPlace = async () => {
  const place = await openPlace()
  for (const kind of ['html-notices', 'mastodon-tag'])
    Object.assign(place.answers, GOOD_DAYS[kind]!.answers(place.origin))
  return place
}

test('what is read is kept, shown, and handed to the judge once', async () => {
  await using place = await openGoodPlace()
  await using rig = await openRig(place, onlyNotices)
  expect(rig.reading.health()).toMatchObject([{ state: 'unread', lastAttemptAt: null }])
  expect(await rig.attended('html-notices')).toMatchObject({ state: 'readable', items: 2, reason: null })
  const { notices } = rig.reading.take()
  expect(notices.filter(({ kind }) => kind === 'outage')).toMatchObject([
    { status: 'investigating', affectsLogin: true },
  ])
  expect(rig.reading.take()).toEqual({ notices: [], posts: [] })
  expect(rig.reading.notices()).toMatchObject([{ kind: 'outage' }])
  expect(await rig.store.notices.open()).toMatchObject([{ kind: 'outage' }])
  expect(await rig.store.sources.all()).toMatchObject([{ source: 'html-notices', state: 'readable', items: 2 }])
})

test('what cannot be read any more is told, kept for repair, and takes nothing back', async () => {
  await using place = await openGoodPlace()
  await using rig = await openRig(place, onlyNotices)
  await rig.attended('html-notices')
  place.answers[PATHS.list] =
    '<!doctype html><html><head><title>お知らせ | サンプル</title></head><body><main>工事中</main></body></html>'
  const health = await rig.attended('html-notices')
  expect(health).toMatchObject({ state: 'unreadable', reason: 'no-items', items: 2 })
  expect(health.lastSuccessAt).toBeLessThan(health.lastAttemptAt!)
  expect(rig.reading.notices()).toMatchObject([{ kind: 'outage', status: 'investigating' }])
  expect(rig.told.map(({ state }) => state)).toEqual(['readable', 'unreadable'])
  await rig.reading.stop()
  const [file] = readdirSync(rig.snapshots)
  expect(readFileSync(join(rig.snapshots, file!), 'utf8')).toContain('工事中')
})

test('an announcement that goes on is followed, and its end is shown', async () => {
  await using place = await openGoodPlace()
  await using rig = await openRig(place, onlyNotices)
  await rig.attended('html-notices')
  rig.reading.take()
  place.answers['/notice/12/'] =
    '<main><h1>【復旧済み】ログインできない事象について</h1><div class="text"><p>以下の障害は復旧いたしました。</p><p>発生日時：2026年4月6日 9:05頃 〜 9:50頃</p></div></main>'
  await rig.attended('html-notices')
  expect(rig.reading.take().notices).toMatchObject([{ status: 'resolved', seenAt: expect.any(Number) }])
  expect(rig.reading.notices()).toMatchObject([{ status: 'resolved' }])
})

test('posts are counted, and those of mere mention are not', async () => {
  await using place = await openGoodPlace()
  await using rig = await openRig(place, ({ kind }) => kind === 'mastodon-tag')
  const at = new Date(NOW - MINUTE).toISOString()
  const status = (id: string, content: string) => ({
    id,
    created_at: at,
    content,
    account: { acct: id, bot: false },
    reblog: null,
  })
  place.answers[PATHS.api] = {
    body: JSON.stringify([status('1', 'LINE WORKS入れない'), status('2', 'LINE WORKS便利')]),
  }
  await rig.attended('mastodon-tag')
  expect(rig.reading.take().posts).toEqual([{ at: NOW - MINUTE, label: 'report' }])
  place.answers[PATHS.api] = { body: '[]' }
  expect(await rig.attended('mastodon-tag')).toMatchObject({ state: 'readable', items: 0 })
})

test('one that hangs or fails does not hold up the other', async () => {
  await using place = await openGoodPlace()
  place.answers[PATHS.list] = { status: 500, body: 'x' }
  await using rig = await openRig(place, () => true)
  await rig.attended('html-notices')
  expect(await rig.attended('mastodon-tag')).toMatchObject({ state: 'readable' })
  expect(rig.reading.health()[0]).toMatchObject({ state: 'unreadable', reason: 'server-error' })
})

test('a process that is not the reader asks nobody', async () => {
  await using place = await openGoodPlace()
  await using rig = await openRig(place, onlyNotices, { isMine: false })
  await rig.clock.advance(10 * MINUTE)
  expect(place.requests).toEqual([])
})

test('a notice of the administrator is known at once', async () => {
  await using place = await openGoodPlace()
  await using rig = await openRig(place, () => false)
  const notice = {
    ...({ id: 'm1', source: 'manual', title: 'Work', url: null, kind: 'maintenance', status: 'scheduled' } as const),
    ...({ components: ['all'], affectsLogin: true, publishedAt: NOW, seenAt: NOW, updatedAt: NOW } as const),
    windows: [{ startAt: NOW + MINUTE, endAt: null, approximate: false }],
  }
  await rig.reading.announce(notice)
  expect(rig.reading.notices()).toEqual([notice])
  expect(rig.reading.take().notices).toEqual([notice])
})

test('whoever cannot be read is asked less and less, up to half an hour', () => {
  const source = { id: 'x', intervalMs: 2 * MINUTE }
  const delays = [0, 1, 2, 3, 4, 5, 50].map((failures) => nextDelayOf(source, failures, NOW) / MINUTE)
  for (const [index, least] of [2, 2, 4, 8, 16, 30, 30].entries()) {
    expect(delays[index]).toBeGreaterThanOrEqual(least)
    expect(delays[index]).toBeLessThanOrEqual(least * 1.1)
  }
  expect(nextDelayOf({ id: 'x', intervalMs: 3_600_000 }, 9, NOW)).toBeGreaterThanOrEqual(3_600_000)
})
