import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { nearestWord } from '../config/nearest-word.ts'
import type { Locale } from '../core/locale.ts'
import { systemClock } from '../platform/clock.ts'
import { configurationOf } from '../simulator/configuration.ts'
import { type Simulator, type SimulatorOptions, startSimulator } from '../simulator/simulator.ts'
import { isWeatherName, WEATHER_NAMES, WEATHERS, type WeatherName } from '../simulator/weathers.ts'
import { UsageError } from './command.ts'

/** A running pretend world with the files that lead Dotchi to it. */
export interface Simulation {
  readonly simulator: Simulator
  readonly caFile: string
  readonly configFile: string
}

export interface SimulationOptions extends Omit<SimulatorOptions, 'clock'> {
  /** Where the files go; made where it is missing. */
  readonly directory: string
  /** Port on which the configuration lets Dotchi listen. */
  readonly dotchiPort: number
  readonly locale: Locale
}

/** Starts the world and writes its authority and its configuration. Throws a `UsageError` where it cannot. */
export async function openSimulation(options: SimulationOptions): Promise<Simulation> {
  const { directory, dotchiPort, locale, ...world } = options
  const simulator = await startSimulator({ ...world, clock: systemClock }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
    throw new UsageError({
      ja: `ポート${world.port}からの14個を使えません（${error.code}）。--port を変えてください`,
      en: `the fourteen ports from ${world.port} on cannot be used (${error.code}); choose another --port`,
    })
  })
  try {
    const caFile = resolve(directory, 'ca.pem')
    const configFile = resolve(directory, 'dotchi.config.yaml')
    const databaseFile = join(resolve(directory), 'dotchi.db')
    const configuration = configurationOf(simulator, { caFile, databaseFile, port: dotchiPort })
    await mkdir(directory, { recursive: true })
    await writeFile(caFile, simulator.caPem)
    await writeFile(configFile, stringify({ ...configuration, locale }))
    return { simulator, caFile, configFile }
  } catch (error) {
    await simulator.stop()
    const { code, syscall } = error as NodeJS.ErrnoException
    if (code === undefined || syscall === undefined) throw error
    throw new UsageError({
      ja: `${directory} に書き込めません（${code}）。書き込めるフォルダーで実行してください`,
      en: `${directory} cannot be written (${code}); run this in a folder that can`,
    })
  }
}

/** The weather that a person named, or an error that says which one was meant. */
export function weatherOf(name: string): WeatherName {
  if (isWeatherName(name)) return name
  const near = nearestWord(name, WEATHER_NAMES)
  throw new UsageError({
    ja: `「${name}」という模擬状況はありません。${near ? `「${near}」のことですか？` : '--list で一覧を確認できます。'}`,
    en: `there is no weather "${name}". ${near ? `Did you mean "${near}"?` : 'See --list.'}`,
  })
}

/** A port as a person writes it. */
export function portOf(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_000) return port
  throw new UsageError({ ja: '--port は 1 から 65000 の数です', en: '--port must be a number from 1 to 65000' })
}

/** Every weather in a line: number, name, title. */
export const weatherLines = (locale: Locale): string =>
  WEATHER_NAMES.map(
    (name, index) => `${String(index + 1).padStart(4)}  ${name.padEnd(22)}  ${WEATHERS[name].title[locale]}\n`,
  ).join('')
