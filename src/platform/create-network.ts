import { isIP } from 'node:net'
import type { Clock } from './clock.ts'
import { dial } from './net/dial.ts'
import { type Answer, converse, noAnswer } from './net/http-exchange.ts'
import { type Journey, type JourneyRequest, timed, travel } from './net/journey.ts'
import { NetFailure } from './net/net-failure.ts'
import { openTunnel } from './net/proxy-tunnel.ts'
import { createResolver, type Resolver } from './net/resolver.ts'
import { shakeHands } from './net/tls-handshake.ts'
import { createTrustStore } from './net/trust-store.ts'
import type { ConnectRequest, ExchangeRequest, HandshakeRequest, Network } from './network.ts'

export interface NetworkOptions {
  readonly clock: Clock
  /** Names with fixed addresses, before anybody is asked (as `curl --resolve`): for drills and tests. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>
  /** The system's DNS servers; where left out, those that it has at that moment. */
  readonly nameservers?: () => readonly string[]
}

/**
 * Builds the network: every look has its own fresh connection, one deadline over all its phases, and the time of each.
 * Its promises reject only with the caller's own reason when the caller aborts, and with a programmer's mistake.
 */
export function createNetwork(options: NetworkOptions): Network {
  const { clock } = options
  const resolver = createResolver(options)
  const store = createTrustStore()

  return {
    resolve: (request) => resolver.resolve(request),

    connect: (request) =>
      travel(clock, request, async (journey) => {
        await openWay(journey, resolver, request)
      }),

    handshake: (request) =>
      travel(clock, request, async (journey) => {
        const socket = await openWay(journey, resolver, request)
        await shakeHands(journey, socket, { ...handshakeOf(request), store })
      }),

    async exchange(request) {
      const answer: Answer = noAnswer()
      const facts = await travel(clock, journeyOf(request), async (journey) => {
        const way = wayOf(request)
        const socket = await openWay(journey, resolver, way)
        const { trust } = request
        const isSecure = request.url.protocol === 'https:'
        const line = isSecure ? await shakeHands(journey, socket, { serverName: way.host, trust, store }) : socket
        await converse(journey, line, request, answer)
      })
      return { facts, ...answer }
    },
  }
}

interface Way extends Omit<ConnectRequest, 'timeoutMs'> {
  /** Whether a proxy has to open a tunnel; a plain request is handed to it as it is. */
  readonly tunnel?: boolean
  readonly userAgent?: string | undefined
  readonly admits?: ((address: string) => boolean) | undefined
}

/** Opens a socket to where the request goes, straight or through the proxy. Through a proxy, only its own name is resolved. */
async function openWay(journey: Journey, resolver: Resolver, way: Way) {
  const { route, host, port, tunnel = true } = way
  const next = route.via === 'proxy' ? { ...route.proxy, family: null } : way
  const addresses = await resolved(journey, resolver, next.host, next.family)
  if (route.via === 'direct') admit(addresses, way.admits)
  const socket = await timed(journey, 'connect', 'connect', () => dial(journey, addresses, next.port))
  if (route.via === 'proxy' && tunnel) {
    const target = `${host.includes(':') ? `[${host}]` : host}:${port}`
    await openTunnel(journey, socket, route.proxy, target, way.userAgent)
  }
  return socket
}

async function resolved(journey: Journey, resolver: Resolver, host: string, family: 4 | 6 | null) {
  const answer = await timed(journey, 'resolve', 'resolve', () => resolver.lookUp(host, family, journey.deadline))
  if (answer.error !== null) throw new NetFailure(answer.error, answer.detail)
  if (isIP(host)) journey.timings.resolve = null
  return answer.addresses
}

/** All of them: a name that also leads to an address that is not admitted is not to be trusted with the others. */
function admit(addresses: readonly string[], admits: Way['admits']): void {
  const refused = admits && addresses.find((address) => !admits(address))
  if (refused) throw new NetFailure('EHOSTUNREACH', `${refused} is not admitted`)
}

function wayOf(request: ExchangeRequest): Way {
  const { url, route, family, headers = {} } = request
  const isSecure = url.protocol === 'https:'
  const userAgent = Object.entries(headers).find(([name]) => name.toLowerCase() === 'user-agent')?.[1]
  return {
    // The URL keeps the brackets of an IPv6 address; everything below wants it bare.
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (isSecure ? 443 : 80),
    route,
    family,
    tunnel: isSecure,
    userAgent,
    admits: request.admits,
  }
}

const journeyOf = ({ route, limits, signal }: ExchangeRequest): JourneyRequest => ({
  route,
  timeoutMs: limits.timeoutMs,
  signal,
})

const handshakeOf = ({ serverName, trust }: HandshakeRequest) => ({ serverName, trust })
