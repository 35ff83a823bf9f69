import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { App } from '../app.ts'
import { PACKAGE_DATA, readFromDisk } from '../config/from-disk.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Locale, Text } from '../core/locale.ts'
import type { Verdict } from '../core/verdict.ts'
import { systemClock } from '../platform/clock.ts'
import { createLogger } from '../platform/logger.ts'
import type { WeatherName } from '../simulator/weathers.ts'
import { verdictLine } from '../start-text.ts'
import { VERSION } from '../version.ts'
import { defineCommand, type Io } from './command.ts'
import { type Act, ANNOUNCED, STORY } from './demo-story.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { terminalLocale } from './language.ts'
import { weatherLine } from './simulate.ts'
import { openSimulation, portOf, type Simulation, weatherOf } from './simulation.ts'
import { listenToKeyboard } from './weather-prompt.ts'

/** How long a simulated minute takes: long enough that an act sees several rounds of looks. */
const MINUTE_MS = 4000
const FAST_MINUTE_MS = 2000

/** `dotchi demo`: the pretend LINE WORKS and Dotchi in front of it, in one process. */
export const demoCommand = defineCommand({
  name: 'demo',
  summary: {
    ja: '模擬のLINE WORKSで、障害の始まりから復旧までを見る',
    en: 'watch an outage begin and end, on a pretend LINE WORKS',
  },
  usage: '[--fast] [--weather NAME] [--port N]',
  positionals: { min: 0, max: 0 },
  options: {
    fast: { type: 'boolean', help: { ja: '短い筋書きを速く進める', en: 'a shorter story, told faster' } },
    weather: {
      type: 'string',
      value: 'NAME',
      help: { ja: '筋書きの代わりに、この模擬状況だけを続ける', en: 'this weather alone, in place of the story' },
    },
    port: {
      type: 'string',
      value: 'N',
      help: {
        ja: 'Dotchiの画面のポート（既定は空いているポート）',
        en: 'port of Dotchi’s page (by default a free one)',
      },
    },
  },
  async run({ values, lang }, io): Promise<ExitCode> {
    const locale = lang ?? terminalLocale(io.environment)
    const only = values.weather === undefined ? null : weatherOf(values.weather)
    const dotchiPort = values.port === undefined ? 0 : portOf(values.port)
    const minuteMs = values.fast ? FAST_MINUTE_MS : MINUTE_MS
    const directory = await mkdtemp(join(tmpdir(), 'dotchi-demo-'))
    try {
      const weather = only ?? STORY[0]!.weather
      const simulation = await openSimulation({ directory, dotchiPort, locale, minuteMs, weather })
      try {
        const acts = STORY.filter((act) => !(values.fast && act.isLong))
        return await demonstrate({ simulation, io, locale, minuteMs, acts, only })
      } finally {
        await simulation.simulator.stop()
      }
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  },
})

interface Stage {
  readonly simulation: Simulation
  readonly io: Io
  readonly locale: Locale
  readonly minuteMs: number
  readonly acts: readonly Act[]
  readonly only: WeatherName | null
}

async function demonstrate(stage: Stage): Promise<ExitCode> {
  const { simulation, io, locale } = stage
  const config = configOf(simulation.configFile)
  const app = await startDotchi(config, io, locale)
  if (app.listening.kind !== 'listening') {
    io.stderr.write(`${app.listening.text[locale]}\n`)
    return EXIT.cannotRun
  }
  try {
    io.stdout.write(`${welcome(app.listening.url, simulation, locale)}\n`)
    await play(stage)
  } finally {
    await app.stop()
  }
  return EXIT.fine
}

/** The file that the simulation wrote; the surroundings of the terminal have no say in it. */
function configOf(file: string): Config {
  const loaded = loadConfig({ file, environment: {}, readFile: readFromDisk, packageData: PACKAGE_DATA })
  if ('config' in loaded) return loaded.config
  throw new Error(loaded.problems.map((problem) => `${problem.path}: ${problem.text.en}`).join('\n'))
}

async function startDotchi(config: Config, io: Io, locale: Locale): Promise<App> {
  let told = ''
  const onVerdict = (verdict: Verdict) => {
    const said = verdict.service.condition + verdict.viewers.map((viewer) => viewer.condition).join()
    if (said !== told) io.stdout.write(`  Dotchi  ${verdictLine(verdict, locale, config.zone)}\n`)
    told = said
  }
  const logger = createLogger({ level: 'error', format: 'text' })
  // Only now: the help of all commands need not wait for pages and database.
  const { startApp } = await import('../app.ts')
  return startApp(config, { clock: systemClock, logger, version: VERSION, onVerdict })
}

function welcome(url: string, { simulator }: Simulation, locale: Locale): string {
  const put = `curl -X PUT -d '{"name":"slow"}' ${simulator.controlUrl}/weather`
  const words: Text = {
    ja: `\nDotchiの画面: ${url}\n状況を変える: ${put}\n　または、ここで名前か番号を入力して Enter（Enterだけで次へ、l で一覧、q で終了）\n`,
    en: `\nDotchi’s page: ${url}\nchange the weather: ${put}\n  or type a name or number here and press Enter (Enter alone goes on, l lists them, q ends)\n`,
  }
  return words[locale]
}

const LAST_WORDS: Text = {
  ja: '筋書きはここまでです。続けて状況を変えられます。終わるには q か Ctrl-C を押してください。',
  en: 'The story ends here. The weather can still be changed; end with q or Ctrl-C.',
}

/** Plays the story, act by act; whoever changes the weather takes the story over. */
async function play({ simulation, io, locale, minuteMs, acts, only }: Stage): Promise<void> {
  const { simulator } = simulation
  const over = new AbortController()
  const ended = AbortSignal.any([io.signal, over.signal])
  let isOurs = only === null
  let skip = () => {}
  const forget = simulator.onChange((name) => io.stdout.write(`${weatherLine(name, locale)}\n`))
  const unread = tellNotices(simulation, io, locale)
  const deafen = listenToKeyboard(io, locale, {
    onWeather: (name) => {
      isOurs = false
      skip()
      void simulator.setWeather(name)
    },
    onNext: () => skip(),
    onQuit: () => over.abort(),
  })
  const wait = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = systemClock.after(ms, resolve)
      skip = () => {
        cancel()
        resolve()
      }
      // It may have ended while the weather was changing
      if (ended.aborted) skip()
      ended.addEventListener('abort', skip, { once: true })
    })
  try {
    if (only !== null) io.stdout.write(`${weatherLine(only, locale)}\n`)
    for (const act of acts) {
      if (!isOurs || ended.aborted) break
      // Somebody outside may have changed it: then the story is theirs
      io.stdout.write(`\n■ ${act.words[locale]}\n`)
      await simulator.setWeather(act.weather)
      await wait(Math.max(act.minutes * minuteMs, act.leastSeconds * 1000))
      isOurs &&= simulator.weather() === act.weather
    }
    const isWatched = only !== null || !isOurs || io.stdin?.isTTY === true
    if (!isWatched || ended.aborted) return
    if (isOurs) io.stdout.write(`\n${LAST_WORDS[locale]}\n`)
    await new Promise<void>((resolve) => {
      if (ended.aborted) resolve()
      ended.addEventListener('abort', () => resolve(), { once: true })
    })
  } finally {
    forget()
    unread()
    deafen()
  }
}

const LOOK_EVERY_MS = 500

const nameOf = ({ id, title }: { readonly id: number; readonly title: string }) => `${id} ${title}`

/** Tells each notice as it comes out or changes; returns how to stop. */
function tellNotices({ simulator }: Simulation, io: Io, locale: Locale): () => void {
  const known = new Set(simulator.bulletins().map(nameOf))
  let cancel = () => {}
  const look = () => {
    for (const bulletin of simulator.bulletins().filter((candidate) => !known.has(nameOf(candidate)))) {
      known.add(nameOf(bulletin))
      io.stdout.write(`  ${ANNOUNCED[locale]}  ${bulletin.title}\n`)
    }
    cancel = systemClock.after(LOOK_EVERY_MS, look)
  }
  look()
  return () => cancel()
}
