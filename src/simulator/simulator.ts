import type { Clock } from '../platform/clock.ts'
import { type Bulletin, bulletinsOf } from './bulletins.ts'
import { createAuthorities, createSigningKey } from './certificates.ts'
import { chanceOf } from './chance.ts'
import { openControlEndpoint } from './control-endpoint.ts'
import { openDnsServer } from './dns-server.ts'
import { openForwardProxy } from './forward-proxy.ts'
import { postsOf } from './posts.ts'
import { openSite, type SiteServer } from './site-server.ts'
import { emptyCheckSite, textCheckSite } from './sites/control-sites.ts'
import { lineStatusSite } from './sites/line-status-site.ts'
import { noticeSite } from './sites/notice-site.ts'
import type { Asked, Page, Site } from './sites/page.ts'
import { postSite } from './sites/post-site.ts'
import { apiSite, loginSite, talkSite } from './sites/service-sites.ts'
import { weatherPageOf } from './sites/weather-page.ts'
import { type Spell, spellsAfter } from './spell.ts'
import { type ResolverName, SERVICE_SITES, SITES, type SiteName } from './weather.ts'
import { WEATHERS, type WeatherName } from './weathers.ts'

export interface SimulatorOptions {
  readonly clock: Clock
  /** A loopback address; 127.0.0.1 where left out. */
  readonly host?: string
  /** The first of fourteen ports in a row; 0 or left out: any free ones. The control endpoint has the first. */
  readonly port?: number
  readonly weather?: WeatherName
  /** How long a simulated minute takes: notices and posts come after so many of them. A real minute where left out. */
  readonly minuteMs?: number
  /** The same seed plays the same chances. */
  readonly seed?: number
}

/** A pretend LINE WORKS, the internet around it and a company in front of it, on loopback sockets. */
export interface Simulator {
  readonly host: string
  /** Origins of the sites, without a slash at the end. */
  readonly sites: Readonly<Record<SiteName, string>>
  /** Where the weather is changed. */
  readonly controlUrl: string
  readonly proxyUrl: string
  /** `address:port` of the name servers. */
  readonly resolvers: Readonly<Record<ResolverName, string>>
  /** PEM certificates that the company's computers trust: those of the service, of the internet and of the company's web filter. */
  readonly caPem: string
  weather(): WeatherName
  /** The weathers so far, oldest first. */
  spells(): readonly Spell[]
  /** What the notice site shows now, newest first. */
  bulletins(): readonly Bulletin[]
  /** Changes the weather; open connections are cut. Resolves when every host behaves accordingly. */
  setWeather(name: WeatherName): Promise<void>
  /** Calls back after each change, wherever it was asked for; returns how to stop listening. */
  onChange(listener: (name: WeatherName) => void): () => void
  /** Closes every port. */
  stop(): Promise<void>
}

const MINUTE_MS = 60_000
/** Partial trouble comes in runs of so many requests for one page: whoever tries again at once meets the same broken server. */
const RUN = 4
/** The sites that speak plain HTTP, so that a sign-in page of a network can put itself in their place. */
const PLAIN: readonly SiteName[] = ['empty-check', 'text-check']
const isService = (site: SiteName) => (SERVICE_SITES as readonly SiteName[]).includes(site)

/** Starts the pretend world; `stop` must be called. Where a port is taken, nothing stays open. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const running: Running[] = []
  const keep = <Server extends Running>(server: Server): Server => {
    running.push(server)
    return server
  }
  const stop = async () => {
    await Promise.all(running.splice(0).map((server) => server.stop()))
  }
  try {
    return await openWorld(options, keep, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

interface Running {
  stop(): Promise<void>
}

async function openWorld(
  options: SimulatorOptions,
  keep: <Server extends Running>(server: Server) => Server,
  stop: () => Promise<void>,
): Promise<Simulator> {
  const { clock, host = '127.0.0.1', minuteMs = MINUTE_MS, seed = 1 } = options
  const [authorities, signingKey] = await Promise.all([createAuthorities(host, clock.now()), createSigningKey()])
  let spells = spellsAfter([], options.weather ?? 'healthy', clock.now())
  const weather = () => spells.at(-1)!.weather

  const bulletins = () => bulletinsOf(spells, clock.now(), minuteMs)

  const portOf = (index: number) => (options.port ? options.port + index : 0)
  const servers = new Map<SiteName, SiteServer>()
  const originOf = (site: SiteName) => servers.get(site)!.origin
  const isHit = createPartialTrouble(seed)
  const answerOf =
    (site: SiteName) =>
    async (question: Asked, signal: AbortSignal): Promise<Page> => {
      const { share, delayMs, page } = WEATHERS[weather()].sites[site]
      const hit = isHit(`${site}${question.url.pathname}`, share)
      if (hit && delayMs > 0) await clock.sleep(delayMs, signal)
      const instead = hit
        ? weatherPageOf(page, { site, path: question.url.pathname, origin: originOf(site), minuteMs })
        : null
      return instead ?? own[site](question)
    }
  for (const [index, site] of SITES.entries()) {
    const { serviceCertificates, internetCertificates } = authorities
    const certificates = PLAIN.includes(site) ? null : isService(site) ? serviceCertificates : internetCertificates
    const answer = answerOf(site)
    servers.set(site, keep(await openSite({ clock, host, port: portOf(index + 1), certificates, answer })))
  }
  const origins = { login: originOf('login'), talk: originOf('talk') }
  const own: Readonly<Record<SiteName, Site>> = {
    login: loginSite(origins, signingKey),
    talk: talkSite(origins),
    api: apiSite,
    'empty-check': emptyCheckSite,
    'text-check': textCheckSite,
    'secure-check': textCheckSite,
    'line-status': lineStatusSite(() => spells, clock.now, minuteMs),
    notices: noticeSite(bulletins),
    posts: postSite(() => postsOf(spells, clock.now(), minuteMs, seed)),
  }

  const resolvers = {
    company: keep(await openDnsServer(host, portOf(SITES.length + 1))),
    public: keep(await openDnsServer(host, portOf(SITES.length + 2))),
  }
  const caPem = authorities.service.caPem + authorities.internet.caPem + authorities.filter.caPem
  const proxy = keep(
    await openForwardProxy({
      clock,
      host,
      port: portOf(SITES.length + 3),
      certificates: authorities.companyCertificates,
      ca: [caPem, authorities.inspection.caPem],
      destinationOf: (authority) => {
        const site = SITES.find((candidate) => originOf(candidate).endsWith(`://${authority}`))
        return site ? { host, port: servers.get(site)!.port, isService: isService(site) } : null
      },
    }),
  )

  const apply = async () => {
    const { sites, dns, proxy: ofProxy } = WEATHERS[weather()]
    resolvers.company.apply(dns.company)
    resolvers.public.apply(dns.public)
    await Promise.all([...SITES.map((site) => servers.get(site)!.apply(sites[site])), proxy.apply(ofProxy)])
  }
  const listeners = new Set<(name: WeatherName) => void>()
  // One change after the other: a port must not be opened and closed at once
  let changes = apply()
  const setWeather = (name: WeatherName) => {
    const change = async () => {
      const before = spells
      spells = spellsAfter(spells, name, clock.now())
      await apply()
      if (spells !== before) for (const listener of listeners) listener(name)
    }
    changes = changes.then(change, change)
    return changes
  }
  await changes

  const sites = Object.fromEntries(SITES.map((site) => [site, originOf(site)])) as Record<SiteName, string>
  const control = keep(
    await openControlEndpoint({ clock, host, port: portOf(0), weather, setWeather, urls: () => sites }),
  )
  return {
    host,
    sites,
    controlUrl: control.origin,
    proxyUrl: `http://${host}:${proxy.port}`,
    resolvers: { company: `${host}:${resolvers.company.port}`, public: `${host}:${resolvers.public.port}` },
    caPem,
    weather,
    spells: () => spells,
    bulletins,
    setWeather,
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      await changes.catch(() => {})
      await stop()
    },
  }
}

/** Tells whether a request for a page is among those that partial trouble hits. */
function createPartialTrouble(seed: number) {
  const counts = new Map<string, number>()
  return (place: string, share: number): boolean => {
    if (share >= 1) return true
    const count = counts.get(place) ?? 0
    counts.set(place, count + 1)
    return chanceOf(seed, place, Math.floor(count / RUN)) < share
  }
}
