import { writeFile } from 'node:fs/promises'
import { problemLine } from '../config/problem.ts'
import { DEFAULT_FILE } from '../config.ts'
import type { Locale } from '../core/locale.ts'
import { defineCommand, type Io, UsageError } from './command.ts'
import { settingsText } from './config/settings-text.ts'
import { STARTER_FILE } from './config/starter-file.ts'
import { CONFIG_OPTION, readConfiguration, tellProblems } from './configuration.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { terminalLocale } from './language.ts'

const ACTIONS = { check, init, show } as const

function check(file: string | undefined, locale: Locale, io: Io): ExitCode {
  const loaded = readConfiguration(file, io)
  if ('problems' in loaded) {
    tellProblems(loaded.problems, locale, io)
    return EXIT.usage
  }
  const ja = locale === 'ja'
  for (const warning of loaded.warnings) {
    io.stderr.write(`${ja ? '注意: ' : 'warning: '}${problemLine(warning, locale)}\n`)
  }
  const name = loaded.settings.file
  const what =
    name ?? (ja ? `${DEFAULT_FILE} はありません（既定値で動きます）` : `no ${DEFAULT_FILE}: the defaults are used`)
  const count = loaded.config.targets.length
  io.stdout.write(ja ? `${what}: 問題ありません（監視対象 ${count}件）\n` : `${what}: no problems (${count} targets)\n`)
  return EXIT.fine
}

function show(file: string | undefined, locale: Locale, io: Io): ExitCode {
  const loaded = readConfiguration(file, io)
  if ('problems' in loaded) {
    tellProblems(loaded.problems, locale, io)
    return EXIT.usage
  }
  io.stdout.write(settingsText(loaded.settings, locale))
  return EXIT.fine
}

async function init(file: string | undefined, locale: Locale, io: Io): Promise<ExitCode> {
  const name = file ?? DEFAULT_FILE
  const ja = locale === 'ja'
  try {
    // `wx` leaves a file that is there alone, also one that appears in this very moment.
    await writeFile(name, STARTER_FILE, { flag: 'wx' })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const isThere = code === 'EEXIST'
    const why = isThere
      ? ja
        ? 'もうあります。上書きしません'
        : 'is there already; it is not overwritten'
      : ja
        ? `書き込めません（${code}）`
        : `cannot be written (${code})`
    io.stderr.write(`dotchi: ${name}: ${why}\n`)
    return EXIT.cannotWrite
  }
  io.stdout.write(
    ja
      ? `${name} を作りました。編集したら「dotchi config check」で確認できます。\n`
      : `${name} is written. After editing it, try "dotchi config check".\n`,
  )
  return EXIT.fine
}

export const configCommand = defineCommand({
  name: 'config',
  summary: { ja: '設定を確認・作成・表示する', en: 'check, begin or show the configuration' },
  usage: 'check|init|show [FILE]',
  positionals: { min: 1, max: 2 },
  options: { config: CONFIG_OPTION },
  notes: {
    ja: 'check  設定の問題をすべて、行番号とともに表示（終了コード 64）\ninit   コメント付きの設定ファイルを作る（上書きはしません）\nshow   実際に使われる設定を、どこから来た値かとともに表示（パスワードなどは伏せます）',
    en: 'check  list every problem of the configuration with its line (exit code 64)\ninit   write a commented configuration file (never overwrites one)\nshow   show the configuration in effect and where each value comes from (secrets are masked)',
  },
  async run({ positionals: [action = '', file], values, lang }, io) {
    if (file !== undefined && values.config !== undefined) {
      throw new UsageError({ ja: 'ファイルは1つだけ指定してください', en: 'name one file only' })
    }
    if (!isAction(action)) {
      const known = Object.keys(ACTIONS).join(', ')
      throw new UsageError({
        ja: `config の後は ${known} のどれかです（「${action}」ではなく）`,
        en: `after config comes one of ${known}, not "${action}"`,
      })
    }
    return ACTIONS[action](file ?? values.config, lang ?? terminalLocale(io.environment), io)
  },
})

const isAction = (word: string): word is keyof typeof ACTIONS => Object.hasOwn(ACTIONS, word)
