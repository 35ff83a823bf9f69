import type { z } from 'zod'
import type { Component } from '../core/condition.ts'
import type { Text } from '../core/locale.ts'
import type { Observation, Role } from '../core/observation.ts'
import type { Target } from '../core/target.ts'
import type { Clock } from '../platform/clock.ts'
import type { Limits, Network, Route, Trust } from '../platform/network.ts'

/** What a probe gets: the one way it takes, and the machine behind small interfaces. */
export interface ProbeContext {
  readonly network: Network
  readonly clock: Clock
  readonly route: Route
  readonly family: 4 | 6 | null
  readonly trust: Trust
  readonly limits: Limits
  /** Sent with every request: who looks, and whom to write to. */
  readonly userAgent: string
  readonly signal?: AbortSignal
}

/** What a look found: the facts of an observation; who, where and when are added by `lookAt`. */
export type Finding = Partial<Observation> & Pick<Observation, 'phase'>

/** Who is asked first: for NO_PROXY and for leaving a host alone when it asks for that. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** One kind of probe: everything that configuration, documents and contract tests need to know about it. */
export interface ProbeKind<Options = unknown> {
  readonly kind: string
  readonly title: Text
  /** Role and component used where a target does not name its own. */
  readonly defaults: { readonly role: Role; readonly component: Component | null }
  readonly options: z.ZodType<Options>
  /** Valid options, used by documents and the contract suite. */
  readonly example: unknown
  /** Whether it can go through a proxy, and whether the address family can be chosen. */
  readonly canProxy: boolean
  readonly canChooseFamily: boolean
  endpoint(options: Options): Endpoint
  /** Looks once. What goes wrong in the world is a finding; only a programmer's mistake throws. */
  look(options: Options, context: ProbeContext, target: Target): Promise<Finding>
}

/** Declares a probe kind with its option type inferred from the schema. */
export const defineProbe = <Options>(probe: ProbeKind<Options>): ProbeKind<Options> => probe
