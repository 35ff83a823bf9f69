import { createSocket } from 'node:dgram'
import { createServer } from 'node:net'
import { decode, encode, type Packet, streamEncode } from 'dns-packet'
import { portOf } from './faulty-server.ts'

export interface DnsReply {
  readonly rcode?: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'FORMERR'
  readonly a?: readonly string[]
  readonly aaaa?: readonly string[]
  /** Answers by way of an alias. */
  readonly cname?: string
  /** Over UDP the answer is cut and the asker sent to TCP. */
  readonly truncated?: boolean
  /** An extended error (RFC 8914). */
  readonly extended?: { readonly code: number; readonly text: string }
  /** Sent instead of an answer, over UDP. */
  readonly raw?: (query: Buffer) => Buffer[]
  /** This many questions over UDP are lost before the first is answered. */
  readonly lose?: number
}

/** A DNS server on loopback, UDP and TCP on one port. */
export interface DnsServer extends AsyncDisposable {
  /** `host:port` */
  readonly address: string
  /** `udp A example.test`, one entry a question. */
  readonly asked: readonly string[]
}

/** Opens a server with these names; `silent` never answers; a name that is not there does not exist. */
export async function openDnsServer(
  names: Readonly<Record<string, DnsReply | 'silent'>>,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<DnsServer> {
  const asked: string[] = []
  const lost = new Map<string, number>()
  const tcp = createServer((socket) => {
    socket
      .on('error', () => {})
      .on('data', (chunk) => {
        const query = chunk.subarray(2)
        const reply = replyTo('tcp', query)
        if (reply !== null && reply !== 'silent') socket.write(streamEncode(packetOf(query, reply)))
      })
  })
  await new Promise<void>((resolve, reject) => tcp.once('error', reject).listen(port, host, resolve))
  const udp = createSocket('udp4')
  udp.on('message', (query, { port, address }) => {
    const reply = replyTo('udp', query)
    if (reply === null || reply === 'silent') return
    const messages = reply.raw?.(query) ?? [encode(packetOf(query, reply, reply.truncated))]
    for (const message of messages) udp.send(message, port, address)
  })
  await new Promise<void>((resolve) => udp.bind(portOf(tcp), host, resolve))

  const replyTo = (transport: 'udp' | 'tcp', query: Buffer): DnsReply | 'silent' | null => {
    const { name, type } = decode(query).questions![0]!
    asked.push(`${transport} ${type} ${name}`)
    const reply = names[name] ?? { rcode: 'NXDOMAIN' as const }
    if (reply === 'silent' || transport === 'tcp') return reply
    const already = lost.get(name) ?? 0
    lost.set(name, already + 1)
    return already < (reply.lose ?? 0) ? null : reply
  }

  return {
    address: `${host}:${portOf(tcp)}`,
    asked,
    async [Symbol.asyncDispose]() {
      udp.close()
      await new Promise((resolve) => tcp.close(resolve))
    },
  }
}

const RCODES = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5 }
const TRUNCATED = 0x0200

/** The reply as a packet. Exported for tests that spoil it. */
export function packetOf(query: Buffer, reply: DnsReply, truncated = false): Packet {
  const { id, questions } = decode(query)
  const { name, type } = questions![0]!
  const owner = reply.cname ?? name
  const alias = reply.cname ? [{ type: 'CNAME' as const, name, data: reply.cname }] : []
  const data = type === 'A' ? reply.a : reply.aaaa
  const addresses = (data ?? []).map((address) => ({ type: type as 'A', name: owner, data: address }))
  return {
    type: 'response',
    id: id!,
    flags: RCODES[reply.rcode ?? 'NOERROR'] | (truncated ? TRUNCATED : 0),
    questions: questions!,
    answers: truncated ? [] : [...alias, ...addresses],
    additionals: reply.extended ? [optionOf(reply.extended)] : [],
  }
}

function optionOf({ code, text }: { code: number; text: string }) {
  const data = Buffer.alloc(2 + Buffer.byteLength(text))
  data.writeUInt16BE(code, 0)
  data.write(text, 2)
  return {
    type: 'OPT' as const,
    name: '.' as const,
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [{ code: 15, data }] as never,
  }
}
