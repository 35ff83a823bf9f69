import { PACKAGE_DATA, readFromDisk } from '../../src/config/from-disk.ts'
import type { ReadFile } from '../../src/config/secrets.ts'
import { type Config, loadConfig } from '../../src/config.ts'

/** What ships, without any file of this machine's user, and nothing read from outside. */
export function shippedConfiguration(environment: Readonly<Record<string, string>> = {}): Config {
  const readFile: ReadFile = (path) => (path.startsWith(PACKAGE_DATA) ? readFromDisk(path) : { reason: 'ENOENT' })
  const all = { DATABASE_URL: 'sqlite::memory:', PORT: '0', ...environment }
  const loaded = loadConfig({ environment: all, readFile, packageData: PACKAGE_DATA })
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems))
  return { ...loaded.config, sources: [] }
}
