import type { DecodedPacket } from 'dns-packet'
import type { ProbeError } from '../../core/observation.ts'
import { cleanText } from '../clean-text.ts'

export interface DnsQuestion {
  /** Without a dot at the end. */
  readonly name: string
  readonly type: 'A' | 'AAAA'
}

/** What came of a question: addresses, or why there are none. */
export type DnsAnswer =
  | { readonly addresses: readonly string[]; readonly error: null }
  | { readonly addresses: readonly []; readonly error: ProbeError; readonly detail: string }

/** Whether a packet answers this very question: the number and the name must both come back. */
export function isReplyTo(packet: DecodedPacket, question: DnsQuestion, id: number): boolean {
  const [asked] = packet.questions ?? []
  return (
    packet.type === 'response' &&
    packet.id === id &&
    asked?.type === question.type &&
    asked.name.toLowerCase() === question.name.toLowerCase()
  )
}

const ERROR_BY_CODE: Readonly<Record<string, ProbeError>> = {
  NXDOMAIN: 'ENOTFOUND',
  NOERROR: 'ENODATA',
  REFUSED: 'EREFUSED',
}

/** Reads the answer of a reply; aliases are followed by the server, so that their addresses stand beside them. */
export function dnsAnswerOf(packet: DecodedPacket, question: DnsQuestion): DnsAnswer {
  const code = rcodeOf(packet)
  const addresses = (packet.answers ?? []).flatMap((answer) => (answer.type === question.type ? [answer.data] : []))
  if (code === 'NOERROR' && addresses.length > 0) return { addresses: [...new Set(addresses)], error: null }
  const detail = [code, question.type, extendedErrorOf(packet)].filter(Boolean).join(' ')
  return { addresses: [], error: ERROR_BY_CODE[code] ?? 'ESERVFAIL', detail }
}

/** dns-packet reads the code, but its types leave it out. */
const rcodeOf = (packet: DecodedPacket): string => (packet as DecodedPacket & { rcode: string }).rcode

/** Names of the codes with which a filter says what it did (RFC 8914). */
const EXTENDED_ERRORS: Readonly<Record<number, string>> = {
  6: 'DNSSEC bogus',
  15: 'blocked',
  16: 'censored',
  17: 'filtered',
  18: 'prohibited',
  22: 'no reachable authority',
  23: 'network error',
}
const EXTENDED_ERROR_OPTION = 15

/** Why, in the server's own words, where it gives them. */
function extendedErrorOf(packet: DecodedPacket): string {
  for (const record of packet.additionals ?? []) {
    if (record.type !== 'OPT') continue
    for (const option of record.options as readonly { code: number; data?: Buffer }[]) {
      if (option.code !== EXTENDED_ERROR_OPTION || !option.data || option.data.length < 2) continue
      const number = option.data.readUInt16BE(0)
      const text = cleanText(option.data.toString('utf8', 2), 80)
      return `(${[`EDE ${number}`, EXTENDED_ERRORS[number], text].filter(Boolean).join(', ')})`
    }
  }
  return ''
}
