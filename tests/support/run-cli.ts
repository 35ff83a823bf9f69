import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Io } from '../../src/cli/command.ts'
import { runCli } from '../../src/cli/main.ts'
import type { Environment } from '../../src/config/secrets.ts'

export interface CliRun {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliSurroundings extends Partial<Pick<Io, 'isTerminal' | 'columns' | 'signal'>> {
  readonly environment?: Environment
}

const PROGRAM = join(import.meta.dirname, '../../src/cli/main.ts')

/** Runs a command line inside this process. No locale is asked for where the environment says none. */
export async function runHere(argv: readonly string[], surroundings: CliSurroundings = {}): Promise<CliRun> {
  const written = { stdout: '', stderr: '' }
  const into = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text
    },
  })
  const code = await runCli(argv, {
    stdout: into('stdout'),
    stderr: into('stderr'),
    isTerminal: false,
    columns: 80,
    environment: {},
    signal: new AbortController().signal,
    ...surroundings,
  })
  return { code, ...written }
}

export interface ChildOptions {
  readonly environment?: Environment
  readonly cwd?: string
  /** Called with the child's process once it is there. */
  readonly onStart?: (child: ChildProcessByStdio<null, Readable, Readable>) => void
}

/** Runs a command line as a process of its own, its output in pipes. */
export function runChild(argv: readonly string[], options: ChildOptions = {}): Promise<CliRun> {
  return runProcess([PROGRAM, ...argv], options)
}

/** Runs this Node with these arguments, in an environment of nothing but what is given. */
export async function runProcess(argv: readonly string[], options: ChildOptions = {}): Promise<CliRun> {
  const child = spawn(process.execPath, argv, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...options.environment },
    cwd: options.cwd,
  })
  const written = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text
  })
  options.onStart?.(child)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve)
  })
  return { code, ...written }
}
