import { parseArgs } from 'node:util'
import { didYouMean } from '../config/issue-text.ts'
import { isLocale, LOCALES } from '../core/locale.ts'
import { type Arguments, type Command, type OptionSpecs, UsageError } from './command.ts'

/** Options that every command has. */
export const SHARED_OPTIONS = {
  lang: {
    type: 'string',
    value: 'ja|en',
    help: { ja: '表示言語（指定がなければ端末の設定に従います）', en: 'language (by default that of the terminal)' },
  },
  help: { type: 'boolean', short: 'h', help: { ja: 'この説明を表示', en: 'show this help' } },
} as const satisfies OptionSpecs

const optionsOf = (command: Command): OptionSpecs => ({ ...command.options, ...SHARED_OPTIONS })

/** Reads what follows the command's name; throws a `UsageError` that says what was meant. */
export function parseArguments(command: Command, argv: readonly string[]): Arguments<OptionSpecs> & { help: boolean } {
  const specs = optionsOf(command)
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { type, short }]) => [name, short ? { type, short } : { type }]),
  )
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  })
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(specs, token.name, token.rawName, token.value)
  }
  const lang = values.lang
  if (lang !== undefined && !isLocale(lang)) {
    throw new UsageError({
      ja: `--lang は ${LOCALES.join(' か ')} です`,
      en: `--lang must be ${LOCALES.join(' or ')}`,
    })
  }
  const help = values.help === true
  if (!help) checkPositionals(command, positionals)
  const flags = Object.entries(specs).map(([name, spec]) => [
    name,
    spec.type === 'boolean' ? values[name] === true : values[name],
  ])
  return { values: Object.fromEntries(flags), positionals, lang: lang ?? null, help }
}

function checkOption(specs: OptionSpecs, name: string, rawName: string, value: string | undefined): void {
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
  if (!spec) {
    const hint = didYouMean(name, Object.keys(specs))
    throw new UsageError({
      ja: `知らないオプションです: ${rawName}${hint.ja.replaceAll(/「/g, '「--')}`,
      en: `unknown option ${rawName}${hint.en.replace('"', '"--')}`,
    })
  }
  // With a separate value, `--out --failures` would otherwise take the next option for a file name.
  if (spec.type === 'string' && (value === undefined || (value.startsWith('-') && value !== '-'))) {
    throw new UsageError({ ja: `${rawName} には値が必要です`, en: `${rawName} needs a value` })
  }
  if (spec.type === 'boolean' && value !== undefined) {
    throw new UsageError({ ja: `${rawName} に値は付けられません`, en: `${rawName} takes no value` })
  }
}

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const { min, max } = command.positionals
  if (positionals.length < min) {
    throw new UsageError({
      ja: `引数が足りません: dotchi ${command.name} ${command.usage}`,
      en: `something is missing: dotchi ${command.name} ${command.usage}`,
    })
  }
  const surplus = positionals[max]
  if (surplus !== undefined) {
    throw new UsageError({ ja: `余分な引数です: ${surplus}`, en: `unexpected argument: ${surplus}` })
  }
}
