/**
 * Reads a proxy's address as the environment and people write it: `http://user:secret@proxy:8080`, `proxy:8080`.
 * Null for anything that is no plain HTTP proxy (SOCKS, a proxy spoken to over TLS, PAC files, an unreadable address).
 */
export function parseProxyUrl(text: string): URL | null {
  const trimmed = text.trim()
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const isBare = url.pathname === '/' && !url.search && !url.hash
  return url.protocol === 'http:' && url.hostname !== '' && isBare ? url : null
}
