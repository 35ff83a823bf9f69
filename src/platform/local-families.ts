import { networkInterfaces } from 'node:os'

/** Which address families this machine can use. A link-local address leads nowhere, so it does not count. */
export function localFamilies(): { readonly hasIpv4: boolean; readonly hasIpv6: boolean } {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return {
    // Loopback counts: without any other address looks are still taken, and fail with what the system says.
    hasIpv4: addresses.some(({ family }) => family === 'IPv4'),
    hasIpv6: addresses.some(
      ({ family, internal, address }) => family === 'IPv6' && !internal && !/^fe[89ab]/i.test(address),
    ),
  }
}
