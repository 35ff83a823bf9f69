import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { request as requestPlain } from 'node:http'
import type { Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { decode, encode, type Packet } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import type { WeatherName } from '../../src/simulator/weathers.ts'
import { visit } from './visit.ts'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ clock: systemClock })
})
afterAll(() => simulator.stop())

interface Tunnel {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly socket: Socket
}

/** Asks the proxy for a tunnel. */
function tunnelTo(authority: string): Promise<Tunnel | string> {
  const { hostname: host, port } = new URL(simulator.proxyUrl)
  return new Promise((done) => {
    requestPlain({ agent: false, host, port, method: 'CONNECT', path: authority })
      .on('connect', ({ statusCode, headers }, socket) =>
        done({ status: statusCode ?? 0, headers, socket: socket as Socket }),
      )
      .on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
      .end()
  })
}

/** What comes back from a page inside a tunnel, and who signed for it; the code of the failure where it is not believed. */
async function through(url: string) {
  const { host, pathname } = new URL(url)
  const tunnel = await tunnelTo(host)
  if (typeof tunnel === 'string') return tunnel
  if (tunnel.status !== 200) {
    tunnel.socket.destroy()
    return {
      connect: tunnel.status,
      error: tunnel.headers['x-squid-error'],
      asks: tunnel.headers['proxy-authenticate'],
    }
  }
  return new Promise((done) => {
    const line = connectSecurely({ socket: tunnel.socket, ca: simulator.caPem, host: '127.0.0.1' }, () => {
      const issuer = line.getPeerCertificate().issuer.CN
      line.end(`GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      let text = ''
      line.setEncoding('utf8').on('data', (chunk) => {
        text += chunk
      })
      line.on('close', () => done({ issuer, status: Number(text.split(' ')[1]), text }))
    })
    line.on('error', (error: NodeJS.ErrnoException) => done(error.code))
  })
}

/** A page asked for by its whole address, as plain HTTP goes through a proxy. */
function byAddress(url: string): Promise<number | string> {
  const { hostname: host, port } = new URL(simulator.proxyUrl)
  return new Promise((done) => {
    requestPlain({ agent: false, host, port, path: url, headers: { host: new URL(url).host } }, (response) => {
      response.resume()
      done(response.statusCode ?? 0)
    })
      .on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
      .end()
  })
}

describe('the company’s proxy', () => {
  const login = () => `${simulator.sites.login}/login/login`
  const other = () => `${simulator.sites['secure-check']}/success.txt`
  const plain = () => `${simulator.sites['text-check']}/success.txt`
  const see = async (weather: WeatherName) => {
    await simulator.setWeather(weather)
    return [await through(login()), await through(other()), await byAddress(plain())]
  }

  it('passes everything on as it is', async () => {
    const [service, control, text] = await see('healthy')
    expect(service).toMatchObject({ status: 200, issuer: 'Simulated DigiCert CA' })
    expect(control).toMatchObject({ status: 200, issuer: 'Simulated Sectigo CA' })
    expect(text).toBe(200)
  })

  it('asks for a login, refuses only the service, or is not there', async () => {
    const asked = { connect: 407, asks: expect.stringContaining('Basic') }
    expect(await see('company-proxy-407')).toEqual([
      expect.objectContaining(asked),
      expect.objectContaining(asked),
      407,
    ])
    const [refused, passed, text] = await see('company-proxy-refused')
    expect(refused).toMatchObject({ connect: 403, error: 'ERR_ACCESS_DENIED 0' })
    expect([passed, text]).toEqual([expect.objectContaining({ status: 200 }), 200])
    expect(await see('company-proxy-down')).toEqual(['ECONNREFUSED', 'ECONNREFUSED', 'ECONNREFUSED'])
  })

  it('shows its block page for the service, under a certificate that the company trusts', async () => {
    const [blocked, passed] = await see('block-page')
    expect(blocked).toMatchObject({ status: 403, issuer: 'Example Company Web Filter CA' })
    expect((blocked as { text: string }).text).toContain('ブロック')
    expect(passed).toMatchObject({ status: 200, issuer: 'Simulated Sectigo CA' })
  })

  it('reads along in every tunnel, under a certificate that nobody trusts', async () => {
    const [service, control, text] = await see('tls-inspection')
    expect([service, control]).toEqual(['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])
    expect(text).toBe(200)
  })

  it('says that it cannot get out when the line is cut', async () => {
    const [service, control, text] = await see('network-down')
    expect([service, control]).toEqual([
      expect.objectContaining({ connect: 503, error: 'ERR_CONNECT_FAIL 0' }),
      expect.objectContaining({ connect: 503 }),
    ])
    expect(text).toBe(503)
  })

  it('is no open door: it leads only to the pretend hosts', async () => {
    await simulator.setWeather('healthy')
    for (const authority of ['example.com:443', '127.0.0.1:22', 'localhost:80', '']) {
      const tunnel = await tunnelTo(authority)
      expect(tunnel).toMatchObject({ status: 403 })
      if (typeof tunnel !== 'string') tunnel.socket.destroy()
    }
    expect(await byAddress('http://example.com/')).toBe(403)
    expect(await visit(simulator.proxyUrl)).toMatchObject({ status: 400 })
  })
})

describe('the name servers', () => {
  const ask = async (resolver: 'company' | 'public', name: string, type: 'A' | 'AAAA' = 'A') => {
    const [host, port] = simulator.resolvers[resolver].split(':')
    const socket = createSocket('udp4')
    try {
      const answer = once(socket, 'message', { signal: AbortSignal.timeout(1000) })
      socket.send(encode({ type: 'query', id: 7, flags: 256, questions: [{ type, name }] }), Number(port), host)
      const packet: Packet & { rcode?: string } = decode((await answer)[0])
      return { id: packet.id, rcode: packet.rcode, data: packet.answers?.map((a) => ('data' in a ? a.data : null)) }
    } catch {
      return 'silent'
    } finally {
      socket.close()
    }
  }
  const both = async (weather: WeatherName, name: string) => {
    await simulator.setWeather(weather)
    const told = await Promise.all([ask('company', name), ask('public', name)])
    return told.map((answer) => (typeof answer === 'string' ? answer : answer.rcode))
  }

  it('know the pretend hosts, by IPv4 alone, and nobody else', async () => {
    await simulator.setWeather('healthy')
    expect(await ask('company', 'LOGIN.works.test')).toEqual({ id: 7, rcode: 'NOERROR', data: ['127.0.0.1'] })
    expect(await ask('public', 'login.works.test', 'AAAA')).toEqual({ id: 7, rcode: 'NOERROR', data: [] })
    expect(await ask('public', 'notworks.test')).toMatchObject({ rcode: 'NXDOMAIN' })
  })

  it('fail as each weather says, for the service or for every name', async () => {
    expect(await both('dns-nxdomain', 'login.works.test')).toEqual(['NXDOMAIN', 'NOERROR'])
    expect(await both('dns-nxdomain', 'check.internet.test')).toEqual(['NOERROR', 'NOERROR'])
    expect(await both('dns-servfail', 'login.works.test')).toEqual(['SERVFAIL', 'SERVFAIL'])
    expect(await both('dns-servfail', 'check.internet.test')).toEqual(['NOERROR', 'NOERROR'])
    expect(await both('dns-silent', 'login.works.test')).toEqual(['silent', 'NOERROR'])
    expect(await both('dns-silent', 'check.internet.test')).toEqual(['silent', 'NOERROR'])
    expect(await both('network-down', 'login.works.test')).toEqual(['silent', 'silent'])
  })

  it('live on after rubbish', async () => {
    await simulator.setWeather('healthy')
    const [host, port] = simulator.resolvers.company.split(':')
    const socket = createSocket('udp4')
    for (const rubbish of [Buffer.alloc(0), Buffer.from('GET / HTTP/1.1'), Buffer.alloc(12), Buffer.alloc(600, 255)])
      await new Promise((done) => socket.send(rubbish, Number(port), host, done))
    socket.close()
    expect(await ask('company', 'login.works.test')).toMatchObject({ rcode: 'NOERROR' })
  })
})
