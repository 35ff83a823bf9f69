import { PACKAGE_DATA, readFromDisk } from '../config/from-disk.ts'
import { type Problem, problemLine } from '../config/problem.ts'
import { type Config, type LoadedConfig, loadConfig } from '../config.ts'
import type { Locale } from '../core/locale.ts'
import type { Io, OptionSpec } from './command.ts'
import { localeOfEnvironment, terminalLocale } from './language.ts'

export const CONFIG_OPTION = {
  type: 'string',
  short: 'c',
  value: 'FILE',
  help: { ja: '設定ファイル（既定: dotchi.config.yaml）', en: 'configuration file (by default dotchi.config.yaml)' },
} as const satisfies OptionSpec

/** The configuration as the service would read it. */
export const readConfiguration = (file: string | undefined, io: Io): LoadedConfig =>
  loadConfig({ file, environment: io.environment, readFile: readFromDisk, packageData: PACKAGE_DATA })

/** The configuration and the language to speak; null where there are problems, which have been told. */
export function openConfiguration(
  { config: file, lang }: { readonly config: string | undefined; readonly lang: Locale | null },
  io: Io,
): { readonly config: Config; readonly locale: Locale } | null {
  const loaded = readConfiguration(file, io)
  if ('problems' in loaded) {
    tellProblems(loaded.problems, lang ?? terminalLocale(io.environment), io)
    return null
  }
  const { config } = loaded
  return { config, locale: lang ?? localeOfEnvironment(io.environment) ?? config.locale }
}

/** Tells every problem, each on a line of its own. */
export function tellProblems(problems: readonly Problem[], locale: Locale, io: Io): void {
  for (const problem of problems) io.stderr.write(`${problemLine(problem, locale)}\n`)
  const count = problems.length
  const [noun, verb] = count === 1 ? ['problem', 'is'] : ['problems', 'are']
  io.stderr.write(
    locale === 'ja' ? `設定に${count}件の問題があります。\n` : `There ${verb} ${count} ${noun} in the configuration.\n`,
  )
}
