import { defineCommand } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { localeOfEnvironment } from './language.ts'

export const serveCommand = defineCommand({
  name: 'serve',
  summary: {
    ja: 'サービスを起動する（画面・API・バッジ）',
    en: 'run the service: page, API and badge',
  },
  usage: '',
  positionals: { min: 0, max: 0 },
  options: { config: CONFIG_OPTION },
  async run({ values, lang }, io) {
    // Only now: the help of all commands need not wait for pages and database.
    const { EXIT_OF_END, serve } = await import('../server.ts')
    const { environment, stdout, stderr, isTerminal, signal } = io
    const locale = lang ?? localeOfEnvironment(environment)
    return EXIT_OF_END[await serve({ file: values.config, locale, environment, stdout, stderr, isTerminal, signal })]
  },
})
