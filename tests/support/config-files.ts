import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import { problemLine } from '../../src/config/problem.ts'
import type { Environment, ReadFile } from '../../src/config/secrets.ts'
import { type LoadedConfig, loadConfig } from '../../src/config.ts'
import type { Locale } from '../../src/core/locale.ts'

export const FILE = 'dotchi.config.yaml'

/** Reads from the given texts; what ships comes from the disk. */
export const filesOf =
  (files: Readonly<Record<string, string>>): ReadFile =>
  (path) => {
    const name = Object.keys(files).find((file) => path === file || path.endsWith(`/${file}`))
    if (name !== undefined) return { text: files[name]! }
    return path.startsWith(PACKAGE_DATA) ? readFromDisk(path) : { reason: 'ENOENT' }
  }

/** Loads a configuration file given as text. */
export const loadText = (
  text: string | null,
  environment: Environment = {},
  files: Readonly<Record<string, string>> = {},
): LoadedConfig =>
  loadConfig({
    environment,
    readFile: filesOf(text === null ? files : { ...files, [FILE]: text }),
    packageData: PACKAGE_DATA,
  })

/** The loaded configuration; throws with its problems where it has any. */
export function loaded(result: LoadedConfig) {
  if ('problems' in result) throw new Error(result.problems.map((problem) => problemLine(problem, 'en')).join('\n'))
  return result
}

/** The problems as a person reads them. */
export const problemsOf = (result: LoadedConfig, locale: Locale = 'en'): readonly string[] =>
  'problems' in result ? result.problems.map((problem) => problemLine(problem, locale)) : []
