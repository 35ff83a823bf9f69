import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { AUTHORITATIVE_ANSWER, decode, encode, type Packet } from 'dns-packet'
import type { DnsWeather } from './weather.ts'

/** Names under the reserved top level "test", which belongs to nobody. */
export const SERVICE_DOMAIN = 'works.test'
export const CONTROL_DOMAIN = 'internet.test'

const RCODES = { ok: 0, servfail: 2, nxdomain: 3 } as const
const TTL_SECONDS = 5

export interface DnsServer {
  readonly port: number
  apply(weather: DnsWeather): void
  stop(): Promise<void>
}

/** Starts a name server on UDP that knows the pretend hosts and nothing else; each has an A record and no AAAA. */
export async function openDnsServer(host: string, port: number): Promise<DnsServer> {
  let weather: DnsWeather = 'answer'
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  socket.on('message', (message, from) => {
    const answer = answerTo(message, weather, host)
    // The visitor may be gone; that is no business of a name server
    if (answer) socket.send(answer, from.port, from.address, () => {})
  })
  socket.bind(port, host)
  await once(socket, 'listening')
  return {
    port: socket.address().port,
    apply: (next) => {
      weather = next
    },
    stop: async () => {
      const closed = once(socket, 'close')
      socket.close()
      await closed
    },
  }
}

const isUnder = (name: string, domain: string) => name === domain || name.endsWith(`.${domain}`)

function answerTo(message: Buffer, weather: DnsWeather, host: string): Buffer | null {
  if (weather === 'silent') return null
  const query = decoded(message)
  const question = query?.questions?.[0]
  if (!query || !question) return null
  const name = question.name.toLowerCase()
  const isService = isUnder(name, SERVICE_DOMAIN)
  const isKnown = isService || isUnder(name, CONTROL_DOMAIN)
  const code = isService && weather !== 'answer' ? weather : isKnown ? 'ok' : 'nxdomain'
  const hasAddress = code === 'ok' && question.type === 'A' && !host.includes(':')
  const answers = hasAddress ? [{ type: 'A' as const, name: question.name, ttl: TTL_SECONDS, data: host }] : []
  const flags = AUTHORITATIVE_ANSWER | ((query.flags ?? 0) & 0x0100) | RCODES[code]
  return encode({ type: 'response', id: query.id ?? 0, flags, questions: [question], answers })
}

function decoded(message: Buffer): Packet | null {
  try {
    return decode(message)
  } catch {
    return null
  }
}
