import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { createTestAuthority } from './certificates.ts'
import { closedPort } from './faulty-server.ts'

/** A real IMAP server on loopback, with one mailbox of files in a directory of its own. */
export interface Dovecot extends AsyncDisposable {
  /** TLS from the first byte, and STARTTLS. */
  readonly ports: { readonly tls: number; readonly starttls: number }
  readonly caPem: string
  readonly user: string
  readonly password: string
  /** Puts a mail into the inbox; its lines end as they please. */
  put(source: string): Promise<void>
  /** What lies in the inbox, with the marks of each in its name. */
  files(): Promise<readonly string[]>
}

const PROGRAM = '/usr/sbin/dovecot'
const START_MS = 30_000
const PASSWORD = 'yomudake-99'
/** Nobody's mail belongs to root. */
const MAIL_USER = { root: { uid: 65_534, gid: 65_534 } }

export async function openDovecot(): Promise<Dovecot> {
  if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: these tests need the real program`)
  const directory = await mkdtemp(join(tmpdir(), 'dotchi-mail-'))
  const authority = await createTestAuthority()
  const { key, cert } = await authority.issue({ names: ['127.0.0.1'] })
  const ports = { tls: await closedPort(), starttls: await closedPort() }
  const inbox = join(directory, 'mail')
  for (const name of ['', 'new', 'cur', 'tmp']) {
    await mkdir(join(inbox, name), { recursive: true })
    await chmod(join(inbox, name), 0o777)
  }
  await chmod(directory, 0o755)
  await writeFile(join(directory, 'key.pem'), key)
  await writeFile(join(directory, 'cert.pem'), cert)
  const file = join(directory, 'dovecot.conf')
  await writeFile(file, configurationOf(directory, ports))
  const child = spawn(PROGRAM, ['-F', '-c', file], { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  const close = async () => {
    await stop(child)
    await rm(directory, { recursive: true, force: true })
  }
  try {
    for (const port of Object.values(ports)) await untilListening(child, port)
  } catch (thrown) {
    await close()
    throw new Error(`dovecot did not start: ${String(thrown)}\n${said.join('')}`)
  }
  let number = 0
  return {
    ports,
    caPem: authority.caPem,
    user: 'dotchi',
    password: PASSWORD,
    async put(source) {
      number += 1
      const path = join(inbox, 'new', `${1_775_433_600 + number}.M${number}.test`)
      await writeFile(path, source)
      await chmod(path, 0o666)
    },
    async files() {
      const found = await Promise.all(['new', 'cur'].map((name) => readdir(join(inbox, name))))
      return found.flat().sort()
    },
    [Symbol.asyncDispose]: close,
  }
}

function configurationOf(directory: string, ports: Dovecot['ports']): string {
  const { username, uid, gid } = userInfo()
  const isRoot = uid === 0
  const owner = isRoot ? MAIL_USER.root : { uid, gid }
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${directory}/run
state_dir = ${directory}/state
log_path = /dev/stderr
ssl = required
ssl_cert = <${directory}/cert.pem
ssl_key = <${directory}/key.pem
mail_location = maildir:${directory}/mail
first_valid_uid = 1
${isRoot ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\ndefault_internal_group = ${username}\n`}
service imap-login {
  ${isRoot ? '' : 'chroot ='}
  inet_listener imap { 
    port = ${ports.starttls} 
  }
  inet_listener imaps { 
    port = ${ports.tls} 
    ssl = yes 
  }
}
${isRoot ? '' : 'service anvil {\n  chroot =\n}\n'}
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${directory}/mail
}
`
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  const endsAt = Date.now() + START_MS
  while (Date.now() < endsAt) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`)
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ host: '127.0.0.1', port }, () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`not listening after ${START_MS} ms`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(timer)
}
