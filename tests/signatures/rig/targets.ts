import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Target } from '../../../src/core/target.ts'
import { parseTarget } from '../../../src/probes/parse-target.ts'
import type { Ports } from './pages.ts'

/** Whom the name look-ups ask, `address:port`. */
export interface Resolvers {
  readonly company: string
  readonly public: readonly string[]
}

type Raw = Readonly<Record<string, unknown>> & {
  readonly id: string
  readonly options: Readonly<Record<string, unknown>>
}

const SHIPPED = parse(readFileSync(join(import.meta.dirname, '../../../data/targets.yaml'), 'utf8')) as {
  targets: Raw[]
}

/** Reads targets as they are written in a configuration; one that is not in order throws. */
export function targetsFrom(entries: readonly unknown[]): readonly Target[] {
  return entries.map((raw) => {
    const parsed = parseTarget(raw)
    if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
    return parsed.target
  })
}

/** What ships, word for word, but for the ports: those of a world are free ones, and its resolvers are on loopback. */
export function shippedTargets(ports: Ports, resolvers: Resolvers, change: (raw: Raw) => unknown = (raw) => raw) {
  const moved = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return key === 'resolver' ? resolvers.public : value.map((part) => moved(part, key))
    if (typeof value === 'object' && value !== null) return movedOptions(value)
    if (typeof value !== 'string') return key === 'port' ? ports.works : value
    if (key === 'url') return withPort(value, ports)
    return /^(loginHost|hosts|formHosts|scriptHosts)$/.test(key) ? `${value}:${ports.works}` : value
  }
  const movedOptions = (options: object) =>
    Object.fromEntries(Object.entries(options).map(([key, value]) => [key, moved(value, key)]))
  return targetsFrom(SHIPPED.targets.map((raw) => change({ ...raw, options: movedOptions(raw.options) })))
}

function withPort(text: string, ports: Ports): string {
  const url = new URL(text)
  const isWorks = /worksmobile|worksapis/.test(url.hostname)
  url.port = String(url.protocol === 'http:' ? ports.plain : isWorks ? ports.works : ports.elsewhere)
  return url.href
}

/** A default gateway, or whatever else stands between this machine and the internet. */
export const gatewayTarget = (host: string, port: number): readonly Target[] =>
  targetsFrom([{ id: 'gateway', kind: 'tcp', role: 'gateway', title: 'gateway', options: { host, port } }])
