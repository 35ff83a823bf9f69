import type { Observation } from '../../../src/core/observation.ts'
import type { Target } from '../../../src/core/target.ts'
import { type DnsReply, type DnsServer, openDnsServer } from '../../support/dns-server.ts'
import { lookRound, type RoundPlan } from './round.ts'
import { shippedTargets } from './targets.ts'
import { HOST, openWorld, SITE_NAMES, WORKS, type World, type WorldOptions } from './world.ts'

/** Names and what a resolver says to them. */
export type Zone = Readonly<Record<string, DnsReply | 'silent'>>

/** Public addresses that a resolver hands out; nobody dials them, as the names are pinned to loopback. */
const PUBLIC = { works: '125.209.238.100', elsewhere: '142.250.196.99' } as const
export const HEALTHY_ZONE: Zone = Object.fromEntries(
  SITE_NAMES.map((site) => [
    HOST[site],
    { a: [(WORKS as readonly string[]).includes(site) ? PUBLIC.works : PUBLIC.elsewhere] },
  ]),
)

/** A company that looks at a world with the shipped targets. */
export interface Office extends AsyncDisposable {
  readonly world: World
  readonly company: DnsServer
  readonly public: DnsServer
  readonly targets: readonly Target[]
  look(change?: Partial<RoundPlan>): Promise<readonly Observation[]>
}

export interface OfficeOptions extends WorldOptions {
  readonly companyZone?: Zone
  readonly publicZone?: Zone
  /** Changes the shipped targets as a configuration would. */
  readonly change?: Parameters<typeof shippedTargets>[2]
}

export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const world = await openWorld(options)
  const company = await openDnsServer(options.companyZone ?? HEALTHY_ZONE)
  const outside = await openDnsServer(options.publicZone ?? HEALTHY_ZONE)
  const resolvers = { company: company.address, public: [outside.address] }
  const ownNames = (raw: Parameters<NonNullable<OfficeOptions['change']>>[0]) =>
    raw.options.resolver === 'system'
      ? { ...raw, options: { ...raw.options, resolver: [company.address], owner: 'company' } }
      : raw
  const targets = shippedTargets(world.ports, resolvers, (raw) =>
    (options.change ?? ((r) => r))(ownNames(raw) as typeof raw),
  )
  return {
    world,
    company,
    public: outside,
    targets,
    look: (change = {}) =>
      lookRound({ targets, hosts: world.hosts, extraCa: world.caPem, nameservers: [company.address], ...change }),
    async [Symbol.asyncDispose]() {
      await world[Symbol.asyncDispose]()
      await company[Symbol.asyncDispose]()
      await outside[Symbol.asyncDispose]()
    },
  }
}
