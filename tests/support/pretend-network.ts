import { NO_TIMINGS, type Observation } from '../../src/core/observation.ts'
import type { Exchange, Facts, Network } from '../../src/platform/network.ts'

/** What happens to one host: everything is fine, or the facts with which a look stops. */
export type Fate = Partial<Observation> | 'fine'

/** A world without sockets, for stories that are told on a fake clock: each host has its fate, and fates can change. */
export interface PretendNetwork extends Network {
  /** From now on, hosts that the pattern names have this fate; the last word counts. */
  befall(pattern: RegExp, fate: Fate): void
}

/** Never dialled; a public one, because names of the internet must not lead to reserved addresses. */
const ADDRESS = '1.2.3.4'
const ISSUER = 'DigiCert TLS RSA SHA256 2020 CA1'
const HTML = { 'content-type': 'text/html; charset=utf-8' }
const JSON_TYPE = { 'content-type': 'application/json' }
const LOGIN_PAGE =
  '<html><body><form action="https://auth.worksmobile.com/login/loginProcessV2"><button id="loginStart"></button></form></body></html>'

/** The healthy answers of the hosts that the shipped targets look at. */
function pageOf(url: URL): { status: number; body: string; headers: Record<string, string> } {
  if (url.host === 'www.worksapis.com')
    return { status: 401, body: '{"code":"UNAUTHORIZED","description":"x"}', headers: JSON_TYPE }
  if (url.pathname.endsWith('openid-configuration')) {
    const issuer = 'https://auth.worksmobile.com'
    const body = JSON.stringify({ issuer, jwks_uri: `${issuer}/keys`, token_endpoint: `${issuer}/oauth2/v2.0/token` })
    return { status: 200, body, headers: JSON_TYPE }
  }
  if (url.pathname === '/keys') return { status: 200, body: '{"keys":[{"kty":"RSA","kid":"1"}]}', headers: JSON_TYPE }
  if (url.host === 'auth.worksmobile.com') return { status: 200, body: LOGIN_PAGE, headers: HTML }
  if (/^(talk|dev)\./.test(url.host)) {
    return { status: 302, body: '', headers: { location: 'https://auth.worksmobile.com/login/login' } }
  }
  if (url.host === 'static.worksmobile.net')
    return { status: 200, body: '', headers: { 'content-type': 'text/javascript' } }
  if (url.pathname === '/generate_204') return { status: 204, body: '', headers: {} }
  if (url.host === 'www.msftconnecttest.com') return { status: 200, body: 'Microsoft Connect Test', headers: {} }
  if (url.host === 'detectportal.firefox.com') return { status: 200, body: 'success\n', headers: {} }
  return { status: 200, body: '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>', headers: {} }
}

export function createPretendNetwork(): PretendNetwork {
  const fates: { pattern: RegExp; fate: Fate }[] = []
  const fateOf = (host: string): Fate => fates.findLast(({ pattern }) => pattern.test(host))?.fate ?? 'fine'
  const factsOf = (host: string): Facts => {
    const fate = fateOf(host)
    const base = {
      timings: { ...NO_TIMINGS, connect: 5 },
      tlsIssuer: ISSUER,
      family: 4 as const,
      address: ADDRESS,
    }
    return fate === 'fine' ? { ...base, phase: 'done' } : { phase: 'done', ...base, ...fate }
  }
  return {
    befall: (pattern, fate) => void fates.push({ pattern, fate }),
    async resolve({ name, resolver }) {
      const fate = fateOf(resolver ?? `dns:${name}`)
      if (fate === 'fine' || !fate.error) return { addresses: [ADDRESS], error: null, tookMs: 5 }
      return { addresses: [], error: fate.error, detail: fate.error, tookMs: 5 }
    },
    connect: async ({ host }) => factsOf(host),
    handshake: async ({ host }) => factsOf(host),
    async exchange({ url }): Promise<Exchange> {
      const facts = factsOf(url.host)
      const none = { status: null, headers: {}, body: '' }
      if (facts.phase !== 'done' && facts.phase !== 'status') return { facts, ...none }
      const page = pageOf(url)
      const status = facts.httpStatus ?? page.status
      const body = facts.bodyHead ?? (facts.httpStatus ? '' : page.body)
      return {
        facts: { ...facts, phase: 'done', httpStatus: status },
        status,
        headers: { ...page.headers, ...facts.headers },
        body,
      }
    },
  }
}
