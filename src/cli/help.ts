import stringWidth from 'string-width'
import type { Locale, Text } from '../core/locale.ts'
import { SHARED_OPTIONS } from './arguments.ts'
import type { Command, OptionSpecs } from './command.ts'

const TAGLINE: Text = {
  ja: 'LINE WORKS にログインできない。自分？ 社内ネットワーク？ それともサーバー？',
  en: 'LINE WORKS login fails. Is it me, our network, or the server?',
}
const USAGE: Text = { ja: '使い方', en: 'Usage' }
const COMMANDS: Text = { ja: 'コマンド', en: 'Commands' }
const OPTIONS: Text = { ja: 'オプション', en: 'Options' }
const COMMAND: Text = { ja: 'コマンド', en: 'COMMAND' }
const MORE: Text = {
  ja: '各コマンドの説明: dotchi コマンド --help',
  en: 'More about one of them: dotchi COMMAND --help',
}
const VERSION_HELP: Text = { ja: 'バージョンを表示', en: 'show the version' }

/** Two columns, aligned by what a terminal shows (a kanji is two cells wide). */
function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => stringWidth(left)))
  return rows.map(([left, right]) => `  ${left}${' '.repeat(width - stringWidth(left))}  ${right}\n`).join('')
}

function optionRows(options: OptionSpecs, locale: Locale): readonly (readonly [string, string])[] {
  return Object.entries(options).map(([name, { short, value, help }]) => [
    `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`,
    help[locale],
  ])
}

/** `dotchi --help` */
export function helpText(commands: readonly Command[], locale: Locale): string {
  return [
    `Dotchi – ${TAGLINE[locale]}\n`,
    `${USAGE[locale]}: dotchi ${COMMAND[locale]} …\n`,
    `${COMMANDS[locale]}:\n${columns(commands.map(({ name, summary }) => [name, summary[locale]]))}`,
    `${OPTIONS[locale]}:\n${columns([
      ...optionRows(SHARED_OPTIONS, locale),
      ...optionRows({ version: { type: 'boolean', short: 'v', help: VERSION_HELP } }, locale),
    ])}`,
    `${MORE[locale]}\n`,
  ].join('\n')
}

/** `dotchi NAME --help` */
export function commandHelp(command: Command, locale: Locale): string {
  const usage = ['dotchi', command.name, command.usage].filter(Boolean).join(' ')
  return [
    `${command.summary[locale]}\n`,
    `${USAGE[locale]}: ${usage}\n`,
    `${OPTIONS[locale]}:\n${columns(optionRows({ ...command.options, ...SHARED_OPTIONS }, locale))}`,
    ...(command.notes ? [`${command.notes[locale]}\n`] : []),
  ].join('\n')
}
