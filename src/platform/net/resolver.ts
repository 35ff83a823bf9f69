import { lookup as getaddrinfo, Resolver as NodeResolver } from 'node:dns'
import { isIP } from 'node:net'
import type { Clock } from '../clock.ts'
import type { Resolved, ResolveRequest } from '../network.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import type { DnsAnswer } from './dns-answer.ts'
import { askDnsServer, dnsServerOf } from './dns-client.ts'
import { since } from './journey.ts'

export interface ResolverOptions {
  readonly clock: Clock
  /** Names with fixed addresses, before anybody is asked (as `curl --resolve`). */
  readonly hosts?: Readonly<Record<string, readonly string[]>>
  /** The system's DNS servers; where left out, those that it has at that moment. */
  readonly nameservers?: () => readonly string[]
  /** The system's own resolver; getaddrinfo where left out. */
  readonly system?: (name: string, family: 4 | 6 | null) => Promise<DnsAnswer>
}

export interface Resolver {
  resolve(request: ResolveRequest): Promise<Resolved>
  /** As this system resolves; IPv4 first where no family is asked for. */
  lookUp(name: string, family: 4 | 6 | null, deadline: Deadline): Promise<DnsAnswer>
}

/** The system's own resolver gets this long before its DNS servers are asked beside it. */
const HEAD_START_MS = 2_000
/** What the DNS servers get to tell a failure finer. */
const FINER_MS = 2_000

/**
 * Resolves as this system does, by getaddrinfo: only that knows the hosts file, the VPN and the company's own rules. It
 * says little about failures (NXDOMAIN and an empty answer are one, SERVFAIL and silence another), cannot be stopped,
 * and runs two at a time in a process, so that names behind a silent server hold up all others. Hence: one lookup at a
 * time per name, the DNS servers asked beside it when it is late, and asked after it for the finer class.
 */
export function createResolver(options: ResolverOptions): Resolver {
  const { clock, hosts = {}, nameservers = () => new NodeResolver().getServers(), system: ask = askSystem } = options
  const underWay = new Map<string, Promise<DnsAnswer>>()

  const shared = (name: string, family: 4 | 6 | null): Promise<DnsAnswer> => {
    const key = `${family ?? 0} ${name}`
    const known = underWay.get(key)
    if (known) return known
    const asked = ask(name, family).finally(() => underWay.delete(key))
    underWay.set(key, asked)
    return asked
  }

  const askServers = async (
    name: string,
    family: 4 | 6 | null,
    ms: number,
    signal: AbortSignal,
  ): Promise<DnsAnswer> => {
    const endsAt = clock.monotonic() + ms
    let last: DnsAnswer = { addresses: [], error: 'EAI_AGAIN', detail: 'no DNS server is configured' }
    for (const server of nameservers()) {
      for (const type of typesOf(family)) {
        const leftMs = endsAt - clock.monotonic()
        if (leftMs <= 0) return last
        last = await askDnsServer(clock, dnsServerOf(server), { name, type }, leftMs, signal)
        if (last.error !== 'ENODATA') break
      }
      if (last.error === null || last.error === 'ENOTFOUND' || last.error === 'ENODATA') return last
    }
    return last
  }

  const lookUp = async (name: string, family: 4 | 6 | null, deadline: Deadline): Promise<DnsAnswer> => {
    const fixed = fixedAddresses(hosts, name, family)
    if (fixed) return fixed
    const bare = name.replace(/\.$/, '')
    const { signal } = deadline
    const system = shared(name, family)
    const prompt = await deadline.race(firstWithin(clock, system, HEAD_START_MS))
    if (prompt?.error === null) return prompt
    const leftMs = deadline.remainingMs()
    if (prompt) return finer(prompt, await askServers(bare, family, Math.min(FINER_MS, leftMs * 0.9), signal))
    const servers = askServers(bare, family, leftMs * 0.9, signal)
    const first = await deadline.race(Promise.race([system, servers]))
    if (first.error === null) return first
    const told = await servers
    return finer(tells(told) ? first : await deadline.race(system), told)
  }

  const resolve = async (request: ResolveRequest): Promise<Resolved> => {
    const { name, type, resolver, timeoutMs, signal } = request
    const startedAt = clock.monotonic()
    signal?.throwIfAborted()
    const answer =
      resolver === null
        ? await resolveBySystem(lookUp, clock, request)
        : await askDnsServer(clock, dnsServerOf(resolver), { name: name.replace(/\.$/, ''), type }, timeoutMs, signal)
    return { ...answer, tookMs: since(clock, startedAt) }
  }

  return { resolve, lookUp }
}

async function resolveBySystem(lookUp: Resolver['lookUp'], clock: Clock, request: ResolveRequest): Promise<DnsAnswer> {
  const { name, type, timeoutMs, signal } = request
  const deadline = createDeadline(clock, timeoutMs, signal)
  try {
    return await lookUp(name, type === 'A' ? 4 : 6, deadline)
  } catch (thrown) {
    signal?.throwIfAborted()
    if (!deadline.signal.aborted) throw thrown
    return { addresses: [], error: 'EAI_AGAIN', detail: `no answer within ${timeoutMs} ms` }
  } finally {
    deadline.close()
  }
}

/** What the system said decides; the DNS servers only tell which kind of failure it was. */
function finer(system: DnsAnswer, servers: DnsAnswer): DnsAnswer {
  if (system.error === null) return system
  if (servers.error === null) return { ...system, detail: `${system.detail}, though its DNS servers know the name` }
  return tells(servers) ? servers : { ...system, detail: `${system.detail}; ${servers.detail}` }
}

/** Whether somebody answered, be it with a no. */
const tells = ({ error }: DnsAnswer): boolean =>
  error === null || error === 'ENOTFOUND' || error === 'ENODATA' || error === 'ESERVFAIL' || error === 'EREFUSED'

/** The promise's value, or null where it takes longer. */
function firstWithin<T>(clock: Clock, promise: Promise<T>, ms: number): Promise<T | null> {
  let cancel = () => {}
  const late = new Promise<null>((resolve) => {
    cancel = clock.after(ms, () => resolve(null))
  })
  return Promise.race([promise, late]).finally(() => cancel())
}

const typesOf = (family: 4 | 6 | null): readonly ('A' | 'AAAA')[] =>
  family === null ? ['A', 'AAAA'] : family === 4 ? ['A'] : ['AAAA']

function fixedAddresses(
  hosts: Readonly<Record<string, readonly string[]>>,
  name: string,
  family: 4 | 6 | null,
): DnsAnswer | null {
  const literal = name.replace(/^\[|\]$/g, '')
  const known = isIP(literal) ? [literal] : hosts[name.toLowerCase()]
  if (!known) return null
  const addresses = known.filter((address) => family === null || isIP(address) === family)
  if (addresses.length > 0) return { addresses, error: null }
  return { addresses: [], error: 'ENODATA', detail: `${name} has no IPv${family} address` }
}

function askSystem(name: string, family: 4 | 6 | null): Promise<DnsAnswer> {
  return new Promise((resolve) => {
    getaddrinfo(name, { all: true, family: family ?? 0, order: 'ipv4first' }, (error, found) => {
      if (!error) return resolve({ addresses: [...new Set(found.map(({ address }) => address))], error: null })
      const known = error.code === 'ENOTFOUND' || error.code === 'ENODATA' ? error.code : 'EAI_AGAIN'
      resolve({ addresses: [], error: known, detail: `getaddrinfo ${error.code ?? error.message}` })
    })
  })
}
