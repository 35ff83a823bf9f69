import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loaded, loadText } from '../support/config-files.ts'

const config = (yaml: string | null, environment = {}) => loaded(loadText(yaml, environment)).config
const shipped = config(null)
const target = (yaml: string, id: string) => config(yaml).targets.find((candidate) => candidate.id === id)

test('without a file everything has a default, and LINE WORKS and its controls are watched', () => {
  const { alerts, ...others } = shipped
  expect(alerts).toMatchObject({
    channels: [],
    heartbeat: [],
    subscriptions: null,
    policy: { recipients: [], rules: [] },
  })
  expect({ ...others, targets: [], sources: [] }).toEqual({
    organisation: null,
    zone: 'Asia/Tokyo',
    locale: 'ja',
    vantage: { id: 'here', title: { ja: 'この場所', en: 'Here' } },
    listen: { host: '127.0.0.1', port: 8787, trustedProxies: [] },
    database: { url: 'sqlite:var/dotchi.db' },
    probing: { intervalMs: 30_000, timeoutMs: 4000, concurrency: 16, contact: null, repeatFailed: true },
    proxy: { https: null, http: null, noProxy: [], sparesLoopback: true },
    trust: { extraCa: [], expectedIssuers: [] },
    retention: { rawMs: 14 * 86_400_000, minuteMs: 90 * 86_400_000, hourMs: 730 * 86_400_000 },
    log: { level: 'info' },
    targets: [],
    reading: { enabled: true, allowPrivate: [], snapshots: 'var/snapshots' },
    sources: [],
    helpDesk: null,
    loginDomains: [],
    bots: [],
    directory: null,
    tokens: { admin: null, desk: null },
  })
  expect(shipped.targets.map(({ id }) => id)).toContain('login-page')
  expect(shipped.targets.filter(({ role }) => role === 'control').length).toBeGreaterThan(2)
})

test('an empty file, and one of comments alone, change nothing', () => {
  expect(config('')).toEqual(shipped)
  expect(config('# nothing\n')).toEqual(shipped)
})

test('a target of the same id changes single fields and single options', () => {
  const before = shipped.targets.find(({ id }) => id === 'login-page')!
  const after = target(
    'targets:\n  - id: login-page\n    via: both\n    options: { markers: [ようこそ] }',
    'login-page',
  )!
  expect(after).toEqual({ ...before, via: 'both', options: { ...before.options, markers: ['ようこそ'] } })
})

test('a new kind for a shipped target starts with no options', () => {
  const yaml = 'targets:\n  - id: cdn\n    kind: tcp\n    options: { host: 192.0.2.1, port: 443 }'
  expect(target(yaml, 'cdn')?.options).toEqual({ host: '192.0.2.1', port: 443 })
})

test('a target is dropped, others keep their order, and new ones come last', () => {
  const yaml = [
    'targets:',
    '  - { id: router, kind: tcp, role: gateway, options: { host: 192.0.2.1, port: 443 } }',
    '  - { id: cdn, enabled: false }',
    '  - { id: later, enabled: false, kind: tcp, options: { host: 192.0.2.2, port: 443 } }',
  ].join('\n')
  const ids = shipped.targets.map(({ id }) => id).filter((id) => id !== 'cdn')
  expect(config(yaml).targets.map(({ id }) => id)).toEqual([...ids, 'router'])
  expect(target(yaml, 'router')?.title).toEqual({ ja: 'router', en: 'router' })
})

test('replaceTargets starts from none', () => {
  const yaml = 'replaceTargets: true\ntargets:\n  - { id: a, kind: tcp, options: { host: 192.0.2.1, port: 443 } }'
  const result = loaded(loadText(yaml))
  expect(result.config.targets.map(({ id }) => id)).toEqual(['a'])
  expect(result.warnings.map(({ text }) => text.en)).toEqual([expect.stringMatching(/^there is no control site/)])
})

test('the environment wins over the file', () => {
  const yaml = 'listen: { host: 0.0.0.0, port: 80 }\nvantage: { id: osaka, title: 大阪 }\nlog: { level: warn }'
  const environment = {
    HOST: '127.0.0.2',
    PORT: '0',
    DATABASE_URL: 'postgres://db/x',
    LOG_LEVEL: 'debug',
    DOTCHI_VANTAGE: 'tokyo',
  }
  expect(config(yaml, environment)).toMatchObject({
    listen: { host: '127.0.0.2', port: 0 },
    database: { url: 'postgres://db/x' },
    log: { level: 'debug' },
    vantage: { id: 'tokyo', title: { ja: '大阪', en: '大阪' } },
  })
  // An empty variable is one that is not set.
  expect(config(yaml, { HOST: '', PORT: '' }).listen).toMatchObject({ host: '0.0.0.0', port: 80 })
})

test('an office without a title has its id for one', () => {
  expect(config('vantage: { id: nagoya }').vantage.title).toEqual({ ja: 'nagoya', en: 'nagoya' })
})

test('the proxy is that of the environment, of the file, or none', () => {
  const environment = { HTTPS_PROXY: 'proxy:3128', HTTP_PROXY: 'http://plain:80', NO_PROXY: 'a.example, b.example' }
  expect(config('proxy: { noProxy: [c.example] }', environment).proxy).toEqual({
    https: 'http://proxy:3128/',
    http: 'http://plain/',
    noProxy: ['c.example', 'a.example', 'b.example'],
    sparesLoopback: true,
  })
  expect(config('proxy: { url: none }', environment).proxy).toEqual({
    https: null,
    http: null,
    noProxy: [],
    sparesLoopback: false,
  })
  expect(config('proxy: { url: "http://own:8080" }', environment).proxy).toEqual({
    https: 'http://own:8080/',
    http: 'http://own:8080/',
    noProxy: [],
    sparesLoopback: false,
  })
  expect(config(null, { all_proxy: 'http://all:1' }).proxy).toMatchObject({
    https: 'http://all:1/',
    http: 'http://all:1/',
  })
})

test('seconds and days become milliseconds, whatever they are', () => {
  const seconds = fc.double({ min: 5, max: 3600, noNaN: true })
  const days = fc.integer({ min: 1, max: 3650 })
  fc.assert(
    fc.property(seconds, days, (interval, raw) => {
      const read = config(`probing: { intervalSeconds: ${interval} }\nretention: { rawDays: "${raw}" }`)
      expect(read.probing.intervalMs).toBe(interval * 1000)
      expect(read.retention.rawMs).toBe(raw * 86_400_000)
    }),
    { numRuns: 20 },
  )
})

test('public resolvers are asked in place of those that ship, and only there', () => {
  const yaml =
    'resolvers: { public: [9.9.9.9] }\ntargets:\n  - { id: control-dns-public, options: { resolver: [192.0.2.53] } }'
  const resolverOf = (id: string) => target(yaml, id)?.options.resolver
  expect(resolverOf('login-dns-public')).toEqual(['9.9.9.9'])
  expect(resolverOf('control-dns-public')).toEqual(['192.0.2.53'])
  expect(resolverOf('login-dns')).toBe('system')
})
