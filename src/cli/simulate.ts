import { relative } from 'node:path'
import type { Locale, Text } from '../core/locale.ts'
import { WEATHERS, type WeatherName } from '../simulator/weathers.ts'
import { defineCommand, type Io } from './command.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { terminalLocale } from './language.ts'
import { openSimulation, portOf, type Simulation, weatherLines, weatherOf } from './simulation.ts'
import { listenToKeyboard } from './weather-prompt.ts'

const DIRECTORY = 'var/simulator'
const DOTCHI_PORT = 8788

/** `dotchi simulate`: the pretend LINE WORKS alone, for whoever wants to point something at it. */
export const simulateCommand = defineCommand({
  name: 'simulate',
  summary: {
    ja: '模擬のLINE WORKSをこのコンピューター内で動かす（障害の練習用）',
    en: 'run a pretend LINE WORKS on this computer, to practise outages',
  },
  usage: '[--weather NAME] [--port N]',
  positionals: { min: 0, max: 0 },
  options: {
    weather: {
      type: 'string',
      value: 'NAME',
      help: { ja: '最初の模擬状況（既定は healthy）', en: 'the weather to begin with (healthy by default)' },
    },
    port: {
      type: 'string',
      value: 'N',
      help: {
        ja: '連続する14個のポートの先頭（既定は空いているポート）',
        en: 'first of fourteen ports (by default free ones)',
      },
    },
    list: { type: 'boolean', help: { ja: '模擬状況の一覧を表示', en: 'list the weathers' } },
  },
  async run({ values, lang }, io): Promise<ExitCode> {
    const locale = lang ?? terminalLocale(io.environment)
    if (values.list) {
      io.stdout.write(weatherLines(locale))
      return EXIT.fine
    }
    const simulation = await openSimulation({
      directory: DIRECTORY,
      dotchiPort: DOTCHI_PORT,
      locale,
      ...(values.weather === undefined ? {} : { weather: weatherOf(values.weather) }),
      ...(values.port === undefined ? {} : { port: portOf(values.port) }),
    })
    try {
      io.stdout.write(welcome(simulation, locale))
      await untilTheEnd(simulation, io, locale)
    } finally {
      await simulation.simulator.stop()
    }
    return EXIT.fine
  },
})

/** Tells every change of weather, wherever it was made, until somebody ends it. */
function untilTheEnd({ simulator }: Simulation, io: Io, locale: Locale): Promise<void> {
  return new Promise((resolve) => {
    const forget = simulator.onChange((name) => io.stdout.write(`${weatherLine(name, locale)}\n`))
    const deafen = listenToKeyboard(io, locale, { onWeather: (name) => void simulator.setWeather(name), onQuit: end })
    function end() {
      forget()
      deafen()
      resolve()
    }
    if (io.signal.aborted) end()
    io.signal.addEventListener('abort', end, { once: true })
  })
}

/** `▶ ログインで500エラー (login-500): …` */
export const weatherLine = (name: WeatherName, locale: Locale): string =>
  `▶ ${WEATHERS[name].title[locale]} (${name}): ${WEATHERS[name].story[locale]}`

function welcome({ simulator, caFile, configFile }: Simulation, locale: Locale): string {
  const { sites, resolvers } = simulator
  const rows: readonly (readonly [Text, string])[] = [
    [{ ja: 'ログイン', en: 'login' }, `${sites.login}/login/login`],
    [{ ja: 'トーク', en: 'Talk' }, `${sites.talk}/`],
    [{ ja: 'API', en: 'API' }, `${sites.api}/v1.0/users/me`],
    [{ ja: 'お知らせ', en: 'notices' }, `${sites.notices}/notice/`],
    [{ ja: '投稿', en: 'posts' }, `${sites.posts}/realtime/search?p=LINEWORKS`],
    [{ ja: 'LINEの稼働状況', en: 'LINE status' }, `${sites['line-status']}/api/v2/summary.json`],
    [{ ja: '社内プロキシ', en: 'company proxy' }, simulator.proxyUrl],
    [{ ja: '社内DNS', en: 'company DNS' }, `${resolvers.company} (UDP)`],
    [{ ja: 'CA証明書', en: 'CA file' }, shortPath(caFile)],
    [{ ja: '設定ファイル', en: 'configuration' }, shortPath(configFile)],
  ]
  const put = `curl -X PUT -d '{"name":"login-500"}' ${simulator.controlUrl}/weather`
  const how: Text = {
    ja: `\n状況を変える: ${put}\n　または、ここで名前か番号を入力して Enter（l で一覧、q で終了）\nDotchiで見る: DOTCHI_CONFIG=${shortPath(configFile)} npm start\n\n`,
    en: `\nchange the weather: ${put}\n  or type a name or number here and press Enter (l lists them, q ends)\nwatch it with Dotchi: DOTCHI_CONFIG=${shortPath(configFile)} npm start\n\n`,
  }
  const title: Text = { ja: '模擬のLINE WORKSが動いています。', en: 'A pretend LINE WORKS is running.' }
  const listed = rows.map(([name, value]) => `  ${name[locale]}: ${value}\n`).join('')
  return `${title[locale]}\n${listed}${how[locale]}${weatherLine(simulator.weather(), locale)}\n`
}

const shortPath = (path: string) => {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') ? path : short
}
