import { systemClock } from '../../../src/platform/clock.ts'
import {
  type CertificateAuthority,
  type Credentials,
  createCertificateAuthority,
} from '../../../src/simulator/certificate-authority.ts'
import { openSite, type SiteServer } from '../../../src/simulator/site-server.ts'
import type { Asked, Page } from '../../../src/simulator/sites/page.ts'
import { CALM, type SiteWeather } from '../../../src/simulator/weather.ts'
import { type Ports, pagesOf } from './pages.ts'

/** The hosts that the shipped targets name; the first five are LINE WORKS. */
export const HOST = {
  auth: 'auth.worksmobile.com',
  dev: 'dev.worksmobile.com',
  talk: 'talk.worksmobile.com',
  api: 'www.worksapis.com',
  cdn: 'static.worksmobile.net',
  google: 'www.gstatic.com',
  microsoft: 'www.msftconnecttest.com',
  mozilla: 'detectportal.firefox.com',
  apple: 'captive.apple.com',
} as const
export type SiteName = keyof typeof HOST
export const SITE_NAMES = Object.keys(HOST) as readonly SiteName[]
export const WORKS = ['auth', 'dev', 'talk', 'api', 'cdn'] as const satisfies readonly SiteName[]
export const ELSEWHERE = ['google', 'microsoft', 'mozilla', 'apple'] as const satisfies readonly SiteName[]
export const isPlain = (site: SiteName): boolean => site === 'microsoft' || site === 'mozilla' || site === 'apple'
const isWorks = (site: SiteName) => (WORKS as readonly SiteName[]).includes(site)

/** The same for each of several sites. */
export const each = <Value>(sites: readonly SiteName[], value: Value): Partial<Record<SiteName, Value>> =>
  Object.fromEntries(sites.map((site) => [site, value]))

export type Answer = (asked: Asked, signal: AbortSignal) => Page | null | Promise<Page | null>

/** The site's own page, so many milliseconds later. */
export const late =
  (ms: number): Answer =>
  async (_, signal) => {
    await systemClock.sleep(ms, signal)
    return null
  }

export interface WorldOptions {
  /** What a site answers instead of its own page; null: its own after all. */
  readonly answers?: Partial<Record<SiteName, Answer>>
  readonly certificates?: Partial<Record<SiteName, Credentials>>
  readonly connections?: Partial<Record<SiteName, SiteWeather['connection']>>
  /** Where the sites listen; loopback addresses of this world's own where left out. */
  readonly addresses?: Partial<Record<SiteName, string>>
  /** The instant at which the world lives (certificates and Date headers), epoch milliseconds; that of this machine where left out. */
  readonly now?: number
  /** IPv6 addresses of this machine, one a site; at the closed ones nobody listens. */
  readonly ipv6?: { readonly addresses: readonly string[]; readonly closed: readonly SiteName[] }
}

/** LINE WORKS and four unrelated sites, on loopback sockets, under their real names. */
export interface World extends AsyncDisposable {
  readonly ports: Ports
  /** Name → address, for the network to pin. */
  readonly hosts: Readonly<Record<string, readonly string[]>>
  /** What the company's machines trust: the authorities of LINE WORKS and of the other sites. */
  readonly caPem: readonly string[]
  readonly service: CertificateAuthority
}

const DAY_MS = 86_400_000
let worlds = 0

/** Opens a world in which all is well but for what the options say. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { answers = {}, ipv6 } = options
  const aheadMs = (options.now ?? Date.now()) - Date.now()
  const now = Date.now() + aheadMs
  const [service, internet] = await Promise.all([
    createCertificateAuthority({ now, name: 'Simulated DigiCert CA' }),
    createCertificateAuthority({ now, name: 'Simulated Sectigo CA' }),
  ])
  worlds += 1
  const net = `127.${100 + (process.pid % 100)}.${worlds % 250}`
  const open: SiteServer[] = []
  const close = async () => void (await Promise.all(open.splice(0).map((site) => site.stop())))
  const ports: Ports = { works: 0, elsewhere: 0, plain: 0 }
  const pages = pagesOf(ports)
  const listen = async (site: SiteName, host: string, connection: SiteWeather['connection']) => {
    const ofPort = isPlain(site) ? 'plain' : isWorks(site) ? 'works' : 'elsewhere'
    const own =
      options.certificates?.[site] ?? (await (isWorks(site) ? service : internet).issue({ names: [HOST[site]] }))
    const certificates = isPlain(site) ? null : { valid: own, expired: own, inspected: own, portal: own }
    const answer = async (asked: Asked, signal: AbortSignal) => {
      const page = (await answers[site]?.(asked, signal)) ?? pages[site](asked)
      return { ...page, headers: { date: new Date(Date.now() + aheadMs).toUTCString(), ...page.headers } }
    }
    const server = await openSite({ clock: systemClock, host, port: ports[ofPort], certificates, answer })
    open.push(server)
    ports[ofPort] = server.port
    if (connection !== 'open') await server.apply({ ...CALM, connection })
  }
  try {
    for (const [index, site] of SITE_NAMES.entries()) {
      await listen(site, addressOf(site, index), options.connections?.[site] ?? 'open')
      const six = ipv6?.addresses[index]
      if (six) await listen(site, six, ipv6.closed.includes(site) ? 'refused' : 'open')
    }
  } catch (thrown) {
    await close()
    throw thrown
  }
  function addressOf(site: SiteName, index: number) {
    return options.addresses?.[site] ?? `${net}.${index + 1}`
  }
  return {
    ports,
    hosts: Object.fromEntries(
      SITE_NAMES.map((site, index) => [
        HOST[site],
        [addressOf(site, index), ...(ipv6?.addresses.slice(index, index + 1) ?? [])],
      ]),
    ),
    caPem: [service.caPem, internet.caPem],
    service,
    [Symbol.asyncDispose]: close,
  }
}

export const daysAgo = (days: number): number => Date.now() - days * DAY_MS
