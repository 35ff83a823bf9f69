import type { z } from 'zod'
import { sourceKindOf } from '../sources/index.ts'
import { parseSource, SOURCE_SCHEMA } from '../sources/parse-source.ts'
import type { Source } from '../sources/source.ts'
import { didYouMean } from './issue-text.ts'
import type { Path, Problem } from './problem.ts'
import { schemaProblems } from './schema-problems.ts'
import { isRecord, problemAt, type SettingsFile } from './settings-file.ts'

type Raw = Readonly<Record<string, unknown>>

export interface MergedSources {
  /** Those that are to be read. */
  readonly sources: readonly Source[]
  /** By id: the place in the user's file; null where that says nothing about it. */
  readonly places: ReadonlyMap<string, number | null>
  readonly problems: readonly Problem[]
}

export interface SourceEntries {
  readonly shipped: SettingsFile
  readonly user: SettingsFile
  /** `sources` of the user's file, secrets filled in. */
  readonly entries: unknown
  readonly replace: boolean
  /** Whether a host is one of the company's own, and may be asked as often as the company likes. */
  readonly isOwnHost: (host: string) => boolean
}

const schemaOf = (kind: unknown): z.core.$ZodType => {
  const options = sourceKindOf(kind)?.options
  return options ? SOURCE_SCHEMA.extend({ options }) : SOURCE_SCHEMA
}

const isSwitch = (value: unknown): value is boolean | 'true' | 'false' =>
  typeof value === 'boolean' || value === 'true' || value === 'false'
const isOn = (value: unknown): boolean => value === true || value === 'true'

/** Fields of `over` win; options are merged one by one. */
const mergedEntry = (base: Raw, over: Raw): Raw => ({
  ...base,
  ...over,
  options:
    isRecord(base.options) && (over.options === undefined || isRecord(over.options))
      ? { ...base.options, ...over.options }
      : over.options,
})

/** Puts the user's sources over those that ship, by id; `enabled` switches them on and off. */
export function mergeSources({ shipped, user, entries, replace, isOwnHost }: SourceEntries): MergedSources {
  const problems: Problem[] = []
  const merged = new Map<string, { readonly raw: Raw; readonly place: number | null }>()
  if (!replace) {
    for (const raw of shipped.value.sources as readonly Raw[]) merged.set(String(raw.id), { raw, place: null })
  }
  const named = new Set<string>()
  for (const [index, raw] of (Array.isArray(entries) ? entries : []).entries()) {
    const path: Path = ['sources', index]
    if (!isRecord(raw)) {
      problems.push(problemAt(user, path, { ja: '「項目: 値」の並びにしてください', en: 'must be a mapping' }))
      continue
    }
    const id = String(raw.id ?? '')
    const base = merged.get(id)
    if (named.has(id)) {
      const text = { ja: `同じ id「${id}」が2回書かれています`, en: `the id "${id}" stands twice` }
      problems.push(problemAt(user, path, text, 'id'))
    } else if (!base && raw.kind === undefined) {
      const hint = didYouMean(id, [...merged.keys()])
      const text = {
        ja: `「${id}」という情報源は同梱されていません${hint.ja}。新しい情報源なら kind が必要です`,
        en: `no source "${id}" ships with Dotchi${hint.en}; a new source needs a kind`,
      }
      problems.push(problemAt(user, path, text, 'id'))
    } else {
      merged.set(id, { raw: base ? mergedEntry(base.raw, raw) : { title: id, enabled: true, ...raw }, place: index })
    }
    named.add(id)
  }
  const sources: Source[] = []
  const places = new Map<string, number | null>()
  for (const [id, { raw, place }] of merged) {
    const path: Path = place === null ? [] : ['sources', place]
    const { enabled = true, ...rest } = raw
    if (!isSwitch(enabled))
      problems.push(
        problemAt(user, [...path, 'enabled'], { ja: 'true か false にしてください', en: 'must be true or false' }),
      )
    // What is switched off may still lack its key.
    if (!isOn(enabled)) continue
    const parsed = parseSource(rest)
    if ('source' in parsed) {
      sources.push(parsed.source)
      places.set(id, place)
      problems.push(...tooOften(parsed.source, path, user, isOwnHost))
    } else if (place === null) throw new Error(`shipped source ${id}: ${JSON.stringify(parsed.issues)}`)
    else problems.push(...schemaProblems(user, path, schemaOf(raw.kind), rest, parsed.issues))
  }
  return { sources, places, problems }
}

/** Other people's servers are not to be pressed, whatever the configuration says. */
function tooOften(source: Source, path: Path, user: SettingsFile, isOwnHost: SourceEntries['isOwnHost']): Problem[] {
  const kind = sourceKindOf(source.kind)!
  const hosts = kind.requests(source.options).map(({ url }) => new URL(url).hostname)
  if (source.intervalMs >= kind.leastIntervalMs || hosts.every(isOwnHost)) return []
  const least = kind.leastIntervalMs / 1000
  const text = {
    ja: `${least}秒以上にしてください（相手のサーバーに負荷をかけないため）`,
    en: `must be at least ${least} seconds`,
  }
  return [problemAt(user, [...path, 'intervalSeconds'], text)]
}
