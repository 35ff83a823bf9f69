/** The way from the person to the login page, in order. */
export const CHAIN_LINKS = ['device', 'network', 'proxy', 'internet', 'edge', 'login'] as const
export type ChainLink = (typeof CHAIN_LINKS)[number]

/** `unused`: this way does not go through it (no proxy); `unknown`: nothing tells, for example beyond a break. */
export interface ChainStep {
  readonly link: ChainLink
  readonly state: 'ok' | 'slow' | 'broken' | 'unknown' | 'unused'
  /** The targets whose looks tell so. */
  readonly targets: readonly string[]
}
