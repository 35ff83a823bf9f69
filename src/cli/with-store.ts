import type { Config } from '../config.ts'
import type { Locale } from '../core/locale.ts'
import { type Clock, systemClock } from '../platform/clock.ts'
import { openStore } from '../store/open.ts'
import { StoreProblem } from '../store/problem.ts'
import type { Store } from '../store/store.ts'
import type { Io } from './command.ts'
import { openConfiguration } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

/** What a command that works on the database has at hand. */
export interface StoreWork {
  readonly config: Config
  readonly store: Store
  readonly locale: Locale
  readonly clock: Clock
}

/** Reads the configuration, opens the database, does the work and closes it; what is wrong with either is told. */
export async function withStore(
  args: { readonly config: string | undefined; readonly lang: Locale | null },
  io: Io,
  work: (parts: StoreWork) => Promise<ExitCode>,
): Promise<ExitCode> {
  const opened = openConfiguration(args, io)
  if (opened === null) return EXIT.usage
  const { config, locale } = opened
  const clock = systemClock
  let store: Store | null = null
  try {
    store = await openStore({ url: config.database.url, clock })
    return await work({ config, store, locale, clock })
  } catch (error) {
    if (!(error instanceof StoreProblem)) throw error
    io.stderr.write(`dotchi: ${error.text[locale]}\n`)
    return EXIT.cannotRun
  } finally {
    await store?.close()
  }
}
