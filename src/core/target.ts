import type { Component } from './condition.ts'
import type { Text } from './locale.ts'
import type { Role } from './observation.ts'

/**
 * Something to look at, from reviewed configuration only.
 * `options` is validated by the probe kind's own schema.
 */
export interface Target {
  readonly id: string
  readonly kind: string
  readonly role: Role
  readonly component: Component | null
  readonly title: Text
  /** `auto`: as this machine would go; `both`: direct and through the proxy in one round. */
  readonly via: 'auto' | 'direct' | 'proxy' | 'both'
  /** `any`: the first family that answers (IPv4 first); `both`: each by itself in one round. */
  readonly family: 'any' | 4 | 6 | 'both'
  /** Whether the facts behind it are confirmed, with their source. */
  readonly confirmed: boolean
  readonly source: string | null
  readonly options: Readonly<Record<string, unknown>>
}
