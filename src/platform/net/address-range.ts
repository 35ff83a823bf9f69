import ipaddr from 'ipaddr.js'

/** Whether an address is within a range, `10.0.0.0/8`, or is that very address; null where the text is neither. */
export function addressRange(text: string): ((address: string) => boolean) | null {
  const range = ipaddr.isValidCIDR(text)
    ? ipaddr.parseCIDR(text)
    : ipaddr.isValid(text)
      ? ([ipaddr.parse(text), text.includes(':') ? 128 : 32] as const)
      : null
  if (!range) return null
  return (given) => {
    if (!ipaddr.isValid(given)) return false
    // An IPv4 address in IPv6 clothes is the IPv4 address.
    const address = ipaddr.process(given)
    return address.kind() === range[0].kind() && address.match(range[0], range[1])
  }
}
