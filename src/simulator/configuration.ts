import { CONTROL_DOMAIN, SERVICE_DOMAIN } from './dns-server.ts'
import type { Simulator } from './simulator.ts'
import { EMPTY_CHECK_PATH, TEXT_CHECK_BODY, TEXT_CHECK_PATH } from './sites/control-sites.ts'
import { NOTICE_PATHS, NOTICE_SELECTORS } from './sites/notice-site.ts'
import { POST_PATHS } from './sites/post-site.ts'
import { LOGIN_PATH } from './sites/service-sites.ts'

/** A target as it is written in a configuration file. */
export interface TargetEntry {
  readonly id: string
  readonly kind: string
  readonly role: string
  readonly component?: string
  readonly via?: 'direct' | 'proxy' | 'both'
  readonly title: { readonly ja: string; readonly en: string }
  readonly confirmed: boolean
  readonly source: string
  readonly options: Readonly<Record<string, unknown>>
}

const SOURCE = 'The simulator.'

/**
 * What to look at in the pretend world: the same questions as the shipped targets ask of the real one, under the same names.
 * Where the company has a proxy, everything goes through it, and two targets are looked at both ways.
 */
export function targetsOfSimulator(simulator: Simulator, behindProxy = true): readonly TargetEntry[] {
  const { sites, resolvers, host } = simulator
  const hosts = [hostOf(sites.login), hostOf(sites.talk)]
  const loginUrl = `${sites.login}${LOGIN_PATH}?accessUrl=${encodeURIComponent(`${sites.talk}/`)}`
  const [way, bothWays] = behindProxy ? (['proxy', 'both'] as const) : (['direct', 'direct'] as const)
  const target = (entry: Omit<TargetEntry, 'confirmed' | 'source' | 'title'>, ja: string, en: string): TargetEntry => ({
    ...entry,
    title: { ja, en },
    confirmed: true,
    source: SOURCE,
  })
  const login = { role: 'service', component: 'login' } as const
  const dns = (id: string, role: string, name: string, owner: 'company' | 'public') => ({
    id,
    kind: 'dns',
    role,
    ...(role === 'service' ? { component: 'login' } : {}),
    via: 'direct' as const,
    options: { name, resolver: [resolvers[owner]], owner },
  })
  const control = (id: string, via: TargetEntry['via'], options: TargetEntry['options']) => ({
    id,
    kind: 'control',
    role: 'control',
    ...(via ? { via } : {}),
    options,
  })
  const text = { status: 200, body: TEXT_CHECK_BODY }
  return [
    target(
      dns('login-dns', 'service', `login.${SERVICE_DOMAIN}`, 'company'),
      'ログインのホスト名（社内 DNS）',
      'Login host name (company DNS)',
    ),
    target(
      dns('login-dns-public', 'service', `login.${SERVICE_DOMAIN}`, 'public'),
      'ログインのホスト名（公開 DNS）',
      'Login host name (public DNS)',
    ),
    target(
      { id: 'login-tls', kind: 'tls', ...login, via: way, options: { host, port: portOf(sites.login) } },
      'ログインの証明書',
      'Login certificate',
    ),
    target(
      {
        id: 'login-page',
        kind: 'login-page',
        ...login,
        via: bothWays,
        options: { url: loginUrl, loginHost: hostOf(sites.login) },
      },
      'ログイン画面',
      'Login page',
    ),
    target(
      {
        id: 'login-redirect',
        kind: 'login-page',
        ...login,
        via: way,
        options: { url: `${sites.talk}/`, loginHost: hostOf(sites.login) },
      },
      'サービスからログイン画面への転送',
      'Redirect from a service to the login page',
    ),
    target(
      {
        id: 'openid',
        kind: 'openid',
        ...login,
        via: way,
        options: { url: `${sites.login}/.well-known/openid-configuration` },
      },
      '認証サーバーの設定情報',
      'Discovery document of the login server',
    ),
    target(
      {
        id: 'talk',
        kind: 'http',
        role: 'service',
        component: 'talk',
        via: way,
        options: { url: `${sites.talk}/`, statuses: [200, 302], hosts },
      },
      'トーク（ブラウザ版）',
      'Talk in the browser',
    ),
    target(
      {
        id: 'api',
        kind: 'api',
        role: 'service',
        component: 'api',
        via: way,
        options: { url: `${sites.api}/v1.0/users/me` },
      },
      'API ゲートウェイ',
      'API gateway',
    ),
    target(
      control('control-empty', bothWays, { url: `${sites['empty-check']}${EMPTY_CHECK_PATH}`, status: 204 }),
      '対照サイト（空の応答）',
      'Control site (empty answer)',
    ),
    target(
      control('control-text', way, { url: `${sites['text-check']}${TEXT_CHECK_PATH}`, ...text }),
      '対照サイト（一語の応答）',
      'Control site (one word)',
    ),
    target(
      control('control-secure', bothWays, { url: `${sites['secure-check']}${TEXT_CHECK_PATH}`, ...text }),
      '対照サイト（HTTPS）',
      'Control site (HTTPS)',
    ),
    target(
      dns('control-dns', 'control', `secure-check.${CONTROL_DOMAIN}`, 'company'),
      '対照のホスト名（社内 DNS）',
      'Control host name (company DNS)',
    ),
    target(
      dns('control-dns-public', 'control', `secure-check.${CONTROL_DOMAIN}`, 'public'),
      '対照のホスト名（公開 DNS）',
      'Control host name (public DNS)',
    ),
  ]
}

/** Where the pretend operator announces and people write, in the forms in which such places are found. */
export function sourcesOfSimulator({ sites }: Simulator) {
  const source = (id: string, kind: string, ja: string, en: string, options: Readonly<Record<string, unknown>>) => ({
    id,
    kind,
    title: { ja, en },
    intervalSeconds: 5,
    confirmed: true,
    source: SOURCE,
    options,
  })
  const { item, link, title, date, body } = NOTICE_SELECTORS
  return [
    source('notices', 'html-notices', 'お知らせページ', 'Notice pages', {
      url: sites.notices + NOTICE_PATHS.list,
      ...{ item, link, title, date, body },
    }),
    source('notice-wordpress', 'wordpress', 'お知らせ（WordPress）', 'Notices (WordPress)', {
      url: sites.notices + NOTICE_PATHS.wordpress,
    }),
    {
      ...source('line-platform', 'statuspage', 'LINE プラットフォーム', 'LINE platform', {
        url: sites['line-status'],
        components: { 'LINE Login': 'login' },
      }),
      correlated: true,
    },
    source('realtime-search', 'yahoo-realtime', 'リアルタイム検索', 'Realtime search', {
      url: sites.posts + POST_PATHS.search,
    }),
    source('mastodon', 'mastodon-tag', 'Mastodon', 'Mastodon', { instance: sites.posts }),
    source('notice-feed', 'feed', 'お知らせのフィード', 'Notice feed', { url: sites.notices + NOTICE_PATHS.rss }),
  ]
}

const hostOf = (origin: string) => new URL(origin).host
const portOf = (origin: string) => Number(new URL(origin).port)

export interface ConfigurationOptions {
  /** File that holds `simulator.caPem`. */
  readonly caFile: string
  /** File of the database. */
  readonly databaseFile: string
  /** Port of Dotchi itself; 0: any free one. */
  readonly port?: number
  /** Whether Dotchi looks through the company's proxy; it does where left out. */
  readonly behindProxy?: boolean
}

/** What a `dotchi.config.yaml` must say for Dotchi to watch the pretend world, and nothing else. */
export function configurationOf(simulator: Simulator, options: ConfigurationOptions) {
  const { caFile, databaseFile, port = 8787, behindProxy = true } = options
  return {
    organisation: 'Example',
    vantage: { id: 'demo', title: { ja: '練習用オフィス', en: 'Practice office' } },
    listen: { host: simulator.host, port },
    database: { url: `sqlite:${databaseFile}` },
    probing: { intervalSeconds: 5, timeoutSeconds: 3 },
    proxy: { url: behindProxy ? simulator.proxyUrl : 'none' },
    trust: { extraCaFiles: [caFile], expectedIssuers: ['Simulated DigiCert'] },
    replaceTargets: true,
    targets: targetsOfSimulator(simulator, behindProxy),
    reading: { allowPrivate: [simulator.host], snapshots: null },
    replaceSources: true,
    sources: sourcesOfSimulator(simulator),
  }
}
