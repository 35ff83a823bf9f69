import { describe, expect, it } from 'vitest'
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
import { WEATHER_NAMES, WEATHERS } from '../../src/simulator/weathers.ts'

describe.concurrent('what Dotchi makes of each weather', () => {
  for (const name of WEATHER_NAMES) {
    it(`${name}: ${WEATHERS[name].truth}`, { timeout: 60_000 }, async () => {
      const simulator = await startSimulator({ clock: systemClock, weather: name })
      try {
        const looks = await roundAt(simulator)
        const finding = locate(looks)
        const told = looks.map(brief).join('\n') + JSON.stringify(finding.evidence.map((e) => [e.code, e.contribution]))
        expect(finding.culprit, told).toBe(WEATHERS[name].truth)
      } finally {
        await simulator.stop()
      }
    })
  }
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
    network: createNetwork({ clock: systemClock }),
    clock: systemClock,
    trust: {
      extraCa: simulator.caPem.match(/-----BEGIN[\s\S]+?-----END CERTIFICATE-----/g) ?? [],
      expectedIssuers: trusted.expectedIssuers.map((issuer) => issuer.toLowerCase()),
    },
    // Silence is waited for; only slowness needs more time than that
    limits: { timeoutMs: simulator.weather() === 'slow' ? 4000 : 2500, maxBodyBytes: 1_000_000 },
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
