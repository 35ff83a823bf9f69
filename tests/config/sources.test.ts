import { expect, test } from 'vitest'
import { sourceKindOf } from '../../src/sources/index.ts'
import { loaded, loadText, problemsOf } from '../support/config-files.ts'

const shipped = loaded(loadText(null)).config
const sourcesOf = (yaml: string) => loaded(loadText(yaml)).config.sources
const idsOf = (yaml: string) => sourcesOf(yaml).map(({ id }) => id)

test('what ships is announcements only: what people write is off, LINE is only for information', () => {
  expect(shipped.sources.length).toBeGreaterThan(2)
  expect(shipped.sources.every(({ kind }) => sourceKindOf(kind)?.reads === 'notices')).toBe(true)
  expect(shipped.sources.filter(({ correlated }) => correlated).map(({ id }) => id)).toEqual(['line-platform'])
  for (const { source, title } of shipped.sources) {
    expect(source).toBeTruthy()
    expect(title.ja).not.toBe('')
  }
})

test('a source is switched on and off, changed and added by its id', () => {
  expect(idsOf('sources: [{ id: mastodon, enabled: true }, { id: status-page, enabled: false }]')).toEqual(
    expect.arrayContaining(['mastodon']),
  )
  expect(idsOf('sources: [{ id: status-page, enabled: false }]')).not.toContain('status-page')
  const own = sourcesOf('sources: [{ id: own, kind: feed, options: { url: "https://example.com/f" } }]').at(-1)
  expect(own).toMatchObject({ id: 'own', title: { ja: 'own', en: 'own' }, intervalMs: 120_000, correlated: false })
  const slower = sourcesOf('sources: [{ id: lineworks-notices, intervalSeconds: 600, options: { item: li } }]')
  expect(slower.find(({ id }) => id === 'lineworks-notices')).toMatchObject({
    intervalMs: 600_000,
    options: { item: 'li', path: '/notice/' },
  })
})

test('replaceSources leaves out what ships', () => {
  expect(idsOf('replaceSources: true')).toEqual([])
})

test('a key comes from the environment, and is never shown', () => {
  const yaml = `sources: [{ id: x, enabled: true, options: { bearerToken: "\${X_KEY}" } }]`
  const { config, settings } = loaded(loadText(yaml, { X_KEY: 'top-secret' }))
  expect(config.sources.at(-1)?.options).toMatchObject({ bearerToken: 'top-secret', monthlyUsd: 5 })
  expect(JSON.stringify(settings)).not.toContain('top-secret')
  const plain = loaded(loadText('sources: [{ id: x, enabled: true, options: { bearerToken: plain-secret } }]'))
  expect(JSON.stringify(plain.settings)).not.toContain('plain-secret')
  const admin = loaded(loadText(null, { DOTCHI_ADMIN_TOKEN: 'an-admin-token-of-length' }))
  expect(admin.config.tokens.admin).toBe('an-admin-token-of-length')
  expect(JSON.stringify(admin.settings)).not.toContain('an-admin-token-of-length')
})

test.each([
  ['sources: [{ id: mastodn, enabled: true }]', 'no source "mastodn" ships with Dotchi'],
  ['sources: [{ id: a, kind: feeed }]', 'kind'],
  ['sources: [{ id: a, kind: feed, options: { url: "ftp://x" } }]', 'must be an http:// or https:// URL'],
  ['sources: [{ id: a, kind: feed, options: { url: "https://x.example", urll: 1 } }]', 'unknown key'],
  ['sources: [{ id: x, enabled: true }]', 'bearerToken'],
  ['sources: [{ id: x, enabled: maybe }]', 'must be true or false'],
  ['sources: [1]', 'must be a mapping'],
  ['sources: [{ id: mastodon, enabled: true }, { id: mastodon, enabled: false }]', 'stands twice'],
  ['sources: [{ id: lineworks-notices, intervalSeconds: 5 }]', 'must be at least 60 seconds'],
  ['reading: { allowPrivate: ["http://x/"] }', 'must be a host name'],
  ['tokens: { admin: short }', 'at least 20 characters'],
])('%s is told with its place', (yaml, said) => {
  const [problem, ...more] = problemsOf(loadText(yaml))
  expect(problem).toContain(said)
  expect(problem).toMatch(/^dotchi\.config\.yaml:\d+/)
  expect(more).toEqual([])
})

test('a host of the company may be read as often as it likes', () => {
  const yaml =
    'reading: { allowPrivate: [intra.example] }\nsources: [{ id: a, kind: feed, intervalSeconds: 5, options: { url: "https://intra.example/f" } }]'
  expect(sourcesOf(yaml).at(-1)?.intervalMs).toBe(5_000)
})
