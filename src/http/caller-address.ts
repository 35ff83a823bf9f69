import { isIP } from 'node:net'
import { addressRange } from '../platform/net/address-range.ts'

/** Whoever sends more than this only wants to be in the way. */
const MOST_HOPS = 20

/**
 * Where a request really comes from: the address at the other end of the line, and where that is a trusted proxy, the nearest
 * address in `X-Forwarded-For` that is none. What stands further away anybody may have written.
 */
export function createCallerAddress(
  trustedProxies: readonly string[],
): (near: string, forwarded: string | undefined) => string {
  const ranges = trustedProxies.flatMap((text) => addressRange(text) ?? [])
  const isTrusted = (address: string) => ranges.some((isWithin) => isWithin(address))
  return (near, forwarded) => {
    if (forwarded === undefined || !isTrusted(near)) return near
    const hops = forwarded.split(',', MOST_HOPS + 1).map((hop) => hop.trim())
    if (hops.length > MOST_HOPS) return near
    let caller = near
    for (const hop of hops.toReversed()) {
      if (isIP(hop) === 0) return caller
      caller = hop
      if (!isTrusted(hop)) return caller
    }
    return caller
  }
}
