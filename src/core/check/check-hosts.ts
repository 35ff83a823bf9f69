import type { Text } from '../locale.ts'
import type { Target } from '../target.ts'

/** A place that a person's own browser tries to reach. */
export interface CheckHost {
  /** Id of the first target that looks there. */
  readonly id: string
  readonly role: 'service' | 'control'
  readonly title: Text
  /** `https://host` or `http://host:port`. */
  readonly origin: string
  /** What is asked for: the address that the target asks for as well. */
  readonly url: string
}

/** Few requests, and quickly over: what the browser tries is a question, not a monitor. */
const MOST_OF_A_ROLE = 4

/**
 * The hosts that a browser may try, taken from the reviewed targets: every origin once, the service's before the controls.
 * Targets without an address of their own (names, certificates, gateways) are nothing that a browser can ask.
 */
export function checkHostsOf(targets: readonly Target[]): readonly CheckHost[] {
  const hosts = new Map<string, CheckHost>()
  for (const { id, role, title, options } of targets) {
    if (role !== 'service' && role !== 'control') continue
    const url = typeof options.url === 'string' ? URL.parse(options.url) : null
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || hosts.has(url.origin)) continue
    hosts.set(url.origin, { id, role, title, origin: url.origin, url: url.href.replace(/#.*$/, '') })
  }
  const ofRole = (role: CheckHost['role']) => [...hosts.values()].filter((host) => host.role === role)
  // The browser of a company often sends plain HTTP another way, and pages over HTTPS may not ask for it at all.
  const controls = ofRole('control').toSorted((a, b) => Number(isPlain(a)) - Number(isPlain(b)))
  return [...ofRole('service').slice(0, MOST_OF_A_ROLE), ...controls.slice(0, MOST_OF_A_ROLE)]
}

const isPlain = ({ origin }: CheckHost): boolean => origin.startsWith('http:')
