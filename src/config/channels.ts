import { z } from 'zod'
import { NOTIFIERS, notifierOf } from '../notify/index.ts'
import type { Problem } from './problem.ts'
import { schemaProblems } from './schema-problems.ts'
import type { SettingsFile } from './settings-file.ts'

/** One account or webhook by which people are told; its options are those of its kind. */
export interface ChannelSetting {
  readonly name: string
  readonly kind: string
  readonly options: unknown
}

const ANY = z.strictObject({
  kind: z.enum(NOTIFIERS.map(({ kind }) => kind)),
  options: z.record(z.string(), z.unknown()).default({}),
})

const schemaOf = (kind: string | null) => {
  const options = kind === null ? null : notifierOf(kind)?.options
  return options ? ANY.extend({ options }) : ANY
}

/** Reads every channel by the options of its kind; all problems are told at once. */
export function parseChannels(
  file: SettingsFile,
  entries: Readonly<Record<string, unknown>>,
): { readonly channels: readonly ChannelSetting[]; readonly problems: readonly Problem[] } {
  const channels: ChannelSetting[] = []
  const problems: Problem[] = []
  for (const [name, entry] of Object.entries(entries)) {
    const kind = z.looseObject({ kind: z.string() }).safeParse(entry).data?.kind ?? null
    const schema = schemaOf(kind)
    const parsed = schema.safeParse(entry)
    if (parsed.success) channels.push({ name, ...parsed.data })
    else problems.push(...schemaProblems(file, ['alerts', 'channels', name], schema, entry, parsed.error.issues))
  }
  return { channels, problems }
}
