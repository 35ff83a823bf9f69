import { addressRange } from './address-range.ts'

type Bypass = (url: URL) => boolean

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/**
 * Reads a NO_PROXY list: names (with everything below them, with or without a leading `.` or `*.`), addresses, CIDR
 * ranges, `*` for all, each with an optional `:port`; parted by commas or blanks. What cannot be read matches nothing.
 */
export function bypassOf(list: string): Bypass {
  const entries = list
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => matcherOf(entry.toLowerCase()))
  return (url) => entries.some((matches) => matches(url))
}

function matcherOf(entry: string): Bypass {
  if (entry === '*') return () => true
  const { host, port } = partsOf(entry)
  const matchesHost = addressRange(host) ?? nameMatcher(host)
  return (url) => {
    const urlPort = url.port || DEFAULT_PORTS[url.protocol]
    return (port === null || port === urlPort) && matchesHost(url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, ''))
  }
}

/** Parts `host:port`, `[::1]:port` and a bare IPv6 address, whose colons are its own. */
function partsOf(entry: string): { host: string; port: string | null } {
  const match = /^(?:\[(?<six>[^\]]+)\]|(?<name>[^:]+))(?::(?<port>\d+))?$/.exec(entry)
  if (!match?.groups) return { host: entry, port: null }
  const { six, name, port } = match.groups
  return { host: six ?? name!, port: port ?? null }
}

function nameMatcher(host: string): (hostname: string) => boolean {
  const name = host.replace(/^\*?\./, '').replace(/\.$/, '')
  return (hostname) => name !== '' && (hostname === name || hostname.endsWith(`.${name}`))
}
