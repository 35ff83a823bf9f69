import { execFileSync, spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Observation } from '../../../src/core/observation.ts'
import { openDnsServer } from '../../support/dns-server.ts'
import { ADDRESSES, ip, openBranch, PUBLIC_RESOLVERS, ZONE } from './branch.ts'
import type { Scene } from './name-scenes.ts'
import { lookRound } from './round.ts'
import { gatewayTarget, shippedTargets } from './targets.ts'
import { SITE_NAMES, type SiteName, WORKS, type World } from './world.ts'

/** Ports that nobody listens on here: what stands in the way lies before any port. */
const PORTS = { works: 443, elsewhere: 443, plain: 80 }
const GATEWAY = '192.168.77.1'
/** An address on the other end of a cable that nobody has: it never says which hardware address it has. */
const cable = (mac: boolean) => {
  ip('link add wan type veth peer name far')
  ip('link set far up')
  ip('addr add 192.168.77.2/24 dev wan')
  ip('link set wan up')
  // With a hardware address known, packets leave and are never heard of again; without, the kernel gives up on the gateway.
  if (mac) ip(`neigh replace ${GATEWAY} lladdr 02:00:00:00:00:01 dev wan nud permanent`)
  ip(`route add default via ${GATEWAY}`)
}

/** Looks with the shipped targets and a gateway from a machine that has names, but no world behind its cable. */
async function looksFromNowhere(timeoutMs: number): Promise<readonly Observation[]> {
  // The company's resolver answers from its memory: only then is anything dialled at all.
  await using _names = await openDnsServer(ZONE, { host: '127.0.0.1', port: 53 })
  const targets = [
    ...shippedTargets(PORTS, { company: '127.0.0.1', public: PUBLIC_RESOLVERS }),
    ...gatewayTarget(GATEWAY, 53),
  ]
  return await lookRound({ targets, hosts: {}, extraCa: [], timeoutMs })
}

/** The world as it is, but for the way to some sites. */
const without =
  (sites: readonly SiteName[], block: (address: string) => void, timeoutMs = 6_000): Scene =>
  async () => {
    await using branch = await openBranch()
    for (const site of sites) {
      ip(`addr del ${ADDRESSES[site]}/32 dev lo`)
      block(ADDRESSES[site])
    }
    return await branch.look({ timeoutMs })
  }

/** Everything goes over one line, in which others always have so many packets under way: whoever takes it stands behind those. */
async function overLine(rate: string, others: number): Promise<readonly Observation[]> {
  ip('link set lo mtu 1500')
  execFileSync('tc', ['qdisc', 'replace', 'dev', 'lo', 'root', 'tbf', 'rate', rate, 'burst', '4kb', 'latency', '20s'])
  await using branch = await openBranch()
  const other = createSocket('udp4')
  const send = () => other.send(Buffer.alloc(1_250), 9_999, '127.0.0.9', () => {})
  // One that has arrived is followed by the next.
  other.on('message', send)
  await new Promise<void>((resolve) => other.bind(9_999, '127.0.0.9', resolve))
  for (let packet = 0; packet < others; packet++) send()
  try {
    return await branch.look({ timeoutMs: 20_000 })
  } finally {
    other.close()
  }
}

/** IPv6 beside IPv4, each looked at by itself; nobody listens over IPv6 at the closed sites. */
const overBoth =
  (closed: readonly SiteName[]): Scene =>
  async () => {
    const addresses = SITE_NAMES.map((_, index) => `2001:db8::${index + 1}`)
    for (const address of addresses) ip(`addr replace ${address}/128 dev lo nodad`)
    await using branch = await openBranch({ ipv6: { addresses, closed } })
    const targets = branch.targets.map((target) =>
      target.kind === 'dns' ? target : { ...target, family: 'both' as const },
    )
    return await branch.look({ targets, hosts: branch.world.hosts, hasIpv6: true })
  }

/**
 * The world stands in a network of its own behind a router whose ends take nothing larger than 600 bytes, while both sides
 * believe in 1500: large packets vanish without a word, as behind a wrong MTU whose ICMP a firewall drops.
 */
async function behindNarrowWay(): Promise<readonly Observation[]> {
  const world = Object.values(ADDRESSES)
  for (const name of ['way', 'world']) ip(`netns add ${name}`)
  ip('link add office type veth peer name near netns way')
  ip('link add name beyond netns way type veth peer name world netns world')
  ip('addr add 10.77.0.1/24 dev office')
  ip('-n way addr add 10.77.0.2/24 dev near')
  ip('-n way addr add 10.77.1.1/24 dev beyond')
  ip('-n world addr add 10.77.1.2/24 dev world')
  for (const end of ['-n way link set near mtu 600', '-n way link set beyond mtu 600']) ip(end)
  // One segment a packet: what is to be cut only later would slip through.
  for (const end of ['link set office', '-n world link set world']) ip(`${end} gso_max_segs 1`)
  for (const end of ['link set office', '-n way link set near', '-n way link set beyond', '-n world link set world'])
    ip(`${end} up`)
  ip('-n world link set lo up')
  ip('-n world route add default via 10.77.1.1')
  ip('route add default via 10.77.0.2')
  for (const address of [...world, ...PUBLIC_RESOLVERS]) ip(`-n way route add ${address}/32 via 10.77.1.2`)
  ip('netns exec way sysctl -qw net.ipv4.ip_forward=1')
  const far = spawn('ip', ['netns', 'exec', 'world', process.execPath, join(import.meta.dirname, 'far-world.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(far.stdout, 'data')) as [Buffer]
    const { ports, caPem } = JSON.parse(String(line)) as Pick<World, 'ports' | 'caPem'>
    await using _names = await openDnsServer(ZONE, { host: '127.0.0.1', port: 53 })
    const targets = shippedTargets(ports, { company: '127.0.0.1', public: PUBLIC_RESOLVERS })
    return await lookRound({ targets, hosts: {}, extraCa: caPem, timeoutMs: 5_000 })
  } finally {
    far.kill()
  }
}

export const ROUTE_SCENES: Readonly<Record<string, Scene>> = {
  'no-network': () => looksFromNowhere(4_000),
  'gateway-gone': async () => {
    cable(false)
    return looksFromNowhere(6_000)
  },
  'nothing-comes-back': async () => {
    cable(true)
    return looksFromNowhere(3_000)
  },
  'no-route-to-works': without(WORKS, (address) => ip(`route add unreachable ${address}/32`)),
  'works-swallowed': async () => {
    cable(true)
    return without(WORKS, () => {}, 3_000)()
  },
  'line-with-room': () => overLine('40mbit', 0),
  'line-congested': () => overLine('600kbit', 20),
  'large-packets-vanish': behindNarrowWay,
  'ipv6-fine': overBoth([]),
  'ipv6-of-works-refused': overBoth(WORKS),
  'ipv6-of-all-refused': overBoth(SITE_NAMES),
  'ipv6-without-route': async () => {
    await using branch = await openBranch()
    // Names have IPv6 addresses, and this machine has no way there.
    const hosts = Object.fromEntries(
      Object.entries(branch.world.hosts).map(([name, four], index) => [name, [...four, `2001:db8:6::${index + 1}`]]),
    )
    const targets = branch.targets.map((target) =>
      target.kind === 'dns' ? target : { ...target, family: 'both' as const },
    )
    return await branch.look({ targets, hosts, hasIpv6: true })
  },
}
