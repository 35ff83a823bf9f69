import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openProxy, type RealProxy } from './real-proxy.ts'

/** The real mitmproxy, which opens every tunnel with certificates of its own. */
export interface Mitmproxy extends RealProxy {
  /** The authority that it made for itself when it started. */
  readonly caPem: string
}

export interface MitmproxyOptions {
  /** Names with fixed addresses; it asks nobody for others. */
  readonly hosts: Readonly<Record<string, readonly string[]>>
  /** PEM of the authorities that it believes. */
  readonly upstreamCa: readonly string[]
}

/** Starts mitmproxy on loopback with a directory of its own. */
export async function openMitmproxy({ hosts, upstreamCa }: MitmproxyOptions): Promise<Mitmproxy> {
  let directory = ''
  const proxy = await openProxy(
    {
      path: '/usr/bin/mitmdump',
      async configure(own, port) {
        directory = own
        const [names, authorities] = [join(own, 'names.py'), join(own, 'upstream.pem')]
        await writeFile(names, addonFor(hosts))
        await writeFile(authorities, upstreamCa.join(''))
        const settings = { confdir: own, ssl_verify_upstream_trusted_ca: authorities, connection_strategy: 'lazy' }
        const set = Object.entries(settings).flatMap(([key, value]) => ['--set', `${key}=${value}`])
        return ['-q', '--listen-host', '127.0.0.1', '--listen-port', String(port), '-s', names, ...set]
      },
    },
    {},
  )
  return { ...proxy, caPem: readFileSync(join(directory, 'mitmproxy-ca-cert.pem'), 'utf8') }
}

/** It has no hosts file of its own: an addon names the addresses when it is about to connect. */
const addonFor = (hosts: MitmproxyOptions['hosts']) => `
HOSTS = ${JSON.stringify(Object.fromEntries(Object.entries(hosts).map(([name, [address]]) => [name, address])))}

def server_connect(data):
    host, port = data.server.address
    data.server.address = (HOSTS.get(host, "127.0.0.1"), port)
`
