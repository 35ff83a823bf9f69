import { type App, startApp } from './app.ts'
import { EXIT, type ExitCode } from './cli/exit-code.ts'
import { localeOfEnvironment } from './cli/language.ts'
import { PACKAGE_DATA, readFromDisk } from './config/from-disk.ts'
import { problemLine } from './config/problem.ts'
import { type Config, loadConfig } from './config.ts'
import type { Locale } from './core/locale.ts'
import type { Verdict } from './core/verdict.ts'
import { systemClock } from './platform/clock.ts'
import { createLogger, type Logger } from './platform/logger.ts'
import { startText, verdictLine } from './start-text.ts'
import { StoreProblem } from './store/problem.ts'
import { VERSION } from './version.ts'

export interface ServeOptions {
  /** Configuration file; otherwise as `loadConfig` finds it. */
  readonly file?: string | undefined
  /** The language asked for; null: that of the configuration. */
  readonly locale: Locale | null
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
  /** People read the log as plain lines, machines as JSON. */
  readonly isTerminal: boolean
  /** Aborted when the service has to end. */
  readonly signal: AbortSignal
}

/** How `serve` ended: by its signal, by a wrong configuration, or because it could not start. */
export type ServeEnd = 'stopped' | 'misconfigured' | 'failed'

/** What the process answers to whoever started it. */
export const EXIT_OF_END: Readonly<Record<ServeEnd, ExitCode>> = {
  stopped: EXIT.fine,
  misconfigured: EXIT.usage,
  failed: EXIT.cannotRun,
}

/** Runs Dotchi until the signal, and says in plain words what it does and what keeps it from starting. */
export async function serve(options: ServeOptions): Promise<ServeEnd> {
  const { environment, stdout, stderr, isTerminal, signal } = options
  const loaded = loadConfig({ file: options.file, environment, readFile: readFromDisk, packageData: PACKAGE_DATA })
  if ('problems' in loaded) {
    for (const problem of loaded.problems) stderr.write(`${problemLine(problem, options.locale ?? 'ja')}\n`)
    return 'misconfigured'
  }
  const { config } = loaded
  const locale = options.locale ?? config.locale
  for (const warning of loaded.warnings) stderr.write(`${problemLine(warning, locale)}\n`)
  const logger = createLogger({ level: config.log.level, format: isTerminal ? 'text' : 'json' })
  const app = await start(config, locale, options, logger)
  if (app === null) return 'failed'

  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await app.stop()
  stdout.write(locale === 'ja' ? '停止しました。\n' : 'Stopped.\n')
  return 'stopped'
}

/** The running service; null, with the reason told, where it cannot run. */
async function start(
  config: Config,
  locale: Locale,
  { stdout, stderr }: ServeOptions,
  logger: Logger,
): Promise<App | null> {
  let told = ''
  const onVerdict = (verdict: Verdict) => {
    const line = verdictLine(verdict, locale, config.zone)
    // Only what changed: the line without its time.
    const said = verdict.viewers.map((viewer) => viewer.condition).join() + verdict.service.condition
    if (said !== told) stdout.write(`${line}\n`)
    told = said
  }
  try {
    const app = await startApp(config, { clock: systemClock, logger, version: VERSION, onVerdict })
    if (app.listening.kind === 'listening') {
      stdout.write(`${startText({ config, locale, url: app.listening.url, version: VERSION })}\n`)
      return app
    }
    stderr.write(`${app.listening.text[locale]}\n`)
  } catch (error) {
    if (!(error instanceof StoreProblem)) throw error
    stderr.write(`${error.text[locale]}\n`)
    logger.debug({ err: error }, 'the database could not be opened')
  }
  return null
}

/** What `npm start` runs. */
async function main(): Promise<void> {
  const stopping = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort())
  const end = await serve({
    locale: localeOfEnvironment(process.env),
    environment: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    isTerminal: process.stderr.isTTY,
    signal: stopping.signal,
  })
  process.exitCode = EXIT_OF_END[end]
}

if (import.meta.main) await main()
