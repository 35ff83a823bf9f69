import { isIP } from 'node:net'
import { bypassOf } from './net/proxy-bypass.ts'
import type { ProxyAddress } from './network.ts'

export interface ProxyChoice {
  /** `environment`: as HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY say; `none`: always straight; else the proxy's URL. */
  readonly proxy: string
  /** More hosts that are reached straight, in the form of NO_PROXY. */
  readonly noProxy: readonly string[]
  /** The environment's variables, read by the caller. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** Why a proxy's URL cannot be used. `setting`: where it stands; `value`: what stands there, without its password. */
export interface ProxyProblem {
  readonly setting: 'proxy' | 'HTTPS_PROXY' | 'HTTP_PROXY' | 'ALL_PROXY'
  readonly reason: 'not-a-url' | 'scheme-not-supported'
  readonly value: string
}

export interface ProxyChooser {
  /** The proxy for a URL, or null where it is reached straight. */
  proxyFor(url: URL): ProxyAddress | null
}

export type ChosenProxy =
  | { readonly chooser: ProxyChooser; readonly problem: null }
  | { readonly chooser: null; readonly problem: ProxyProblem }

/** Builds the one answer to "through which proxy?", from configuration and environment. */
export function createProxyChooser({ proxy, noProxy, environment }: ProxyChoice): ChosenProxy {
  const env = (name: string) => environment[name.toLowerCase()] || environment[name.toUpperCase()] || ''
  if (proxy === 'none') return { chooser: { proxyFor: () => null }, problem: null }

  const fromEnvironment = proxy === 'environment'
  // A proxy of our own configuration comes with its own exceptions.
  const bypass = bypassOf([...noProxy, fromEnvironment ? env('NO_PROXY') : ''].join(','))
  const given: ProxySetting = { setting: 'proxy', text: proxy }
  const secure = fromEnvironment ? firstSet(env, ['HTTPS_PROXY', 'ALL_PROXY']) : given
  const plain = fromEnvironment ? firstSet(env, ['HTTP_PROXY', 'ALL_PROXY']) : given
  const parsed = { 'https:': parseProxy(secure), 'http:': parseProxy(plain) }
  for (const { problem } of Object.values(parsed)) if (problem) return { chooser: null, problem }

  return {
    problem: null,
    chooser: {
      proxyFor(url) {
        const known = url.protocol === 'http:' || url.protocol === 'https:' ? parsed[url.protocol].address : null
        // A proxy reaches its own loopback, not ours: only one that is named for it on purpose is asked.
        if (known === null || (fromEnvironment && isLoopback(url))) return null
        return bypass(url) ? null : known
      },
    },
  }
}

interface ProxySetting {
  readonly setting: ProxyProblem['setting']
  readonly text: string
}

function firstSet(env: (name: string) => string, names: readonly ProxyProblem['setting'][]): ProxySetting {
  const setting = names.find((name) => env(name) !== '') ?? names[0]!
  return { setting, text: env(setting) }
}

type ParsedProxy = { address: ProxyAddress | null; problem: null } | { address: null; problem: ProxyProblem }

/** Reads `http://user:password@host:port`, also without the scheme. An empty variable is no proxy. */
function parseProxy({ setting, text }: ProxySetting): ParsedProxy {
  const value = text.trim()
  if (value === '' && setting !== 'proxy') return { address: null, problem: null }
  // Whatever stands before the last @ may be a password, also where it is no URL.
  const shown = value.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1…@')
  const problem = (reason: ProxyProblem['reason']): ParsedProxy => ({
    address: null,
    problem: { setting, reason, value: shown },
  })
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`)
  if (!url?.hostname) return problem('not-a-url')
  // A proxy spoken to over TLS, and SOCKS, are other protocols than the one spoken here.
  if (url.protocol !== 'http:') return problem('scheme-not-supported')
  return {
    problem: null,
    address: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || 80,
      authorization: url.username === '' ? null : basicOf(url),
    },
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
