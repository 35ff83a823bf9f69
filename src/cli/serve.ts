import type { ServeEnd } from '../server.ts'
import { defineCommand } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

const EXIT_OF: Readonly<Record<ServeEnd, ExitCode>> = {
  stopped: EXIT.fine,
  misconfigured: EXIT.usage,
  failed: EXIT.cannotRun,
}

export const serveCommand = defineCommand({
  name: 'serve',
  summary: {
    ja: 'サービスを起動する（画面・API・バッジ）',
    en: 'run the service: page, API and badge',
  },
  usage: '',
  positionals: { min: 0, max: 0 },
  options: { config: CONFIG_OPTION },
  async run({ values }, io) {
    // Only now: the help of all commands need not wait for pages and database.
    const { serve } = await import('../server.ts')
    const { environment, stdout, stderr, isTerminal, signal } = io
    return EXIT_OF[await serve({ file: values.config, environment, stdout, stderr, isTerminal, signal })]
  },
})
