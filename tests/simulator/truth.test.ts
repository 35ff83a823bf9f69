import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { locate } from '../../src/core/locate.ts'
import type { Observation } from '../../src/core/observation.ts'
import type { Target } from '../../src/core/target.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createNetwork } from '../../src/platform/create-network.ts'
import { createBackOff } from '../../src/probes/back-off.ts'
import { type LookContext, lookAt, looksOf, type Paths } from '../../src/probes/look.ts'
import { parseTarget } from '../../src/probes/parse-target.ts'
import { configurationOf, targetsOfSimulator } from '../../src/simulator/configuration.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { WEATHER_NAMES, WEATHERS, type WeatherName } from '../../src/simulator/weathers.ts'

const network = createNetwork({ clock: systemClock })
const isPatient = (name: WeatherName) => {
  const { sites, dns } = WEATHERS[name]
  return (
    Object.values(sites).some((site) => site.connection === 'silent' || site.delayMs > 0) ||
    Object.values(dns).includes('silent')
  )
}

async function expectTruth(simulator: Simulator, name: WeatherName) {
  const looks = await roundAt(simulator)
  const finding = locate(looks)
  const told = looks.map(brief).join('\n') + JSON.stringify(finding.evidence.map((e) => [e.code, e.contribution]))
  expect(finding.culprit, told).toBe(WEATHERS[name].truth)
  if (name === 'healthy') expect(looks.map((look) => look.outcome)).toEqual(looks.map(() => 'passed'))
}

describe('what Dotchi makes of each weather', () => {
  let simulator: Simulator
  beforeAll(async () => {
    simulator = await startSimulator({ clock: systemClock })
    // The first look of a process reads in all trusted roots, which must not count as slowness
    await roundAt(simulator)
  })
  afterAll(() => simulator.stop())

  it.each(WEATHER_NAMES.filter((name) => !isPatient(name)))('%s', { timeout: 60_000, retry: 1 }, async (name) => {
    await simulator.setWeather(name)
    await expectTruth(simulator, name)
  })
})

// Each of these has to wait until a look gives up: they wait side by side
describe.concurrent('what Dotchi makes of silence and slowness', () => {
  it.each(WEATHER_NAMES.filter(isPatient))('%s', { timeout: 60_000, retry: 1 }, async (name) => {
    const simulator = await startSimulator({ clock: systemClock })
    try {
      await roundAt(simulator)
      await simulator.setWeather(name)
      await expectTruth(simulator, name)
    } finally {
      await simulator.stop()
    }
  })
})

const brief = (look: Observation) =>
  [
    look.target,
    look.via,
    look.phase,
    look.error,
    look.httpStatus,
    look.tlsIssuer,
    Math.round(look.tookMs),
    look.detail,
  ].join(' ')

async function roundAt(simulator: Simulator): Promise<readonly Observation[]> {
  const { port, hostname: host } = new URL(simulator.proxyUrl)
  const proxy = { host, port: Number(port), authorization: null }
  const paths: Paths = { proxyFor: () => proxy, proxy, hasIpv4: true, hasIpv6: false }
  const trusted = configurationOf(simulator, { caFile: 'ca.pem', databaseFile: 'x.db' }).trust
  const context: LookContext = {
    network,
    clock: systemClock,
    trust: {
      extraCa: simulator.caPem.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g) ?? [],
      expectedIssuers: trusted.expectedIssuers.map((issuer) => issuer.toLowerCase()),
    },
    limits: { timeoutMs: 4000, maxBodyBytes: 1_000_000 },
    userAgent: 'Dotchi tests',
    vantage: 'demo',
    backOff: createBackOff(),
    repeatFailed: true,
  }
  const targets = targetsOfSimulator(simulator).map(targetOf)
  return Promise.all(targets.flatMap((target) => looksOf(target, paths).map((look) => lookAt(target, look, context))))
}

function targetOf(raw: unknown): Target {
  const parsed = parseTarget(raw)
  if (!('target' in parsed)) throw new Error(JSON.stringify(parsed))
  return parsed.target
}
