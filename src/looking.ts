import type { Config } from './config.ts'
import type { Clock } from './platform/clock.ts'
import { localFamilies } from './platform/local-families.ts'
import type { Network } from './platform/network.ts'
import { createProxyChooser } from './platform/proxy-chooser.ts'
import { createBackOff } from './probes/back-off.ts'
import { DEFAULT_LIMITS, type LookContext, type Paths } from './probes/look.ts'
import { userAgentOf } from './probes/user-agent.ts'

/** Everything that looks from this machine share: for the service and for a single check alike. */
export interface Looking {
  readonly paths: Paths
  readonly context: LookContext
}

export interface LookingOptions {
  readonly clock: Clock
  readonly network: Network
  readonly version: string
  readonly signal?: AbortSignal
}

/** Puts the ways out of this machine and the network together, as the configuration says. */
export function createLooking(config: Config, { clock, network, version, signal }: LookingOptions): Looking {
  const proxies = createProxyChooser(config.proxy)
  const urlOf = (host: string, port: number) =>
    new URL(`${port === 80 ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${port}`)
  return {
    paths: {
      ...localFamilies(),
      proxyFor: ({ host, port }) => proxies.proxyFor(urlOf(host, port)),
      proxy: proxies.proxyFor(new URL('https://auth.worksmobile.com/')),
    },
    context: {
      network,
      clock,
      vantage: config.vantage.id,
      trust: config.trust,
      limits: { ...DEFAULT_LIMITS, timeoutMs: config.probing.timeoutMs },
      userAgent: userAgentOf(version, config.probing.contact),
      backOff: createBackOff(),
      repeatFailed: config.probing.repeatFailed,
      ...(signal ? { signal } : {}),
    },
  }
}
