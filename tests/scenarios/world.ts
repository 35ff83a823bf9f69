import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { startApp } from '../../src/app.ts'
import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import { loadConfig } from '../../src/config.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { configurationOf } from '../../src/simulator/configuration.ts'
import { startSimulator } from '../../src/simulator/simulator.ts'

/** A simulated minute: short, so that a notice that comes after ten of them comes while somebody waits. */
const MINUTE_MS = 400

/** Dotchi watching the pretend world. Its sources, or those given here (then without the proxy), are read every second. */
export async function openWorld(own?: readonly Readonly<Record<string, unknown>>[]) {
  const directory = mkdtempSync(join(tmpdir(), 'dotchi-announcements-'))
  const simulator = await startSimulator({ clock: systemClock, minuteMs: MINUTE_MS })
  const caFile = join(directory, 'ca.pem')
  const file = join(directory, 'dotchi.config.yaml')
  const plain = configurationOf(simulator, {
    caFile,
    databaseFile: join(directory, 'dotchi.db'),
    port: 0,
    behindProxy: !own,
  })
  const sources = (own ?? plain.sources).map((source) => ({ ...source, intervalSeconds: 1 }))
  writeFileSync(caFile, simulator.caPem)
  writeFileSync(file, stringify({ ...plain, sources }))
  const loaded = loadConfig({ file, environment: {}, readFile: readFromDisk, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  const logger = createLogger({ level: 'silent', format: 'json' })
  const app = await startApp(loaded.config, { clock: systemClock, logger, version: 'test' })
  if (app.listening.kind !== 'listening') throw new Error('nothing listens')
  const { url } = app.listening
  const get = async (path: string) => (await fetch(url + path)).text()
  return {
    ...{ simulator, app, get, url },
    async until(path: string, isReached: (body: string) => boolean, what: string) {
      let body = ''
      for (let i = 0; i < 300; i++) {
        body = await get(path)
        if (isReached(body)) return body
        await new Promise((go) => setTimeout(go, 200))
      }
      throw new Error(`${what} did not come: ${body.slice(0, 2_000)}`)
    },
    async [Symbol.asyncDispose]() {
      await app.stop()
      await simulator.stop()
      rmSync(directory, { recursive: true })
    },
  }
}
