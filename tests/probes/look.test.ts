import { describe, expect, test } from 'vitest'
import type { Target } from '../../src/core/target.ts'
import type { Exchange, ExchangeRequest, Facts, Network } from '../../src/platform/network.ts'
import { createBackOff } from '../../src/probes/back-off.ts'
import { type Look, type LookContext, lookAt, lookName, looksOf, type Paths } from '../../src/probes/look.ts'
import { parseTarget } from '../../src/probes/parse-target.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const PROXY = { host: '192.0.2.8', port: 3128, authorization: 'Basic c2VjcmV0' }
const DIRECT: Look = { route: { via: 'direct' }, family: null, skipped: null }

function targetOf(raw: Record<string, unknown> = {}): Target {
  const parsed = parseTarget({
    id: 'page',
    kind: 'http',
    title: 'page',
    options: { url: 'https://www.example.com/' },
    ...raw,
  })
  if ('problems' in parsed) throw new Error(parsed.problems.join('\n'))
  return parsed.target
}

const exchangeOf = (status: number, body = 'hello', headers: Record<string, string> = {}): Exchange => ({
  facts: { phase: 'done', httpStatus: status, headers },
  status,
  headers,
  body,
})
const brokenBy = (facts: Facts): Exchange => ({ facts, status: null, headers: {}, body: '' })

/** A network that answers from a script; everything beside `exchange` is a mistake here. */
function scripted(exchange: (request: ExchangeRequest, nth: number) => Promise<Exchange> | Exchange) {
  const clock = createFakeClock()
  const asked: ExchangeRequest[] = []
  const never = () => Promise.reject(new Error('not in this script'))
  const network: Network = {
    resolve: never,
    connect: never,
    handshake: never,
    exchange: async (request) => exchange(request, asked.push(request)),
  }
  const context: LookContext = {
    network,
    clock,
    trust: { extraCa: [], expectedIssuers: ['digicert'] },
    limits: { timeoutMs: 4000, maxBodyBytes: 1000 },
    userAgent: 'Dotchi/test',
    vantage: 'tokyo',
    backOff: createBackOff(),
    repeatFailed: true,
  }
  return { clock, asked, context }
}

describe('which looks a target takes', () => {
  const paths = (change: Partial<Paths> = {}): Paths => ({
    proxyFor: () => null,
    proxy: null,
    hasIpv4: true,
    hasIpv6: true,
    ...change,
  })
  const names = (raw: Record<string, unknown>, change: Partial<Paths> = {}) =>
    looksOf(targetOf(raw), paths(change)).map(
      (look) => `${lookName(targetOf(raw), look)}${look.skipped ? ` ${look.skipped}` : ''}`,
    )
  const proxied = { proxyFor: () => PROXY, proxy: PROXY }
  const dns = { kind: 'dns', options: { name: 'www.example.com' } }

  test.each([
    ['straight where there is no proxy', {}, {}, ['page']],
    ['as this machine would go', {}, proxied, ['page/proxy']],
    ['straight although there is a proxy', { via: 'direct' }, proxied, ['page']],
    ['both ways', { via: 'both' }, proxied, ['page', 'page/proxy']],
    ['both ways without a proxy', { via: 'both' }, {}, ['page', 'page/proxy no-proxy']],
    ['only by a proxy that is not there', { via: 'proxy' }, {}, ['page/proxy no-proxy']],
    ['by the proxy although it is an exception', { via: 'proxy' }, { proxy: PROXY }, ['page/proxy']],
    ['each family', { family: 'both' }, {}, ['page/4', 'page/6']],
    ['a family that is not there', { family: 'both' }, { hasIpv6: false }, ['page/4', 'page/6 no-ipv6']],
    ['the only family is not there', { family: 4 }, { hasIpv4: false }, ['page/4 no-ipv4']],
    ['each family and the proxy', { family: 'both', via: 'both' }, proxied, ['page/4', 'page/6', 'page/proxy']],
    ['names that the proxy resolves', dns, proxied, ['page proxy-resolves']],
    ['names asked in any case', { ...dns, via: 'direct' }, proxied, ['page']],
    ['the gateway is never behind the proxy', { role: 'gateway' }, proxied, ['page']],
  ])('%s', (_, raw, change, expected) => expect(names(raw, change)).toEqual(expected))

  test('the exception list is asked about the host that is looked at', () => {
    const asked: unknown[] = []
    const proxyFor: Paths['proxyFor'] = (endpoint) => {
      asked.push(endpoint)
      return null
    }
    looksOf(targetOf({ options: { url: 'http://[::1]:8080/x' } }), paths({ proxyFor }))
    expect(asked).toEqual([{ host: '::1', port: 8080 }])
  })
})

describe('one look', () => {
  test('says who looked at what, when and how', async () => {
    const { context, clock } = scripted(() => exchangeOf(200))
    const look: Look = { route: { via: 'proxy', proxy: PROXY }, family: null, skipped: null }
    const seen = await lookAt(targetOf({ component: 'talk' }), look, context)
    expect(seen).toMatchObject({
      target: 'page',
      role: 'service',
      kind: 'http',
      component: 'talk',
      vantage: 'tokyo',
      via: 'proxy',
      proxy: '192.0.2.8:3128',
      at: clock.now(),
      outcome: 'passed',
      attempts: 1,
    })
    expect(JSON.stringify(seen)).not.toContain('c2VjcmV0')
  })

  test('a failed look is repeated once, at once, and only the second counts', async () => {
    const { context, asked } = scripted((_, nth) => exchangeOf(nth === 1 ? 502 : 200))
    expect(await lookAt(targetOf(), DIRECT, context)).toMatchObject({ outcome: 'passed', attempts: 2, httpStatus: 200 })
    expect(asked).toHaveLength(2)
  })

  test('a look that fails twice has failed, and is not tried a third time', async () => {
    const { context, asked } = scripted(() => exchangeOf(502))
    const seen = await lookAt(targetOf(), DIRECT, context)
    expect(seen).toMatchObject({ outcome: 'failed', phase: 'status', attempts: 2, httpStatus: 502 })
    expect(asked).toHaveLength(2)
  })

  test('what took nearly all the time is not repeated; otherwise the rest of the time is for the second look', async () => {
    const rig = scripted(async (request, nth) => {
      await rig.clock.sleep(nth === 1 ? 3500 : 0)
      return brokenBy({ phase: 'connect', error: 'ETIMEDOUT', detail: String(request.limits.timeoutMs) })
    })
    const late = lookAt(targetOf(), DIRECT, rig.context)
    await rig.clock.advance(3500)
    expect(await late).toMatchObject({ attempts: 1, error: 'ETIMEDOUT', tookMs: 3500 })

    const quick = scripted(async (request, nth) => {
      await quick.clock.sleep(nth === 1 ? 1500 : 0)
      return brokenBy({ phase: 'connect', error: 'ETIMEDOUT', detail: String(request.limits.timeoutMs) })
    })
    const early = lookAt(targetOf(), DIRECT, quick.context)
    await quick.clock.advance(1500)
    expect(await early).toMatchObject({ attempts: 2, detail: '2500', tookMs: 0 })
  })

  test('with time of its own for the repetition, a look that timed out is repeated in full', async () => {
    const rig = scripted(async (request, nth) => {
      await rig.clock.sleep(nth === 1 ? 4000 : 0)
      return nth === 1
        ? brokenBy({ phase: 'connect', error: 'ETIMEDOUT', detail: String(request.limits.timeoutMs) })
        : exchangeOf(200)
    })
    const look = lookAt(targetOf(), DIRECT, { ...rig.context, repeatTimeoutMs: 4000 })
    await rig.clock.advance(4000)
    expect(await look).toMatchObject({ outcome: 'passed', attempts: 2 })
  })

  test('nothing is repeated where configuration says so', async () => {
    const { context, asked } = scripted(() => exchangeOf(502))
    expect(await lookAt(targetOf(), DIRECT, { ...context, repeatFailed: false })).toMatchObject({ attempts: 1 })
    expect(asked).toHaveLength(1)
  })

  test('a probe that hangs for ever is ended, and what it left open is told to stop', async () => {
    const { context, clock, asked } = scripted(() => new Promise(() => {}))
    const hanging = lookAt(targetOf(), DIRECT, context)
    await clock.advance(4250)
    expect(await hanging).toMatchObject({ outcome: 'failed', error: 'PROBE_CRASHED', attempts: 1 })
    expect(asked[0]?.signal?.aborted).toBe(true)
    expect(clock.waiting).toBe(0)
  })

  test('our own mistake is evidence against nobody, and not repeated', async () => {
    const { context, asked } = scripted(() => {
      throw new TypeError('x is not a function')
    })
    const seen = await lookAt(targetOf(), DIRECT, context)
    expect(seen).toMatchObject({ outcome: 'failed', error: 'PROBE_CRASHED', detail: 'TypeError: x is not a function' })
    expect(asked).toHaveLength(1)
  })

  test('a skipped look asks nobody', async () => {
    const { context, asked } = scripted(() => exchangeOf(200))
    const seen = await lookAt(targetOf(), { ...DIRECT, family: 6, skipped: 'no-ipv6' }, context)
    expect(seen).toMatchObject({ outcome: 'skipped', skipped: 'no-ipv6', family: 6 })
    expect(asked).toHaveLength(0)
  })

  test('a host that asks to be left alone is: no repetition, then skipped until its time is over', async () => {
    const { context, clock, asked } = scripted((_, nth) =>
      nth === 1 ? exchangeOf(429, 'slow down', { 'retry-after': '30' }) : exchangeOf(200),
    )
    expect(await lookAt(targetOf(), DIRECT, context)).toMatchObject({ outcome: 'failed', attempts: 1 })
    await clock.advance(29_000)
    expect(await lookAt(targetOf(), DIRECT, context)).toMatchObject({ skipped: 'backing-off' })
    expect(asked).toHaveLength(1)
    await clock.advance(1000)
    expect(await lookAt(targetOf(), DIRECT, context)).toMatchObject({ outcome: 'passed' })
  })

  test('expected issuers are asked of the service only', async () => {
    const { context, asked } = scripted(() => exchangeOf(200))
    await lookAt(targetOf(), DIRECT, context)
    await lookAt(targetOf({ role: 'control' }), DIRECT, context)
    expect(asked.map((request) => request.trust.expectedIssuers)).toEqual([['digicert'], []])
  })

  test('whoever gives up gets their own reason back', async () => {
    const giveUp = new AbortController()
    const { context } = scripted(() => new Promise(() => {}))
    const looking = lookAt(targetOf(), DIRECT, { ...context, signal: giveUp.signal })
    giveUp.abort(new Error('shutting down'))
    await expect(looking).rejects.toThrow('shutting down')
    await expect(lookAt(targetOf(), DIRECT, { ...context, signal: giveUp.signal })).rejects.toThrow('shutting down')
  })

  test('also where the look itself ends at the same moment', async () => {
    const giveUp = new AbortController()
    const { context } = scripted(async () => {
      giveUp.abort(new Error('shutting down'))
      return exchangeOf(200)
    })
    const looking = lookAt(targetOf(), DIRECT, { ...context, signal: giveUp.signal })
    await expect(looking).rejects.toThrow('shutting down')
  })

  test('every request says who asks', async () => {
    const { context, asked } = scripted(() => exchangeOf(200))
    await lookAt(targetOf(), DIRECT, context)
    expect(asked[0]).toMatchObject({ method: 'GET', headers: { 'user-agent': 'Dotchi/test' } })
  })
})
