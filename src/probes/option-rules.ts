import { isIP } from 'node:net'
import { z } from 'zod'
import type { Text } from '../core/locale.ts'

/** Rules that the options of several probe kinds share. What they refuse is said in both languages. */

/** A rule of our own: `params.text` is the sentence in each language, `error` the plain one. */
export const refusal = (text: Text) => ({ error: text.en, params: { text } })

const NAME = /^(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?$/i
const isHostName = (value: string) => value.length <= 253 && NAME.test(value)
const isHost = (value: string) => isIP(value) !== 0 || isHostName(value)

function isPort(text: string | undefined): boolean {
  return text === undefined || (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535)
}

function isWebUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return /^https?:$/.test(url.protocol) && url.hostname !== '' && url.username === '' && url.password === ''
}

function isHostPattern(value: string): boolean {
  const parts = /^(?<wild>\*\.)?(?:\[(?<six>[^\]]+)\]|(?<name>[^:[\]]+))(?::(?<port>\d+))?$/.exec(value)?.groups
  if (!parts || !isPort(parts.port)) return false
  return parts.six === undefined ? isHost(parts.name ?? '') : isIP(parts.six) === 6
}

function isResolver(value: string): boolean {
  if (isIP(value) !== 0) return true
  const parts = /^(?:\[(?<six>[^\]]+)\]|(?<four>[\d.]+)):(?<port>\d+)$/.exec(value)?.groups
  return parts !== undefined && isIP(parts.six ?? parts.four ?? '') !== 0 && isPort(parts.port)
}

export const webUrl = z.string().refine(
  isWebUrl,
  refusal({
    ja: 'http:// か https:// で始まり、ユーザー名とパスワードを含まない URL にしてください',
    en: 'must be an http:// or https:// URL without user name and password',
  }),
)

export const host = z
  .string()
  .refine(isHost, refusal({ ja: 'ホスト名か IP アドレスにしてください', en: 'must be a host name or an IP address' }))

export const hostName = z
  .string()
  .refine(
    (value) => isHostName(value) && isIP(value) === 0,
    refusal({ ja: 'ホスト名にしてください', en: 'must be a host name' }),
  )

export const hostPattern = z.string().refine(
  isHostPattern,
  refusal({
    ja: 'host、host:port、*.domain のどれかの形にしてください',
    en: 'must be host, host:port or *.domain',
  }),
)

export const resolverAddress = z.string().refine(
  isResolver,
  refusal({
    ja: 'DNS サーバーの IP アドレスにしてください（例: 8.8.8.8、[::1]:5353）',
    en: 'must be the IP address of a DNS server (example: 8.8.8.8 or [::1]:5353)',
  }),
)

export const port = z.int().min(1).max(65_535)
export const httpStatus = z.int().min(100).max(599)
export const marker = z.string().min(1).max(500)

const portOf = (url: URL) => Number(url.port || (url.protocol === 'https:' ? 443 : 80))
/** Host without the brackets of IPv6, and the port with the scheme's default filled in. */
export const endpointOf = (url: string) => {
  const parsed = new URL(url)
  return { host: parsed.hostname.replace(/^\[|\]$/g, ''), port: portOf(parsed) }
}

/**
 * Whether a URL lies on one of the patterns: `host` means the scheme's own port, `host:port` that port, `*.domain` any
 * host below the domain (not the domain itself). Case does not count.
 */
export function isOnHost(url: URL, patterns: readonly string[]): boolean {
  const port = portOf(url)
  const ownPort = url.protocol === 'https:' ? 443 : 80
  return patterns.some((pattern) => {
    const parts = /^(?<name>\[[^\]]+\]|[^:]+)(?::(?<port>\d+))?$/.exec(pattern.toLowerCase())?.groups
    if (!parts?.name || Number(parts.port ?? ownPort) !== port) return false
    return parts.name.startsWith('*.') ? url.hostname.endsWith(parts.name.slice(1)) : url.hostname === parts.name
  })
}
