import { nearestWord } from '../config/nearest-word.ts'
import type { Locale, Text } from '../core/locale.ts'
import { leaveProcess } from '../platform/leave-process.ts'
import { VERSION } from '../version.ts'
import { parseArguments } from './arguments.ts'
import { type Command, type Io, UsageError } from './command.ts'
import { COMMANDS } from './commands.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { commandHelp, helpText } from './help.ts'
import { terminalLocale } from './language.ts'

const SEE_HELP: Text = { ja: '使い方は dotchi --help で確認できます。', en: 'See dotchi --help.' }

/** `--lang` counts even where the rest of the line cannot be read. */
function localeOf(argv: readonly string[], io: Io): Locale {
  const asked = argv.findLast((word, index) => argv[index - 1] === '--lang' || word.startsWith('--lang='))
  const lang = asked?.replace(/^--lang=/, '')
  return lang === 'ja' || lang === 'en' ? lang : terminalLocale(io.environment)
}

async function commandOf(name: string): Promise<Command> {
  const load = COMMANDS.get(name)
  if (load) return load()
  const near = nearestWord(name, COMMANDS.keys())
  throw new UsageError({
    ja: `「${name}」というコマンドはありません。${near ? `「dotchi ${near}」のことですか？` : ''}`,
    en: `there is no command "${name}".${near ? ` Did you mean "dotchi ${near}"?` : ''}`,
  })
}

const allCommands = () => Promise.all([...COMMANDS.values()].map((load) => load()))

async function dispatch(argv: readonly string[], io: Io, locale: Locale): Promise<ExitCode> {
  const at = argv.findIndex((word, index) => !word.startsWith('-') && argv[index - 1] !== '--lang')
  const before = at === -1 ? argv : argv.slice(0, at)
  if (before.some((word) => word === '--version' || word === '-v')) {
    io.stdout.write(`dotchi ${VERSION}\n`)
    return EXIT.fine
  }
  const wantsHelp = before.some((word) => word === '--help' || word === '-h')
  const first = argv[at]
  if (first === undefined || wantsHelp || first === 'help') {
    const named = first === 'help' ? argv[at + 1] : first
    const isAsked = wantsHelp || first === 'help'
    const text = named ? commandHelp(await commandOf(named), locale) : helpText(await allCommands(), locale)
    const unknown = before.find((word) => word.startsWith('-') && word !== '--lang' && !word.startsWith('--lang='))
    if (!isAsked && unknown) {
      throw new UsageError({ ja: `知らないオプションです: ${unknown}`, en: `unknown option ${unknown}` })
    }
    ;(isAsked ? io.stdout : io.stderr).write(text)
    return isAsked ? EXIT.fine : EXIT.usage
  }
  const command = await commandOf(first)
  const args = parseArguments(command, [...before, ...argv.slice(at + 1)])
  if (args.help) {
    io.stdout.write(commandHelp(command, locale))
    return EXIT.fine
  }
  return command.run(args, io)
}

/** Runs one command line. The one place where errors of the command line are caught. */
export async function runCli(argv: readonly string[], io: Io): Promise<ExitCode> {
  const locale = localeOf(argv, io)
  try {
    return await dispatch(argv, io, locale)
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`dotchi: ${error.text[locale]}\n${SEE_HELP[locale]}\n`)
      return EXIT.usage
    }
    if (io.signal.aborted) return EXIT.interrupted
    const text: Text = { ja: 'Dotchi 自身の不具合です', en: 'a fault of Dotchi itself' }
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error)
    io.stderr.write(`dotchi: ${text[locale]}\n${cause}\n`)
    return EXIT.software
  }
}

/** Runs the command line of this process, and ends it. */
export async function main(): Promise<never> {
  const stop = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort(name))
  // A reader that went away (`dotchi check | head -1`) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  const code = await runCli(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    get stdin() {
      return process.stdin
    },
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns || 80,
    environment: process.env,
    signal: stop.signal,
  })
  return leaveProcess(code)
}

if (import.meta.main) await main()
