import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Decides whom the fetcher may ask: the public internet, and what the configuration names. */
export interface AddressGuard {
  /** Whether this address of that host may be dialled. */
  admits(address: string, host: string): boolean
  /** What can be said before the name is resolved: addresses written as such, and names that only mean this machine. */
  admitsUrl(url: URL): boolean
}

/** Names that never mean a public site (RFC 6761, RFC 6762, RFC 8375, and what networks use at home). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|home\.arpa|localdomain|corp|private)\.?$/i

/** The well-known prefix of NAT64 and the addresses of 6to4 and Teredo carry an IPv4 address inside. */
const CARRIERS: readonly (readonly [string, (bytes: readonly number[]) => readonly number[]])[] = [
  ['64:ff9b::/96', (bytes) => bytes.slice(12, 16)],
  ['2002::/16', (bytes) => bytes.slice(2, 6)],
]

type Address = ipaddr.IPv4 | ipaddr.IPv6

/** The address that a written one really means: an IPv4 address is itself also inside IPv6. Null for what is none. */
function meantBy(text: string): Address | null {
  if (isIP(text) === 0) return null
  const address = ipaddr.parse(text.replace(/%.*$/, ''))
  if (address.kind() === 'ipv4') return address
  const six = address as ipaddr.IPv6
  if (six.isIPv4MappedAddress()) return six.toIPv4Address()
  const bytes = six.toByteArray()
  // `::a.b.c.d`, deprecated and still understood by some.
  if (bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12).some((byte, i) => byte > (i === 3 ? 1 : 0)))
    return new ipaddr.IPv4(bytes.slice(12))
  for (const [range, inner] of CARRIERS) {
    if (six.match(ipaddr.parseCIDR(range))) return new ipaddr.IPv4([...inner(bytes)])
  }
  return six
}

/** Whether an address belongs to the public internet. What is no address does not. */
export function isPublicAddress(text: string): boolean {
  const address = meantBy(text)
  if (address === null || address.range() !== 'unicast') return false
  // Only this block of IPv6 has been handed out for public use.
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(ipaddr.parseCIDR('2000::/3'))
}

/** Whether an entry of an allow-list is well formed: a host name, an address, or a network such as `10.1.0.0/16`. */
export const isAllowEntry = (entry: string): boolean =>
  isIP(entry) !== 0 || ipaddr.isValidCIDR(entry) || /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry)

const bare = (host: string) => host.replace(/^\[|\]$/g, '').toLowerCase()

/** Builds the guard. `allowed`: host names, addresses and networks of the company that may be asked all the same. */
export function createAddressGuard(allowed: readonly string[] = []): AddressGuard {
  const names = new Set(allowed.map(bare))
  const networks = allowed.flatMap((entry) =>
    ipaddr.isValidCIDR(entry) ? [ipaddr.parseCIDR(entry)] : isIP(bare(entry)) ? [wholeOf(bare(entry))] : [],
  )
  const isAllowed = (text: string): boolean => {
    const address = meantBy(text)
    return (
      address !== null &&
      networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
    )
  }
  const admits = (address: string, host: string) =>
    names.has(bare(host)) || isPublicAddress(address) || isAllowed(address)
  return {
    admits,
    admitsUrl({ protocol, hostname, username, password }) {
      if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return false
      const host = bare(hostname)
      if (names.has(host)) return true
      if (isIP(host) !== 0) return admits(host, host)
      return host !== '' && host.includes('.') && !LOCAL_NAME.test(host)
    },
  }
}

const wholeOf = (address: string): [Address, number] => {
  const parsed = meantBy(address) as Address
  return [parsed, parsed.kind() === 'ipv4' ? 32 : 128]
}
