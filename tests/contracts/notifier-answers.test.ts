import { describe, expect, test } from 'vitest'
import type { Delivery } from '../../src/notify/notifier.ts'
import { letterOf, OUTAGE } from '../notify/messages.ts'
import { answer, opened, openVendor, type Reply } from '../notify/rig.ts'
import { BY_HTTP, SECRET } from '../notify/specs.ts'
import { createFakeClock } from '../support/fake-clock.ts'

/** What every channel makes of what the far side answers, or does not. */

const TOKEN = `token-${SECRET}`
/** The vendor; where tokens are handed out first, that works. */
const vendorWith = (reply: Reply) =>
  openVendor((request, response) =>
    request.host === 'auth.worksmobile.com'
      ? answer(200, { access_token: TOKEN, expires_in: 3600 })(request, response)
      : reply(request, response),
  )

/** Status → how it ends; each kind may have words of its own. */
const ENDS: Readonly<Record<number, string>> = {
  200: 'sent',
  201: 'sent',
  202: 'sent',
  204: 'sent',
  301: 'refused',
  302: 'unreachable',
  303: 'unreachable',
  307: 'unreachable',
  308: 'refused',
  400: 'refused',
  401: 'not-admitted',
  403: 'not-admitted',
  404: 'gone',
  407: 'unreachable',
  408: 'busy',
  409: 'busy',
  410: 'gone',
  413: 'refused',
  422: 'refused',
  429: 'busy',
  500: 'busy',
  502: 'busy',
  503: 'busy',
  504: 'busy',
}
const AGAIN = new Set(['busy', 'unreachable', 'timeout'])
const endOf = (delivery: Delivery) => (delivery.kind === 'sent' ? 'sent' : delivery.reason)

describe.each(BY_HTTP)('%s', (_, notifier, spec) => {
  const to = notifier.address?.example ?? null
  const letter = letterOf(OUTAGE, { to, locale: 'ja' })

  test('every status has one meaning', async () => {
    const state = { status: 200 }
    const vendor = await vendorWith((request, response) =>
      answer(state.status, state.status === 200 ? spec.yes : '')(request, response),
    )
    const channel = opened(notifier, vendor.send())
    const ends: Record<string, string> = {}
    for (const status of Object.keys(ENDS).map(Number)) {
      state.status = status
      const delivery = await channel.deliver(letter)
      ends[status] = endOf(delivery)
      if (delivery.kind === 'rejected') expect([status, AGAIN.has(delivery.reason)]).toEqual([status, false])
      if (delivery.kind === 'retry') expect([status, AGAIN.has(delivery.reason)]).toEqual([status, true])
      if (delivery.kind !== 'sent') expect(delivery.detail).toContain(`HTTP ${status}`)
    }
    expect(ends).toEqual({ ...ENDS, ...spec.own })
  })

  test('a redirect is not followed', async () => {
    const vendor = await vendorWith(answer(302, '', { location: '/elsewhere' }))
    await opened(notifier, vendor.send()).deliver(letter)
    expect(vendor.received.filter(({ path }) => path === '/elsewhere')).toEqual([])
  })

  test('a page of somebody in between is no yes', async () => {
    for (const page of ['<!DOCTYPE html><html><title>Blocked</title>', '\n<html><body>Please log in']) {
      const vendor = await vendorWith(answer(200, page, { 'content-type': 'text/html' }))
      const delivery = await opened(notifier, vendor.send()).deliver(letter)
      expect(delivery).toMatchObject({ kind: 'retry', reason: 'unreachable' })
    }
  })

  test('how long to wait is taken from Retry-After, in seconds or as a date', async () => {
    const state = { header: '7' }
    const vendor = await vendorWith((request, response) =>
      answer(503, '', { 'retry-after': state.header })(request, response),
    )
    const channel = opened(notifier, vendor.send())
    expect(await channel.deliver(letter)).toMatchObject({ kind: 'retry', retryAfterMs: 7_000 })
    state.header = new Date(Date.now() + 90_000).toUTCString()
    const dated = await channel.deliver(letter)
    expect(dated).toMatchObject({ kind: 'retry', retryAfterMs: expect.any(Number) })
    expect((dated as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(30_000)
    state.header = 'soon'
    expect(await channel.deliver(letter)).toMatchObject({ kind: 'retry', retryAfterMs: null })
  })

  test('a line that is cut is worth another attempt', async () => {
    const vendor = await vendorWith((_request, response) => response.destroy())
    expect(await opened(notifier, vendor.send()).deliver(letter)).toMatchObject({
      kind: 'retry',
      reason: 'unreachable',
    })
  })

  test('silence ends at the deadline, and at once where somebody gives up', async () => {
    const clock = createFakeClock()
    const heard: (() => void)[] = []
    const vendor = await vendorWith(() => heard.shift()?.())
    const channel = opened(notifier, vendor.send({ clock, timeoutMs: 20_000 }), {}, clock)
    const arrived = new Promise<void>((go) => heard.push(go))
    const delivering = channel.deliver(letter)
    await arrived
    await clock.advance(20_000)
    expect(await delivering).toMatchObject({ kind: 'retry', reason: 'timeout' })
    const giveUp = new AbortController()
    const again = new Promise<void>((go) => heard.push(go))
    const another = channel.deliver({ ...letter, signal: giveUp.signal })
    await again
    giveUp.abort()
    expect(await another).toMatchObject({ kind: 'retry' })
  })

  test('nothing goes into the own network unless the configuration allows it', async () => {
    const vendor = await vendorWith(answer(200, spec.yes))
    const delivery = await opened(notifier, vendor.send({ isGuarded: true })).deliver(letter)
    expect(delivery).toMatchObject({ kind: 'rejected', reason: 'private-address' })
    expect(vendor.received).toEqual([])
  })

  test('no secret is told, whatever the far side repeats', async () => {
    const echoes: Reply[] = [
      (request, response) => answer(500, `${request.path} ${decodeURIComponent(request.path)}`)(request, response),
      (request, response) => answer(400, JSON.stringify(request.headers))(request, response),
      (request, response) => answer(403, String(request.headers.authorization))(request, response),
      (request, response) => answer(400, request.body.slice(0, 4_000))(request, response),
      (request, response) =>
        answer(429, decodeURIComponent(request.body.replace(/%(?![0-9a-f]{2})/gi, '%25')))(request, response),
      (_request, response) => response.destroy(),
    ]
    const state = { echo: echoes[0]! }
    const vendor = await vendorWith((request, response) => state.echo(request, response))
    const channel = opened(notifier, vendor.send(), spec.secrets)
    for (const echo of echoes) {
      state.echo = echo
      const told = JSON.stringify(await channel.deliver(letter))
      expect(told).not.toContain(SECRET)
      expect(told).not.toContain(Buffer.from(SECRET).toString('base64').slice(3, 20))
    }
  })

  test('an answer of 4 MB, or of garbage, is no harm', async () => {
    const state: { body: string } = { body: 'x'.repeat(5_000_000) }
    const vendor = await vendorWith((request, response) => answer(500, state.body)(request, response))
    const channel = opened(notifier, vendor.send())
    for (const body of [
      state.body,
      '\u0000\u001b[31m\u202e{"',
      '{"parameters":7,"code":null,"description":[]}',
      '[]',
      'null',
    ]) {
      state.body = body
      const delivery = await channel.deliver(letter)
      expect(delivery).toMatchObject({ kind: 'retry' })
      expect(JSON.stringify(delivery).length).toBeLessThan(500)
    }
  })

  if (notifier.address !== null)
    test('an address that is none sends nothing', async () => {
      const vendor = await vendorWith(answer(200, spec.yes))
      const channel = opened(notifier, vendor.send())
      for (const nobody of [null, '', '../../x', 'a b'])
        expect(await channel.deliver({ ...letter, to: nobody })).toMatchObject({ kind: 'rejected', reason: 'refused' })
      expect(vendor.received).toEqual([])
    })
})
