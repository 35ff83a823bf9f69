import { z } from 'zod'
import type { Text } from '../core/locale.ts'
import type { Target } from '../core/target.ts'
import { probeKindOf } from '../probes/index.ts'
import { parseTarget, TARGET_SCHEMA } from '../probes/parse-target.ts'
import { didYouMean } from './issue-text.ts'
import type { Path, Problem } from './problem.ts'
import { schemaProblems } from './schema-problems.ts'
import { isRecord, problemAt, type SettingsFile } from './settings-file.ts'

type Raw = Readonly<Record<string, unknown>>

/** Where a target comes from: what ships, the user's file, or the one changed by the other. */
export interface TargetOrigin {
  readonly shipped: boolean
  /** Its place in the user's file; null where that says nothing about it. */
  readonly index: number | null
}

export interface MergedTargets {
  readonly targets: readonly Target[]
  /** By id. */
  readonly origins: ReadonlyMap<string, TargetOrigin>
  readonly problems: readonly Problem[]
}

export interface TargetSources {
  readonly shipped: SettingsFile
  readonly user: SettingsFile
  /** `targets` of the user's file, secrets filled in. */
  readonly entries: unknown
  /** Whether what ships is left out altogether. */
  readonly replace: boolean
  /** Asked in place of the public DNS servers that the shipped targets name; empty: those. */
  readonly publicResolvers: readonly string[]
}

/** The schema of one entry as its kind wants it: for the names that are known at each place. */
const schemaOf = (kind: unknown): z.core.$ZodType => {
  const options = probeKindOf(kind)?.options
  const own = options ? TARGET_SCHEMA.extend({ options }) : TARGET_SCHEMA
  return own.extend({ enabled: z.boolean() })
}

/** Fields of `over` win; options are merged one by one, unless the kind changes and with it the meaning of all options. */
function mergedEntry(base: Raw, over: Raw): Raw {
  const sameKind = over.kind === undefined || over.kind === base.kind
  const options =
    sameKind && isRecord(base.options) && (over.options === undefined || isRecord(over.options))
      ? { ...base.options, ...over.options }
      : (over.options ?? {})
  return { ...base, ...over, options }
}

/** A list of resolvers in a shipped target names public ones; the company's own is `system`. */
function withPublicResolvers(raw: Raw, resolvers: readonly string[]): Raw {
  const { options } = raw
  const isPublic = isRecord(options) && Array.isArray(options.resolver)
  return isPublic && resolvers.length > 0 ? { ...raw, options: { ...options, resolver: resolvers } } : raw
}

/** Puts the user's targets over those that ship, by id: changes fields, drops with `enabled: false`, adds new ones. */
export function mergeTargets({ shipped, user, entries, replace, publicResolvers }: TargetSources): MergedTargets {
  const problems: Problem[] = []
  const merged = new Map<string, { raw: Raw; origin: TargetOrigin }>()
  if (!replace) {
    for (const raw of shipped.value.targets as readonly Raw[]) {
      const origin = { shipped: true, index: null }
      merged.set(String(raw.id), { raw: withPublicResolvers(raw, publicResolvers), origin })
    }
  }
  const shippedIds = [...merged.keys()]
  const firstAt = new Map<string, number>()

  // What is no list has been told by the schema of the file.
  for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
    const path: Path = ['targets', index]
    const refuse = (text: Text, key?: string) => problems.push(problemAt(user, path, text, key))
    if (!isRecord(entry)) {
      refuse({ ja: '「項目: 値」の並びにしてください', en: 'must be a mapping' })
      continue
    }
    const { enabled = true, ...raw } = entry
    const isSwitch = typeof enabled === 'boolean' || enabled === 'true' || enabled === 'false'
    if (!isSwitch) refuse({ ja: 'true か false にしてください', en: 'must be true or false' }, 'enabled')
    const id = typeof raw.id === 'string' ? raw.id : null
    const earlier = id === null ? undefined : firstAt.get(id)
    if (earlier !== undefined) {
      const line = user.positionOf(['targets', earlier]).line
      refuse(
        {
          ja: `同じ id「${id}」が2回書かれています（1回目は${line}行目）`,
          en: `the id "${id}" stands twice (first at line ${line})`,
        },
        'id',
      )
      continue
    }
    if (id !== null) firstAt.set(id, index)
    const base = id === null ? undefined : merged.get(id)
    if (enabled === false || enabled === 'false') {
      if (base && id !== null) merged.delete(id)
      // A new target that is switched off is kept in the file for later; a misspelt one would go on being watched.
      else if (id !== null && raw.kind === undefined) refuse(noSuchTarget(id, shippedIds), 'id')
      continue
    }
    const whole = base ? mergedEntry(base.raw, raw) : { title: id ?? '-', ...raw }
    const parsed = parseTarget(whole)
    if (!('target' in parsed)) {
      const isMisspelt = !base && id !== null && raw.kind === undefined
      if (isMisspelt) refuse(noSuchTarget(id, shippedIds), 'id')
      else problems.push(...schemaProblems(user, path, schemaOf(whole.kind), whole, parsed.issues))
      continue
    }
    merged.set(id ?? String(index), { raw: whole, origin: { shipped: base !== undefined, index } })
  }
  return { ...parsedAll(merged), problems: [...problems, ...emptyProblem(merged, user, problems)] }
}

function parsedAll(merged: ReadonlyMap<string, { raw: Raw; origin: TargetOrigin }>) {
  const targets: Target[] = []
  const origins = new Map<string, TargetOrigin>()
  for (const { raw, origin } of merged.values()) {
    const parsed = parseTarget(raw)
    // What ships is tested with the program; it cannot be the user's mistake.
    if (!('target' in parsed)) throw new Error(`shipped target ${String(raw.id)}: ${parsed.problems.join('; ')}`)
    targets.push(parsed.target)
    origins.set(parsed.target.id, origin)
  }
  return { targets, origins }
}

function noSuchTarget(id: string, ids: readonly string[]): Text {
  const hint = didYouMean(id, ids)
  return {
    ja: `「${id}」という監視対象は同梱されていません${hint.ja}。新しい監視対象なら kind が必要です`,
    en: `no target "${id}" ships with Dotchi${hint.en}; a new target needs a kind`,
  }
}

function emptyProblem(merged: ReadonlyMap<string, unknown>, user: SettingsFile, told: readonly Problem[]) {
  if (merged.size > 0 || told.length > 0) return []
  const text: Text = { ja: '監視対象が1つもありません', en: 'there is nothing to watch' }
  return [problemAt(user, ['targets'], text)]
}
