import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closedPort } from './faulty-server.ts'

/** A proxy program of the world, started on loopback with a directory of its own. */
export interface RealProxy extends AsyncDisposable {
  readonly port: number
}

export interface RealProxyOptions {
  /** Lets only this user in (Basic). */
  readonly user?: { readonly name: string; readonly password: string }
  /** Refuses these hosts with 403. */
  readonly denied?: readonly string[]
  /** Names with fixed addresses, which squid knows without asking anybody. */
  readonly hosts?: Readonly<Record<string, readonly string[]>>
}

export interface Program {
  readonly path: string
  /** Writes its configuration into the directory; returns the arguments. */
  configure(directory: string, port: number, options: RealProxyOptions): Promise<readonly string[]>
}

const START_MS = 30_000

const squid: Program = {
  path: '/usr/sbin/squid',
  async configure(directory, port, { user, denied = [], hosts = {} }) {
    const file = join(directory, 'squid.conf')
    const helper = join(directory, 'knows')
    const names = join(directory, 'hosts')
    await writeFile(names, hostsFileOf(hosts))
    if (user) await writeFile(helper, helperFor(user.name, user.password), { mode: 0o755 })
    const lines = [
      `http_port 127.0.0.1:${port}`,
      'cache deny all',
      'access_log none',
      `cache_log ${join(directory, 'cache.log')}`,
      `pid_filename ${join(directory, 'squid.pid')}`,
      `coredump_dir ${directory}`,
      'shutdown_lifetime 0 seconds',
      'connect_timeout 5 seconds',
      'forward_max_tries 1',
      'visible_hostname proxy.test',
      // Nobody on loopback is asked for names, and no other program is started for it.
      'dns_nameservers 127.0.0.1',
      'dns_timeout 2 seconds',
      `hosts_file ${names}`,
      'pinger_enable off',
      'netdb_filename none',
      ...(user
        ? [`auth_param basic program ${helper}`, 'auth_param basic children 1', 'acl known proxy_auth REQUIRED']
        : []),
      ...(denied.length > 0 ? [`acl denied dstdomain ${denied.join(' ')}`, 'http_access deny denied'] : []),
      `http_access allow ${user ? 'known' : 'all'}`,
      'http_access deny all',
    ]
    await writeFile(file, `${lines.join('\n')}\n`)
    // It gives up root and must still be able to write here.
    await chmod(directory, 0o777)
    return ['-N', '-f', file]
  },
}

const tinyproxy: Program = {
  path: '/usr/bin/tinyproxy',
  async configure(directory, port, { user, denied = [] }) {
    const file = join(directory, 'tinyproxy.conf')
    const filter = join(directory, 'filter')
    await writeFile(filter, `${denied.map((host) => `^${host.replaceAll('.', '\\.')}$`).join('\n')}\n`)
    const lines = [
      `Port ${port}`,
      'Listen 127.0.0.1',
      'Timeout 30',
      'MaxClients 20',
      'LogLevel Critical',
      ...(user ? [`BasicAuth ${user.name} ${user.password}`] : []),
      ...(denied.length > 0 ? [`Filter "${filter}"`, 'FilterExtended On'] : []),
    ]
    await writeFile(file, `${lines.join('\n')}\n`)
    return ['-d', '-c', file]
  },
}

export const openSquid = (options: RealProxyOptions = {}) => openProxy(squid, options)
export const openTinyproxy = (options: RealProxyOptions = {}) => openProxy(tinyproxy, options)

const hostsFileOf = (hosts: NonNullable<RealProxyOptions['hosts']>) =>
  Object.entries(hosts)
    .flatMap(([name, addresses]) => addresses.map((address) => `${address} ${name}\n`))
    .join('')

/** Starts a proxy program; its directory is gone when it is closed. */
export async function openProxy(program: Program, options: RealProxyOptions): Promise<RealProxy> {
  if (!existsSync(program.path)) throw new Error(`${program.path} is missing: these tests need the real program`)
  const directory = await mkdtemp(join(tmpdir(), 'dotchi-proxy-'))
  const port = await closedPort()
  const args = await program.configure(directory, port, options)
  const child = spawn(program.path, args, { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  const close = async () => {
    await stop(child)
    await rm(directory, { recursive: true, force: true })
  }
  try {
    await untilListening(child, port)
  } catch (thrown) {
    const log = await readFile(join(directory, 'cache.log'), 'utf8').catch(() => '')
    await close()
    throw new Error(`${program.path} did not start: ${String(thrown)}\n${said.join('')}\n${log}`)
  }
  return { port, [Symbol.asyncDispose]: close }
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  const endsAt = Date.now() + START_MS
  while (Date.now() < endsAt) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`)
    if (await isListening(port)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`not listening after ${START_MS} ms`)
}

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 3_000)
  await ended
  clearTimeout(timer)
}

/** Squid asks a program about each name and password, one line each. */
const helperFor = (name: string, password: string) => `#!/bin/sh
while read -r user password; do
  if [ "$user $password" = "${name} ${password}" ]; then echo OK; else echo ERR; fi
done
`
