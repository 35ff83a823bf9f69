import type { Target } from '../core/target.ts'
import type { Source } from '../sources/source.ts'
import type { Path } from './problem.ts'
import { pathText } from './problem.ts'
import type { FileSettings } from './schema.ts'
import { type SettingsFile, valueAt } from './settings-file.ts'
import type { MergedSources } from './sources.ts'
import type { MergedTargets, TargetOrigin } from './targets.ts'

/** Where a value comes from. */
export type Origin =
  | { readonly kind: 'default' }
  | { readonly kind: 'file'; readonly file: string; readonly line: number | null }
  | { readonly kind: 'environment'; readonly name: string }

/** The settings in effect, in the words of the file, without a single secret. */
export interface Settings {
  /** The file that was read, or null where there is none. */
  readonly file: string | null
  /** Everything but the targets and sources; secrets masked. */
  readonly values: Readonly<Record<string, unknown>>
  readonly targets: readonly Target[]
  /** Those that are read; secrets masked. */
  readonly sources: readonly Readonly<Record<string, unknown>>[]
  originOf(path: Path): Origin
  targetOriginOf(id: string): Origin & { readonly shipped: boolean }
}

export interface Ingredients {
  readonly values: FileSettings
  readonly file: SettingsFile | null
  readonly templates: ReadonlyMap<string, string>
  readonly variables: ReadonlyMap<string, { readonly name: string; readonly isSecretFile: boolean }>
  readonly targets: MergedTargets
  readonly sources: MergedSources
}

const MASK = '••••'
const SECRET_NAME = /password|passwd|secret|token|api-?key|authorization|cookie|credential|(?:private|routing)-?key/i
/** Whoever knows the address of a webhook may write there; of a heartbeat, may say that all is well. */
const isSecretAddress = (path: Path) =>
  path[0] === 'alerts' && (path[1] === 'channels' || path[1] === 'heartbeat') && path.at(-1) === 'url'

/** `http://user:secret@host` → `http://user:••••@host`; also where the text is no URL that can be parsed. */
export const maskedUrl = (text: string): string =>
  text.replace(/^([a-z][a-z0-9+.-]*:\/\/)?([^/@\s:]*):(?!\$\{\w+\}@)([^/\s]*)@/i, `$1$2:${MASK}@`)

/** A value as it may be shown: what stood in the file where a secret was filled in, passwords in URLs covered. */
function shown(value: unknown, path: Path, ingredients: Ingredients): unknown {
  const key = pathText(path)
  const template = ingredients.templates.get(key)
  if (ingredients.variables.get(key)?.isSecretFile) return MASK
  if (template !== undefined && !ingredients.variables.has(key)) return maskedUrl(template)
  if (typeof value === 'string') {
    const isSecret = path.some((part) => typeof part === 'string' && SECRET_NAME.test(part)) || isSecretAddress(path)
    return isSecret ? MASK : maskedUrl(value)
  }
  if (Array.isArray(value)) return value.map((item, index) => shown(item, [...path, index], ingredients))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([k, inner]) => [k, shown(inner, [...path, k], ingredients)]))
}

const entryOf = ({ intervalMs, ...source }: Source) => ({ ...source, intervalSeconds: intervalMs / 1000 })

/** Says of every setting where it comes from, and hides what nobody may see. */
export function originsOf(ingredients: Ingredients): Settings {
  const { file, variables, targets } = ingredients
  const { targets: _, sources: __, ...values } = ingredients.values
  const inFile = (path: Path): Origin | null => {
    const last = path.at(-1)
    if (!file || last === undefined) return null
    const found = [path, [...path.slice(0, -1), `${last}_FILE`]].find((p) => valueAt(file.value, p) !== undefined)
    return found ? { kind: 'file', file: file.name, line: file.positionOf(found).line } : null
  }
  const targetOrigin = (id: string): TargetOrigin => targets.origins.get(id) ?? { shipped: true, index: null }
  return {
    file: file?.name ?? null,
    values: shown(values, [], ingredients) as Readonly<Record<string, unknown>>,
    targets: targets.targets.map((target) => {
      const { index } = targetOrigin(target.id)
      const path = index === null ? ['shipped', target.id] : ['targets', index]
      return shown(target, path, ingredients) as Target
    }),
    sources: ingredients.sources.sources.map((source) => {
      const place = ingredients.sources.places.get(source.id) ?? null
      const path = place === null ? ['shipped', source.id] : ['sources', place]
      return shown(entryOf(source), path, ingredients) as Readonly<Record<string, unknown>>
    }),
    originOf(path) {
      const variable = variables.get(pathText(path))
      if (variable) return { kind: 'environment', name: variable.name }
      return inFile(path) ?? { kind: 'default' }
    },
    targetOriginOf(id) {
      const { shipped, index } = targetOrigin(id)
      return {
        shipped,
        ...(index === null ? { kind: 'default' } : (inFile(['targets', index]) ?? { kind: 'default' })),
      }
    },
  }
}
