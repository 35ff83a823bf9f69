import { execFileSync } from 'node:child_process'
import type { Observation } from '../../../src/core/observation.ts'
import type { Target } from '../../../src/core/target.ts'
import { type DnsServer, openDnsServer } from '../../support/dns-server.ts'
import type { Zone } from './office.ts'
import { lookRound, type RoundPlan } from './round.ts'
import { shippedTargets } from './targets.ts'
import { HOST, openWorld, SITE_NAMES, type World, type WorldOptions } from './world.ts'

/** One command of iproute2, in the network of this process. */
export const ip = (command: string): void => void execFileSync('ip', command.split(' '))

/** The public addresses of the sites in a network of its own. */
export const ADDRESSES = Object.fromEntries(
  SITE_NAMES.map((site, index) => [
    site,
    site in { google: 0, microsoft: 0, mozilla: 0, apple: 0 }
      ? `142.250.196.${101 + index}`
      : `125.209.238.${101 + index}`,
  ]),
) as Record<(typeof SITE_NAMES)[number], string>
export const ZONE: Zone = Object.fromEntries(SITE_NAMES.map((site) => [HOST[site], { a: [ADDRESSES[site]] }]))
export const PUBLIC_RESOLVERS = ['1.1.1.1', '8.8.8.8']

export interface BranchOptions extends WorldOptions {
  /** What the company's resolver (127.0.0.1) and the public ones say. */
  readonly company?: Zone
  readonly outside?: Zone
}

/** An office in a network of its own: names are resolved by the system, and public addresses are really dialled. */
export interface Branch extends AsyncDisposable {
  readonly world: World
  readonly targets: readonly Target[]
  look(change?: Partial<RoundPlan>): Promise<readonly Observation[]>
}

export async function openBranch(options: BranchOptions = {}): Promise<Branch> {
  for (const address of [...Object.values(ADDRESSES), ...PUBLIC_RESOLVERS]) ip(`addr replace ${address}/32 dev lo`)
  const world = await openWorld({ addresses: ADDRESSES, ...options })
  const servers: DnsServer[] = [await openDnsServer(options.company ?? ZONE, { host: '127.0.0.1', port: 53 })]
  for (const host of PUBLIC_RESOLVERS) servers.push(await openDnsServer(options.outside ?? ZONE, { host, port: 53 }))
  const targets = shippedTargets(world.ports, { company: '127.0.0.1', public: PUBLIC_RESOLVERS })
  return {
    world,
    targets,
    look: (change = {}) => lookRound({ targets, hosts: {}, extraCa: world.caPem, timeoutMs: 6_000, ...change }),
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      for (const server of servers) await server[Symbol.asyncDispose]()
    },
  }
}
