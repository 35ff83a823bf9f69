import { isIP } from 'node:net'
import { bypassOf } from './net/proxy-bypass.ts'
import { parseProxyUrl } from './net/proxy-url.ts'
import type { ProxyAddress } from './network.ts'

/** Which proxy to take, credentials inside the URLs. */
export interface ProxySettings {
  /** For https: targets; null: none. */
  readonly https: string | null
  /** For http: targets; null: none. */
  readonly http: string | null
  /** Hosts that are reached without, in the form of NO_PROXY. */
  readonly noProxy: readonly string[]
  /** A proxy reaches its own loopback, not ours: only one that is named on purpose is asked for it. */
  readonly sparesLoopback: boolean
}

export interface ProxyChooser {
  /** The proxy for a URL, or null where it is reached straight. */
  proxyFor(url: URL): ProxyAddress | null
}

/** Builds the one answer to "through which proxy?". An address that is no proxy's throws: the configuration has checked it. */
export function createProxyChooser({ https, http, noProxy, sparesLoopback }: ProxySettings): ProxyChooser {
  const bypass = bypassOf(noProxy.join(','))
  const known: Readonly<Record<string, ProxyAddress | null>> = { 'https:': addressOf(https), 'http:': addressOf(http) }
  return {
    proxyFor(url) {
      const proxy = known[url.protocol] ?? null
      return proxy === null || (sparesLoopback && isLoopback(url)) || bypass(url) ? null : proxy
    },
  }
}

function addressOf(text: string | null): ProxyAddress | null {
  if (text === null) return null
  const url = parseProxyUrl(text)
  if (url === null) throw new Error('not the address of an HTTP proxy')
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || 80,
    authorization: url.username === '' ? null : basicOf(url),
  }
}

function basicOf({ username, password }: URL): string {
  const pair = `${decoded(username)}:${decoded(password)}`
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`
}

/** A stray percent sign in a password stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function isLoopback({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    host === '::1' ||
    (isIP(host) === 4 && host.startsWith('127.'))
  )
}
