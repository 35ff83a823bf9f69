import { z } from 'zod'
import type { AgentConfiguration } from '../core/agent.ts'
import type { Target } from '../core/target.ts'
import { parseTarget } from '../probes/parse-target.ts'

/** What came from the server, read as strictly as a file of one's own. */
export interface ParsedConfiguration {
  readonly configuration: AgentConfiguration
  /** Targets that this version cannot look at: the others are looked at all the same. */
  readonly leftOut: readonly string[]
}

const SCHEMA = z.object({
  targets: z.array(z.record(z.string(), z.unknown())).max(5000),
  intervalMs: z.number().min(5_000).max(3_600_000),
  timeoutMs: z.number().min(500).max(60_000),
  concurrency: z.int().min(1).max(1000),
  repeatFailed: z.boolean(),
  contact: z.string().max(200).nullable(),
})

/** Null where it is no configuration, or one in which nothing can be looked at. */
export function parseConfiguration(raw: unknown): ParsedConfiguration | null {
  const parsed = SCHEMA.safeParse(raw)
  if (!parsed.success) return null
  const targets: Target[] = []
  const leftOut: string[] = []
  for (const entry of parsed.data.targets) {
    const read = parseTarget(entry)
    if ('target' in read) targets.push(read.target)
    else leftOut.push(String(entry.id).slice(0, 60))
  }
  return targets.length === 0 ? null : { configuration: { ...parsed.data, targets }, leftOut }
}
