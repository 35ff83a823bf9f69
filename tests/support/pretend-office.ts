import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { systemClock } from '../../src/platform/clock.ts'
import { type ConfigurationOptions, configurationOf } from '../../src/simulator/configuration.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { openTemporaryDirectory } from './temporary-directory.ts'

/** The pretend LINE WORKS on loopback, and the configuration file that points Dotchi at it. */
export interface PretendOffice extends AsyncDisposable {
  readonly simulator: Simulator
  readonly configFile: string
}

export async function openPretendOffice(options: Partial<ConfigurationOptions> = {}): Promise<PretendOffice> {
  const directory = await openTemporaryDirectory()
  const simulator = await startSimulator({ clock: systemClock })
  const at = (name: string) => join(directory.path, name)
  const configuration = configurationOf(simulator, {
    caFile: at('ca.pem'),
    databaseFile: at('dotchi.db'),
    port: 0,
    ...options,
  })
  await writeFile(at('ca.pem'), simulator.caPem)
  await writeFile(at('dotchi.config.yaml'), stringify(configuration))
  return {
    simulator,
    configFile: at('dotchi.config.yaml'),
    async [Symbol.asyncDispose]() {
      await simulator.stop()
      await directory[Symbol.asyncDispose]()
    },
  }
}
