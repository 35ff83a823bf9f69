import { randomInt } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createConnection, isIPv6 } from 'node:net'
import { type DecodedPacket, decode, encode, RECURSION_DESIRED, streamEncode } from 'dns-packet'
import type { Clock } from '../clock.ts'
import { createDeadline, type Deadline } from './deadline.ts'
import { type DnsAnswer, type DnsQuestion, dnsAnswerOf, isReplyTo } from './dns-answer.ts'

export interface DnsServer {
  readonly host: string
  readonly port: number
}

const DNS_PORT = 53
/** Fits every path without fragments (https://dnsflagday.net/2020/). */
const UDP_PAYLOAD_BYTES = 1232
/** The question is put again where no answer came: at most three times in all. */
const ATTEMPTS = 3

/** Reads `1.1.1.1`, `1.1.1.1:5353`, `2001:db8::1` or `[2001:db8::1]:5353`. Throws on anything else. */
export function dnsServerOf(text: string): DnsServer {
  if (isIPv6(text)) return { host: text, port: DNS_PORT }
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(text)
  const host = match?.[1] ?? match?.[2]
  const port = Number(match?.[3] ?? DNS_PORT)
  if (!host || port < 1 || port > 65_535) throw new TypeError(`not the address of a DNS server: ${text}`)
  return { host, port }
}

/** Asks one DNS server itself: over UDP, and over TCP where the answer was cut. Never rejects for the world's reasons. */
export async function askDnsServer(
  clock: Clock,
  server: DnsServer,
  question: DnsQuestion,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<DnsAnswer> {
  const deadline = createDeadline(clock, timeoutMs, signal)
  try {
    signal?.throwIfAborted()
    const reply = await askOverUdp(clock, server, question, timeoutMs, deadline)
    return dnsAnswerOf(reply.flag_tc ? await askOverTcp(server, question, deadline) : reply, question)
  } catch (thrown) {
    signal?.throwIfAborted()
    return unreachable(thrown, server)
  } finally {
    deadline.close()
  }
}

function unreachable(thrown: unknown, server: DnsServer): DnsAnswer {
  const { code } = thrown as NodeJS.ErrnoException
  if (!(thrown instanceof Error) || typeof code !== 'string') throw thrown
  const error = code === 'ENETUNREACH' || code === 'EHOSTUNREACH' ? code : 'EAI_AGAIN'
  return { addresses: [], error, detail: `${code} ${server.host}:${server.port}` }
}

function askOverUdp(
  clock: Clock,
  server: DnsServer,
  question: DnsQuestion,
  timeoutMs: number,
  deadline: Deadline,
): Promise<DecodedPacket> {
  const id = randomInt(0x1_0000)
  const query = encode({ ...queryOf(question, id) })
  const socket = createSocket(isIPv6(server.host) ? 'udp6' : 'udp4')
  let cancel = () => {}
  const answered = new Promise<DecodedPacket>((resolve, reject) => {
    const send = (left: number) => {
      socket.send(query, (error) => error && reject(error))
      if (left > 1) cancel = clock.after(timeoutMs / ATTEMPTS, () => send(left - 1))
    }
    socket.on('error', reject)
    // What is no answer to this question (a late, a forged or a broken one) is passed over.
    socket.on('message', (message) => {
      const reply = readPacket(message)
      if (reply && isReplyTo(reply, question, id)) resolve(reply)
    })
    // A connected socket hears this server only, and hears when nobody listens there.
    socket.connect(server.port, server.host, (error?: Error) => (error ? reject(error) : send(ATTEMPTS)))
  })
  return deadline.race(answered).finally(() => {
    cancel()
    socket.close()
  })
}

function askOverTcp(server: DnsServer, question: DnsQuestion, deadline: Deadline): Promise<DecodedPacket> {
  const id = randomInt(0x1_0000)
  const socket = createConnection({ ...server, autoSelectFamily: false })
  const answered = new Promise<DecodedPacket>((resolve, reject) => {
    let received = Buffer.alloc(0)
    socket.on('error', reject)
    socket.on('close', () => reject(new UnreadableReply()))
    socket.on('connect', () => socket.write(streamEncode(queryOf(question, id))))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return
      const reply = readPacket(received.subarray(2))
      if (reply && isReplyTo(reply, question, id)) resolve(reply)
      else reject(new UnreadableReply())
    })
  })
  return deadline.race(answered).finally(() => socket.destroy())
}

/** Over TCP there is one reply only: when it is none, there is no answer. */
class UnreadableReply extends Error {
  readonly code = 'EBADRESP'
}

const queryOf = ({ name, type }: DnsQuestion, id: number) => ({
  type: 'query' as const,
  id,
  flags: RECURSION_DESIRED,
  questions: [{ name, type }],
  additionals: [
    {
      type: 'OPT' as const,
      name: '.' as const,
      udpPayloadSize: UDP_PAYLOAD_BYTES,
      extendedRcode: 0,
      ednsVersion: 0,
      flags: 0,
      flag_do: false,
      options: [],
    },
  ],
})

function readPacket(message: Buffer): DecodedPacket | null {
  try {
    return decode(message)
  } catch {
    return null
  }
}
