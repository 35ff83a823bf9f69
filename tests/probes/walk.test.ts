import { describe, expect, test } from 'vitest'
import { NO_TIMINGS } from '../../src/core/observation.ts'
import type { Exchange, ExchangeRequest, Facts } from '../../src/platform/network.ts'
import type { Answer } from '../../src/probes/answer.ts'
import type { ProbeContext } from '../../src/probes/probe.ts'
import { bareUrl, nextHop, walk } from '../../src/probes/walk.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const answerAt = (url: string): Answer => ({
  url: new URL(url),
  status: 302,
  headers: {},
  body: '',
  facts: { phase: 'done', httpStatus: 302 },
})

describe('where a redirect may lead', () => {
  const hosts = ['a.example', '*.b.example']
  test.each([
    ['https://a.example/', '/next?x=1', 'https://a.example/next?x=1'],
    ['https://a.example/one/two', 'three', 'https://a.example/one/three'],
    ['http://a.example/', 'https://a.example/', 'https://a.example/'],
    ['https://a.example/', '//x.b.example/', 'https://x.b.example/'],
    ['https://a.example/', 'https://user:pass@a.example/', 'https://a.example/'],
  ])('from %s by %s', (from, location, to) => {
    const next = nextHop(answerAt(from), location, hosts)
    expect('url' in next && next.url.href).toBe(to)
  })

  test.each([
    ['down to http', 'https://a.example/', 'http://a.example/', 'down to http'],
    ['to another host', 'https://a.example/', 'https://c.example/', 'c.example is not among'],
    ['to another port', 'https://a.example/', 'https://a.example:8443/', 'a.example:8443 is not among'],
    ['into the machine', 'http://a.example/', 'http://127.0.0.1/', 'not among'],
    ['to the metadata of a cloud', 'http://a.example/', 'http://169.254.169.254/latest', 'not among'],
    ['to a login attempt', 'https://a.example/', '/login/LoginProcessV2', 'never asked'],
    ['to a file', 'https://a.example/', 'file:///etc/passwd', 'file: is not followed'],
    ['nowhere', 'https://a.example/', 'http://[', 'is no URL'],
  ])('not %s', (_, from, location, why) => {
    const next = nextHop(answerAt(from), location, hosts)
    expect('broken' in next && next.broken).toMatchObject({
      phase: 'content',
      error: 'UNEXPECTED_REDIRECT',
      detail: expect.stringContaining(why),
    })
  })
})

test.each([
  ['https://u:p@a.example:8443/x/y?token=1#z', 'https://a.example:8443/x/y'],
  ['data:text/html,secret', 'data:'],
  [`https://a.example/${'x'.repeat(9000)}`, `https://a.example/${'x'.repeat(482)}`],
])('what is kept of an address: %#', (url, kept) => expect(bareUrl(new URL(url))).toBe(kept))

describe('over several hops', () => {
  const clock = createFakeClock()
  const request = {
    url: 'http://a.example/',
    method: 'GET',
    accept: '*/*',
    maxRedirects: 5,
    hosts: ['b.example'],
  } as const

  /** Each hop takes `tookMs` and gives the answer of its place. */
  function contextOf(
    hops: readonly { status: number | null; location?: string; facts?: Partial<Facts> }[],
    tookMs = 0,
  ) {
    const asked: ExchangeRequest[] = []
    const never = () => Promise.reject(new Error('not in this script'))
    const exchange = async (ask: ExchangeRequest): Promise<Exchange> => {
      const hop = hops[asked.push(ask) - 1]!
      const gone = clock.sleep(tookMs)
      await clock.advance(tookMs)
      await gone
      return {
        facts: { phase: 'done', httpStatus: hop.status, ...hop.facts },
        status: hop.status,
        headers: hop.location ? { location: hop.location } : {},
        body: '',
      }
    }
    const context: ProbeContext = {
      clock,
      network: { resolve: never, connect: never, handshake: never, exchange },
      route: { via: 'direct' },
      family: null,
      trust: { extraCa: [], expectedIssuers: [] },
      limits: { timeoutMs: 4000, maxBodyBytes: 1000 },
      userAgent: 'Dotchi/test',
    }
    return { context, asked }
  }

  test('times are summed, changes gathered, and all else is the last hop’s', async () => {
    const { context } = contextOf([
      {
        status: 302,
        location: 'https://b.example/x?y',
        facts: { timings: { ...NO_TIMINGS, connect: 5, request: 10 }, drift: ['one'], address: '192.0.2.1' },
      },
      {
        status: 200,
        facts: {
          timings: { ...NO_TIMINGS, connect: 7, tls: 3, request: 20 },
          drift: ['one', 'two'],
          address: '192.0.2.2',
        },
      },
    ])
    const walked = await walk(request, context)
    expect('answer' in walked && walked.answer.facts).toMatchObject({
      timings: { resolve: null, connect: 12, tls: 3, request: 30 },
      drift: ['one', 'two'],
      address: '192.0.2.2',
      finalUrl: 'https://b.example/x',
    })
  })

  test('they share one time', async () => {
    const hop = { status: 302, location: '/again' }
    const { context, asked } = contextOf([hop, hop, { status: 200 }], 1500)
    await walk(request, context)
    expect(asked.map((ask) => ask.limits.timeoutMs)).toEqual([4000, 2500, 1000])
  })

  test('one that comes too late still says in which phase it ended', async () => {
    const hop = { status: 302, location: '/again' }
    const { context, asked } = contextOf([hop, { status: 200 }], 5000)
    await walk(request, context)
    expect(asked.map((ask) => ask.limits.timeoutMs)).toEqual([4000, 1])
  })

  test('an answer without a status is no answer', async () => {
    const { context } = contextOf([{ status: null }])
    const walked = await walk(request, context)
    expect('broken' in walked && walked.broken).toMatchObject({ phase: 'request', error: 'HTTP_PARSE' })
  })
})
