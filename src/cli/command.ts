import type { Environment } from '../config/secrets.ts'
import type { Locale, Text } from '../core/locale.ts'
import type { ExitCode } from './exit-code.ts'

/** Everything outside that a command may use; handed in, so that tests and other programs can stand in for a terminal. */
export interface Io {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  /** The keyboard, for commands that can be talked to while they run; left out where there is none. */
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean }
  /** Whether a person looks at standard output right now; otherwise no colours and no moving lines. */
  readonly isTerminal: boolean
  /** Width of the terminal, 80 where there is none. */
  readonly columns: number
  readonly environment: Environment
  /** Aborted at Ctrl-C and at the polite request of the system to end. */
  readonly signal: AbortSignal
}

export interface OptionSpec {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** Placeholder of the value in the help: FILE, PORT. */
  readonly value?: string
  readonly help: Text
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>

export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name]['type'] extends 'boolean'
    ? boolean
    : Specs[Name]['type'] extends 'string'
      ? string | undefined
      : string | boolean | undefined
}

export interface Arguments<Specs extends OptionSpecs> {
  readonly values: OptionValues<Specs>
  readonly positionals: readonly string[]
  /** Asked for with `--lang`, null where it was not. */
  readonly lang: Locale | null
}

/** One word after `dotchi`. */
export interface Command {
  readonly name: string
  readonly summary: Text
  /** What follows `dotchi NAME`: `KIND [FILE]`. */
  readonly usage: string
  /** How many words may follow, options apart. */
  readonly positionals: { readonly min: number; readonly max: number }
  readonly options: OptionSpecs
  /** More to say below the options of `--help`. */
  readonly notes?: Text
  run(args: Arguments<OptionSpecs>, io: Io): Promise<ExitCode>
}

/** Declares a command; the types of its option values follow from `options`. */
export function defineCommand<const Specs extends OptionSpecs>(
  command: Omit<Command, 'options' | 'run'> & {
    readonly options: Specs
    run(args: Arguments<Specs>, io: Io): Promise<ExitCode>
  },
): Command {
  return { ...command, run: (args, io) => command.run(args as unknown as Arguments<Specs>, io) }
}

/** A wrong call: told to the person with exit code 64, without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}
