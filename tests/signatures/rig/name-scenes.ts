import { createServer } from 'node:https'
import type { Observation } from '../../../src/core/observation.ts'
import { createCertificateAuthority } from '../../../src/simulator/certificate-authority.ts'
import type { DnsReply } from '../../support/dns-server.ts'
import { type BranchOptions, ip, openBranch, ZONE } from './branch.ts'
import type { Zone } from './office.ts'
import { HOST, WORKS } from './world.ts'

export type Scene = () => Promise<readonly Observation[]>

/** A zone in which every name of LINE WORKS is answered so. */
const works = (reply: DnsReply | 'silent'): Zone => ({
  ...ZONE,
  ...Object.fromEntries(WORKS.map((site) => [HOST[site], reply])),
})
const silence: Zone = Object.fromEntries(Object.keys(ZONE).map((name) => [name, 'silent']))
const gone: DnsReply = { rcode: 'NXDOMAIN' }
const failing: DnsReply = { rcode: 'SERVFAIL' }

const scene =
  (options: BranchOptions, timeoutMs = 6_000): Scene =>
  async () => {
    await using branch = await openBranch(options)
    return await branch.look({ timeoutMs })
  }

/** The filter's own resolver answers with the filter's own address, where a block page stands (or nothing). */
const diverted =
  (address: string, hasPage: boolean): Scene =>
  async () => {
    ip(`addr replace ${address}/32 dev lo`)
    await using branch = await openBranch({ company: works({ a: [address] }) })
    if (!hasPage) return await branch.look()
    const filter = await createCertificateAuthority({ now: Date.now(), name: 'Aoyama Shoji Root 2031' })
    const server = createServer(await filter.issue({ names: ['block.example.co.jp'] }), (_, response) => response.end())
    await new Promise<void>((resolve) => server.listen(branch.world.ports.works, address, resolve))
    try {
      return await branch.look()
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }

/** What resolvers do: each scene runs by itself in a network of its own, with the system's real resolver. */
export const NAME_SCENES: Readonly<Record<string, Scene>> = {
  'names-fine': scene({}),
  'company-nxdomain': scene({ company: works(gone) }),
  'company-filtered': scene({ company: works({ ...gone, extended: { code: 17, text: 'filtered by policy' } }) }),
  'both-nxdomain': scene({ company: works(gone), outside: works(gone) }),
  'both-servfail': scene({ company: works(failing), outside: works(failing) }),
  'company-servfail': scene({ company: works(failing) }),
  'company-refused': scene({ company: works({ rcode: 'REFUSED' }) }),
  'all-silent': scene({ company: silence, outside: silence }, 4_000),
  'company-silent': scene({ company: silence }, 4_000),
  'public-silent': scene({ outside: silence }, 4_000),
  'private-address-with-block-page': diverted('10.9.8.7', true),
  'private-address-with-nobody': diverted('10.9.8.7', false),
  'sinkhole-on-this-machine': diverted('127.6.6.6', false),
  'diverted-to-another-public-address': diverted('203.104.1.7', true),
}
