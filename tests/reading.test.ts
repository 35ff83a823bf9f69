import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { PACKAGE_DATA, readFromDisk } from '../src/config/from-disk.ts'
import { loadConfig } from '../src/config.ts'
import { type Clock, systemClock } from '../src/platform/clock.ts'
import { createNetwork } from '../src/platform/create-network.ts'
import { createLogger } from '../src/platform/logger.ts'
import { openReading } from '../src/reading.ts'
import type { SourceHealth } from '../src/sources/health.ts'
import { openStore } from '../src/store/open.ts'
import { createFakeClock } from './support/fake-clock.ts'
import { openPlace, type Place } from './support/place.ts'
import { openTemporaryDirectory } from './support/temporary-directory.ts'

const logger = createLogger({ level: 'silent', format: 'json' })
const POSTS = '/api/v1/timelines/tag/LINEWORKS?limit=40'
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })

const listPage = (rows: string) => `<!doctype html><title>お知らせ</title><main><ul class="list">${rows}</ul></main>`
const row = (id: number, title: string) =>
  `<li><time datetime="${new Date(Date.now() - id * 60_000).toISOString()}"></time><a href="/notice/${id}/">${title}</a></li>`
const PAGE =
  '<main><h1>【障害】ログインできない事象について</h1><p>現在、ログインできない事象が発生しております。原因を調査しております。</p></main>'

async function openGoodPlace(): Promise<Place> {
  const post = (id: string, content: string) => ({
    ...{ id, content, created_at: new Date(Date.now() - 1_000).toISOString(), account: { acct: id }, reblog: null },
  })
  return openPlace({
    '/notice/': listPage(row(1, '【障害】ログインできない事象について') + row(2, 'セミナーのご案内')),
    '/notice/1/': PAGE,
    [POSTS]: json([post('a', 'LINE WORKSにログインできない'), post('b', 'LINE WORKSのスタンプかわいい')]),
  })
}

interface Changes {
  readonly reading?: Readonly<Record<string, unknown>>
  readonly isMine?: boolean
  readonly intervalSeconds?: number
  readonly clock?: Clock
}

/** What the service starts to read the places of `place`, every second. */
async function openService(place: Place, directory: string, more: Changes = {}) {
  const { reading: changes = {}, isMine = true, intervalSeconds = 1, clock = systemClock } = more
  const source = (id: string, kind: string, options: Readonly<Record<string, unknown>>) => ({
    ...{ id, kind, options, title: { ja: id, en: id }, intervalSeconds, confirmed: true, source: 'This test.' },
  })
  const written = {
    vantage: { id: 'here', title: { ja: 'ここ', en: 'Here' } },
    database: { url: 'sqlite::memory:' },
    proxy: { url: 'none' },
    reading: { allowPrivate: ['127.0.0.1'], snapshots: `${directory}/snapshots`, ...changes },
    replaceSources: true,
    sources: [
      source('pages', 'html-notices', { url: `${place.origin}/notice/`, item: 'ul.list > li' }),
      source('posts', 'mastodon-tag', { instance: place.origin }),
    ],
  }
  const file = `${directory}/dotchi.config.yaml`
  const readFile: typeof readFromDisk = (path) => (path === file ? { text: stringify(written) } : readFromDisk(path))
  const loaded = loadConfig({ file, environment: {}, readFile, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  const store = await openStore({ url: 'sqlite::memory:', clock, logger })
  const told: SourceHealth[] = []
  const parts = { clock, network: createNetwork({ clock }), version: 'test', store, logger }
  const reading = await openReading(loaded.config, {
    ...parts,
    isMine: async () => isMine,
    isCalm: () => true,
    onReading: (health) => void told.push(health),
  })
  return {
    ...{ reading, store, told },
    async until(isReached: () => boolean, what: string) {
      for (let i = 0; i < 600 && !isReached(); i++) await new Promise((go) => setTimeout(go, 50))
      if (!isReached()) throw new Error(`${what} did not come: ${JSON.stringify(reading.health())}`)
    },
    async [Symbol.asyncDispose]() {
      await reading.stop()
      await store.close()
    },
  }
}
const states = (service: { readonly reading: { health(): readonly SourceHealth[] } }) =>
  service.reading.health().map(({ state }) => state)

test('every configured place is read; notices and posts are understood, kept and handed on once', async () => {
  await using directory = await openTemporaryDirectory()
  await using place = await openGoodPlace()
  await using service = await openService(place, directory.path)
  await service.until(() => states(service).every((state) => state === 'readable'), 'the first readings')
  const { notices, posts, usualPosts } = service.reading.take()
  expect(notices.filter(({ kind }) => kind === 'outage')).toMatchObject([{ affectsLogin: true, source: 'pages' }])
  expect(posts.map(({ label }) => label)).toEqual(['report'])
  expect(usualPosts).toBeCloseTo(3 / 60)
  expect(service.reading.take()).toMatchObject({ notices: [], posts: [] })
  expect(service.reading.notices()).toMatchObject([{ kind: 'outage' }])
  expect(await service.store.notices.open()).toMatchObject([{ kind: 'outage' }])
  expect(new Set(service.told.map(({ source }) => source))).toEqual(new Set(['pages', 'posts']))
  for (const { path, headers } of place.requests) expect(`${path} ${headers['user-agent']}`).toContain('Dotchi/test')
}, 60_000)

test('what cannot be read says so, keeps a copy for repair, and leaves what was known', async () => {
  await using directory = await openTemporaryDirectory()
  await using place = await openGoodPlace()
  await using service = await openService(place, directory.path)
  await service.until(() => states(service).every((state) => state === 'readable'), 'the first readings')
  place.answers['/notice/'] = '<!doctype html><title>Just a moment...</title><main>Checking</main>'
  await service.until(() => states(service)[0] === 'unreadable', 'the unreadable page')
  expect(service.reading.health()[0]).toMatchObject({ reason: 'challenge', items: 2 })
  expect(states(service)[1]).toBe('readable')
  expect(service.reading.notices()).toMatchObject([{ kind: 'outage', status: 'investigating' }])
  await service.reading.stop()
  expect(readdirSync(`${directory.path}/snapshots`)).toHaveLength(1)
}, 60_000)

test('private addresses are not read unless they are allowed', async () => {
  await using directory = await openTemporaryDirectory()
  await using place = await openGoodPlace()
  await using service = await openService(place, directory.path, { reading: { allowPrivate: [] }, intervalSeconds: 60 })
  await service.until(() => states(service).every((state) => state === 'unreadable'), 'the refusal')
  expect(service.reading.health().map(({ reason }) => reason)).toEqual(['private-address', 'private-address'])
  expect(place.requests).toEqual([])
}, 60_000)

test('where reading is off, or another process reads, nobody is asked', async () => {
  await using directory = await openTemporaryDirectory()
  await using place = await openGoodPlace()
  const clock = createFakeClock()
  await using off = await openService(place, directory.path, { reading: { enabled: false }, clock })
  await using other = await openService(place, directory.path, { isMine: false, clock })
  expect(off.reading.health()).toEqual([])
  await clock.advance(600_000)
  expect(states(other)).toEqual(['unread', 'unread'])
  expect(place.requests).toEqual([])
}, 60_000)
