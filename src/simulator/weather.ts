import type { Culprit } from '../core/condition.ts'
import type { Text } from '../core/locale.ts'

/** The pretend hosts, each on a port of its own. The three checks are the control sites. */
export const SITES = [
  'login',
  'talk',
  'api',
  'empty-check',
  'text-check',
  'secure-check',
  'line-status',
  'notices',
  'posts',
] as const
export type SiteName = (typeof SITES)[number]

export const SERVICE_SITES = ['login', 'talk', 'api'] as const satisfies readonly SiteName[]

/** How one site behaves. The facets are independent of each other, so that a weather names only what is wrong. */
export interface SiteWeather {
  /**
   * `refused`: nobody listens, which on loopback shows within a millisecond, as when a firewall of the house refuses;
   * `hung-up`: cut after the time of a round trip, as by a far load balancer with nothing behind it;
   * `silent`: takes the connection and never says a word.
   */
  readonly connection: 'open' | 'refused' | 'hung-up' | 'silent'
  /** `inspected`: made by a device of the company that nobody trusts; `portal`: vouches for itself under another name. */
  readonly certificate: 'valid' | 'expired' | 'inspected' | 'portal'
  readonly page: PageKind
  /** Wait before the answer. */
  readonly delayMs: number
  /** Part of the requests that `page` and `delayMs` hit, 0 to 1; the others are answered as on a good day. */
  readonly share: number
}
export type PageKind = 'own' | 'blank' | 'error' | 'maintenance' | 'portal'

export const CALM: SiteWeather = { connection: 'open', certificate: 'valid', page: 'own', delayMs: 0, share: 1 }

/** What a DNS server says when asked for a name of the service; `silent` holds for every name. */
export type DnsWeather = 'answer' | 'nxdomain' | 'servfail' | 'silent'
export const RESOLVERS = ['company', 'public'] as const
export type ResolverName = (typeof RESOLVERS)[number]

/**
 * What the company's proxy does. `authenticate` 407 · `refuse` 403 with its own headers · `block-page` a page in place of
 * the service's, under a certificate that the company's computers trust · `inspect` reads along in every tunnel, under one that they
 * do not · `cut-off` has lost its line to the outside · `down` nobody listens.
 */
export type ProxyWeather = 'pass' | 'authenticate' | 'refuse' | 'block-page' | 'inspect' | 'cut-off' | 'down'

/** What the operator announces while the weather lasts; `line` is the platform of consumer LINE, on its own status page. */
export type Announcement =
  | {
      readonly kind: 'outage'
      /** As the notice names it, in Japanese. */
      readonly affected: string
      readonly symptom: string
      /** Simulated minutes from the beginning until the first word. */
      readonly afterMinutes: number
    }
  | { readonly kind: 'maintenance'; readonly phase: 'announced' | 'under-way' | 'overrun' }
  | { readonly kind: 'line'; readonly afterMinutes: number }

/** What people write in public, posts per simulated minute beside the everyday ones. */
export interface CrowdWeather {
  readonly about: 'works-down' | 'line-down' | 'maintenance' | 'nothing'
  readonly perMinute: number
}

/** One named state of the world, and whose fault it is. */
export interface Weather {
  readonly name: string
  readonly title: Text
  /** What happens, in one sentence. */
  readonly story: Text
  /** The right answer for somebody who looks from behind the simulated company network. */
  readonly truth: Culprit
  readonly sites: Readonly<Record<SiteName, SiteWeather>>
  readonly dns: Readonly<Record<ResolverName, DnsWeather>>
  readonly proxy: ProxyWeather
  readonly announcement: Announcement | null
  readonly crowd: CrowdWeather
}

/** What differs from a good day. */
export interface WeatherPlan extends Pick<Weather, 'title' | 'story' | 'truth'> {
  readonly sites?: Partial<Readonly<Record<SiteName, Partial<SiteWeather>>>>
  readonly dns?: Partial<Readonly<Record<ResolverName, DnsWeather>>>
  readonly proxy?: ProxyWeather
  readonly announcement?: Announcement
  readonly crowd?: CrowdWeather
}

/** Declares a weather: everything that the plan does not name is as on a good day. */
export function defineWeather(name: string, plan: WeatherPlan): Weather {
  const sites = Object.fromEntries(SITES.map((site) => [site, { ...CALM, ...plan.sites?.[site] }]))
  return {
    name,
    title: plan.title,
    story: plan.story,
    truth: plan.truth,
    sites: sites as Record<SiteName, SiteWeather>,
    dns: { company: 'answer', public: 'answer', ...plan.dns },
    proxy: plan.proxy ?? 'pass',
    announcement: plan.announcement ?? null,
    crowd: plan.crowd ?? { about: 'nothing', perMinute: 0 },
  }
}

/** The same difference at each of several sites. */
export const at = (sites: readonly SiteName[], weather: Partial<SiteWeather>): WeatherPlan['sites'] =>
  Object.fromEntries(sites.map((site) => [site, weather]))
