import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseArguments } from '../../src/cli/arguments.ts'
import type { Command, Io } from '../../src/cli/command.ts'
import { demoCommand } from '../../src/cli/demo.ts'
import { STORY } from '../../src/cli/demo-story.ts'
import { EXIT } from '../../src/cli/exit-code.ts'
import { simulateCommand } from '../../src/cli/simulate.ts'
import { openSimulation } from '../../src/cli/simulation.ts'
import { parseWish } from '../../src/cli/weather-prompt.ts'
import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import { loadConfig } from '../../src/config.ts'
import { WEATHER_NAMES } from '../../src/simulator/weathers.ts'
import { visit, visited } from './visit.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dotchi-simulator-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** A terminal that remembers, and a keyboard. */
function terminal() {
  const over = new AbortController()
  const keyboard = Object.assign(new PassThrough(), { isTTY: true })
  let text = ''
  let heard = () => {}
  const stdout = {
    write: (part: string) => {
      text += part
      heard()
    },
  }
  const io: Io = {
    stdout,
    stderr: stdout,
    stdin: keyboard,
    isTerminal: false,
    columns: 80,
    environment: {},
    signal: over.signal,
  }
  /** Resolves with the match once the text has it. */
  const says = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve) => {
      heard = () => {
        const match = pattern.exec(text)
        if (match) resolve(match)
      }
      heard()
    })
  return { io, keyboard, says, end: () => over.abort(), text: () => text }
}

const run = (command: Command, io: Io, ...argv: readonly string[]) => command.run(parseArguments(command, argv), io)

describe('dotchi simulate', () => {
  it('lists the weathers', async () => {
    const { io, text } = terminal()
    expect(await run(simulateCommand, io, '--list', '--lang=en')).toBe(EXIT.fine)
    for (const name of WEATHER_NAMES) expect(text()).toContain(name)
  })

  it('takes no weather and no port that there is not', async () => {
    const { io } = terminal()
    await expect(run(simulateCommand, io, '--weather', 'login-50')).rejects.toThrow('Did you mean "login-500"?')
    await expect(run(simulateCommand, io, '--port', '70000')).rejects.toThrow('--port')
  })

  it('runs, follows curl and the keyboard, and leaves nothing behind', async () => {
    const { io, keyboard, says, end } = terminal()
    const ended = run(simulateCommand, io, '--weather', 'slow', '--lang', 'en')
    const [, url] = await says(/(http:\S+\/weather)/)
    const [, login] = await says(/login: (https:\S+)\/login\/login/)
    await says(/Slow answers/)
    await visited(url!, { method: 'PUT', body: '{"name":"api-500"}' })
    await says(/API answers 500/)
    keyboard.write('what?\n8\n')
    await says(/Type the name or number/)
    await says(/Talk is down/)
    keyboard.write('q\n')
    expect(await ended).toBe(EXIT.fine)
    expect([await visit(url!), await visit(login!)]).toEqual(['ECONNREFUSED', 'ECONNREFUSED'])
    end()
  })

  it('says where it cannot write, and leaves no server behind', async () => {
    const file = join(directory, 'in-the-way')
    await writeFile(file, '')
    const failing = openSimulation({ directory: join(file, 'world'), dotchiPort: 8788, locale: 'ja' })
    await expect(failing).rejects.toThrow(/in-the-way\/world cannot be written \(ENOTDIR\)/)
  })

  it('writes a configuration that Dotchi reads without a problem', async () => {
    const simulation = await openSimulation({ directory, dotchiPort: 8788, locale: 'ja' })
    try {
      const file = simulation.configFile
      const loaded = loadConfig({ file, environment: {}, readFile: readFromDisk, packageData: PACKAGE_DATA })
      if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
      expect(loaded.warnings).toEqual([])
      const { config } = loaded
      expect(config.targets.every((target) => JSON.stringify(target.options).includes('127.0.0.1'))).toBe(true)
      expect(config.trust.extraCa).toHaveLength(3)
      expect(config.proxy.https).toContain(simulation.simulator.proxyUrl)
      expect(await readFile(simulation.caFile, 'utf8')).toBe(simulation.simulator.caPem)
    } finally {
      await simulation.simulator.stop()
    }
  })
})

describe('what is typed', () => {
  it('is a name, a number, or one of a few words', () => {
    expect(parseWish(' Login-500 ')).toEqual({ kind: 'weather', name: 'login-500' })
    for (const [index, name] of WEATHER_NAMES.entries())
      expect(parseWish(String(index + 1))).toEqual({ kind: 'weather', name })
    expect(['', 'n', 'l', 'q', '0', '99', 'hail', 'toString'].map((line) => parseWish(line).kind)).toEqual([
      'next',
      'next',
      'list',
      'quit',
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ])
  })
})

describe('dotchi demo', () => {
  it('begins and ends on a good day, with an outage and a maintenance between', () => {
    const weathers = STORY.map((act) => act.weather)
    expect([weathers[0], weathers.at(-1)]).toEqual(['healthy', 'healthy'])
    expect(weathers).toEqual(expect.arrayContaining(['login-500', 'maintenance-announced', 'maintenance']))
  })

  it('shows Dotchi’s page and its first verdict, goes on at Enter, and ends without a trace', {
    timeout: 60_000,
  }, async () => {
    const { io, keyboard, says, end } = terminal()
    const ended = run(demoCommand, io, '--fast', '--lang', 'en')
    const [, page] = (await Promise.race([says(/page: (http:\S+)/), ended])) as RegExpExecArray
    await Promise.race([says(/LINE WORKS Operational/), ended])
    expect(await visited(`${page}/`)).toMatchObject({ status: 200 })
    keyboard.write('\n')
    await says(/Login answers 500 \(login-500\)/)
    end()
    expect(await ended).toBe(EXIT.fine)
    expect(await visit(page!)).toBe('ECONNREFUSED')
  })

  it('keeps to one weather when told to', { timeout: 60_000 }, async () => {
    const { io, says, end, text } = terminal()
    const ended = run(demoCommand, io, '--weather', 'maintenance', '--lang', 'ja')
    await Promise.race([says(/LINE WORKS メンテナンス中/), ended])
    end()
    expect(await ended).toBe(EXIT.fine)
    expect(text()).not.toContain('■')
    expect(existsSync('dotchi.db')).toBe(false)
  })
})
