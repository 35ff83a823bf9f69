import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { COMPONENTS } from '../../src/core/condition.ts'
import { ROLES } from '../../src/core/observation.ts'
import { PROBE_KINDS, probeKindOf } from '../../src/probes/index.ts'
import { lookAt } from '../../src/probes/look.ts'
import type { ProbeKind } from '../../src/probes/probe.ts'
import { answering, closedPort, contextOf, rawServer, see, targetOf } from '../probes/rig.ts'
import { createFakeClock } from '../support/fake-clock.ts'

/** What holds for every kind of probe, whoever adds one. */

/** Options that point a kind at a port on loopback. A new kind has to say here how. */
const POINTED: Readonly<Record<string, (port: number) => unknown>> = {
  dns: (port) => ({ name: 'login.example', resolver: [`127.0.0.1:${port}`] }),
  tcp: (port) => ({ host: '127.0.0.1', port }),
  tls: (port) => ({ host: '127.0.0.1', port }),
  http: (port) => ({ url: `http://127.0.0.1:${port}/` }),
  'login-page': (port) => ({ url: `http://127.0.0.1:${port}/`, loginHost: `127.0.0.1:${port}` }),
  openid: (port) => ({ url: `http://127.0.0.1:${port}/` }),
  api: (port) => ({ url: `http://127.0.0.1:${port}/` }),
  'identity-provider': (port) => ({ url: `http://127.0.0.1:${port}/` }),
  control: (port) => ({ url: `http://127.0.0.1:${port}/` }),
}
const named = (kinds: readonly ProbeKind[]) => kinds.map((probe) => [probe.kind, probe] as const)
/** An open port is all that `tcp` asks for: whatever is said on it, it passes. */
const LISTENING = named(PROBE_KINDS.filter((probe) => probe.kind !== 'tcp'))
const READING = named(PROBE_KINDS.filter((probe) => 'url' in (probe.example as object)))

const GARBAGE = Buffer.from(Array.from({ length: 200 }, (_, i) => (i * 73 + 11) % 256))

/** A UDP port that answers with garbage, or not at all. */
async function udpPort(bytes: Buffer | null): Promise<number> {
  const socket = createSocket('udp4')
  socket.on('message', (_, from) => bytes && socket.send(bytes, from.port, from.address))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => socket.close(() => resolve())))
  return socket.address().port
}
const serverFor = async (probe: ProbeKind, bytes: Buffer | null) =>
  probe.kind === 'dns' ? udpPort(bytes) : (await rawServer(bytes)).port
const pointed = (probe: ProbeKind, port: number) => POINTED[probe.kind]!(port)
const within = (timeoutMs: number) => ({ limits: { timeoutMs, maxBodyBytes: 10_000 } })

test('the folder and the registry agree, and each kind is named as its file', () => {
  const files = readdirSync(join(import.meta.dirname, '../../src/probes/kinds')).map((file) =>
    file.replace(/\.ts$/, ''),
  )
  expect(PROBE_KINDS.map((probe) => probe.kind).sort()).toEqual(files.sort())
  expect(Object.keys(POINTED).sort()).toEqual(files.sort())
  expect(probeKindOf('nothing-like-it')).toBeNull()
})

test('each kind has a test file of its own', () => {
  const tests = readdirSync(join(import.meta.dirname, '../probes'))
  expect(PROBE_KINDS.filter((probe) => !tests.includes(`${probe.kind}.test.ts`))).toEqual([])
})

describe.each(named(PROBE_KINDS))('%s', (_, probe) => {
  test('has a title in both languages, a role and a component', () => {
    expect(probe.title.ja).toMatch(/[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u)
    expect(probe.title.en).toMatch(/^[\x20-\x7e’]+$/)
    expect(ROLES).toContain(probe.defaults.role)
    if (probe.defaults.component !== null) expect(COMPONENTS).toContain(probe.defaults.component)
  })

  test('its example is valid and says who is asked', () => {
    const options = probe.options.parse(probe.example)
    const { host, port } = probe.endpoint(options)
    expect(host).toMatch(/^[a-z0-9.:-]+$/)
    expect(port).toBeGreaterThan(0)
  })

  test('its options can be printed as documentation: every one is described', () => {
    const { properties = {} } = z.toJSONSchema(probe.options, { io: 'input', unrepresentable: 'any' })
    expect(Object.keys(properties).length).toBeGreaterThan(0)
    const silent = Object.entries(properties).filter(([, option]) => typeof option === 'boolean' || !option.description)
    expect(silent).toEqual([])
  })

  test('junk is refused, and the place is named', () => {
    for (const junk of [null, 7, 'x', []]) expect(probe.options.safeParse(junk).success).toBe(false)
    const example = probe.example as Record<string, unknown>
    const unknown = probe.options.safeParse({ ...example, nonsense: 1 })
    expect(unknown.error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: ['nonsense'] })
    for (const key of Object.keys(example)) {
      const issues = probe.options.safeParse({ ...example, [key]: { no: 'such value' } }).error?.issues ?? []
      expect(issues[0]?.path[0], `${probe.kind}.${key}`).toBe(key)
    }
  })

  test('a closed port has failed', async () => {
    expect(await see(probe.kind, pointed(probe, await closedPort()), within(3000))).toMatchObject({ outcome: 'failed' })
  })

  test('is ended although the network hangs for ever', async () => {
    const clock = createFakeClock()
    const hang = () => new Promise<never>(() => {})
    const network = { resolve: hang, connect: hang, handshake: hang, exchange: hang }
    const target = targetOf(probe.kind, probe.example)
    const looking = lookAt(
      target,
      { route: { via: 'direct' }, family: null, skipped: null },
      contextOf({ clock, network }),
    )
    await clock.advance(10_250)
    expect(await looking).toMatchObject({ outcome: 'failed', error: 'PROBE_CRASHED' })
    expect(clock.waiting).toBe(0)
  })

  test('a mistake of ours is evidence against nobody', async () => {
    const broken = () => Promise.reject(new TypeError('oops'))
    const network = { resolve: broken, connect: broken, handshake: broken, exchange: broken }
    expect(await see(probe.kind, probe.example, { network })).toMatchObject({
      outcome: 'failed',
      error: 'PROBE_CRASHED',
      detail: 'TypeError: oops',
    })
  })
})

describe.each(LISTENING)('%s', (_, probe) => {
  test('garbage has failed', async () => {
    const port = await serverFor(probe, GARBAGE)
    const seen = await see(probe.kind, pointed(probe, port), within(500))
    expect(seen).toMatchObject({ outcome: 'failed' })
    expect(seen.error).not.toBe('PROBE_CRASHED')
  })

  test('silence has failed when its time is over, and says in which phase', async () => {
    const port = await serverFor(probe, null)
    const seen = await see(probe.kind, pointed(probe, port), within(300))
    expect(seen).toMatchObject({ outcome: 'failed', error: probe.kind === 'dns' ? 'EAI_AGAIN' : 'ETIMEDOUT' })
    expect(seen.tookMs).toBeLessThan(10_000)
  })
})

describe.each(READING)('%s', (_, probe) => {
  test('a blank page never passes, with any status', async () => {
    for (const status of [200, 201, 206, 400, 401, 403, 404, 418, 429, 500, 503, 511]) {
      const { port } = await answering(status)
      expect(await see(probe.kind, pointed(probe, port)), String(status)).toMatchObject({ outcome: 'failed' })
    }
  })

  test('a sign-in page that answers in its place never passes', async () => {
    // A plain page check without any marker cannot know better: that is what markers are for.
    const options = probe.kind === 'http' ? { contains: ['LINE WORKS'] } : {}
    const { port } = await answering(200, '<html><title>Wi-Fi</title><form action="/login">Sign in</form></html>')
    const seen = await see(probe.kind, { ...(pointed(probe, port) as object), ...options })
    expect(seen).toMatchObject({ phase: 'content', error: 'BODY_MISMATCH' })
    expect(seen.bodyHead).toContain('Wi-Fi')
  })
})
