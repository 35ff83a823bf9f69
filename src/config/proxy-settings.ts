import { parseProxyUrl } from '../platform/net/proxy-url.ts'
import type { ProxySettings } from '../platform/proxy-chooser.ts'
import type { Problem } from './problem.ts'
import type { FileSettings } from './schema.ts'
import type { Environment } from './secrets.ts'

/** The proxies that the file or the environment name. Lower-case names win, as with curl. */
export function proxySettings(
  { url, noProxy }: FileSettings['proxy'],
  environment: Environment,
  problems: Problem[],
): ProxySettings {
  if (url === 'none') return { https: null, http: null, noProxy, sparesLoopback: false }
  if (url !== 'environment') {
    const href = parseProxyUrl(url)?.href ?? null
    return { https: href, http: href, noProxy, sparesLoopback: false }
  }
  const variable = (...names: readonly string[]): string | null => {
    const name = names.find((candidate) => environment[candidate])
    if (name === undefined) return null
    const proxy = parseProxyUrl(environment[name]!)
    if (proxy) return proxy.href
    problems.push({
      file: null,
      path: name,
      line: null,
      column: null,
      text: {
        ja: 'http://ホスト:ポート の形にしてください（SOCKS と PAC には対応していません）',
        en: 'must be http://HOST:PORT (SOCKS and PAC are not supported)',
      },
    })
    return null
  }
  const list = environment.no_proxy || environment.NO_PROXY || ''
  return {
    https: variable('https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'),
    http: variable('http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'),
    noProxy: [...noProxy, ...list.split(/[\s,]+/).filter(Boolean)],
    sparesLoopback: true,
  }
}
