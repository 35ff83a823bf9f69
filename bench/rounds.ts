import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Target } from '../src/core/target.ts'
import { createJudging } from '../src/jobs/judging.ts'
import { probeRound } from '../src/jobs/probe-round.ts'
import { type Round, startRounds } from '../src/jobs/rounds.ts'
import { systemClock } from '../src/platform/clock.ts'
import { createNetwork } from '../src/platform/create-network.ts'
import { createBackOff } from '../src/probes/back-off.ts'
import { DEFAULT_LIMITS, lookName } from '../src/probes/look.ts'
import { parseTarget } from '../src/probes/parse-target.ts'
import { createCertificateAuthority } from '../src/simulator/certificate-authority.ts'
import { openStore } from '../src/store/open.ts'

/**
 * Looks at many targets on a fixed interval, with judge and store as in the service, against an HTTPS server in another
 * process, and tells how late looks began. A fresh connection and TLS handshake for each look.
 *
 *   node bench/rounds.ts [--targets 1000] [--interval 30] [--minutes 5]
 */

const { values } = parseArgs({
  options: {
    targets: { type: 'string', default: '1000' },
    interval: { type: 'string', default: '30' },
    minutes: { type: 'string', default: '5' },
  },
})

if (process.send) await playServer()
else await measure()

/** In the child: an HTTPS server that says 200 to everybody. */
async function playServer(): Promise<void> {
  const now = Date.now()
  const authority = await createCertificateAuthority({ now })
  const credentials = await authority.issue({ names: ['127.0.0.1'] })
  const server = createServer(credentials, (_, response) => response.writeHead(200).end('fine'))
  server.listen(0, '127.0.0.1', () => {
    process.send!({ port: (server.address() as AddressInfo).port, caPem: authority.caPem })
  })
  process.on('disconnect', () => process.exit())
}

async function measure(): Promise<void> {
  const child = fork(import.meta.filename)
  const { port, caPem } = await new Promise<{ port: number; caPem: string }>((resolve) =>
    child.once('message', resolve),
  )
  const directory = mkdtempSync(join(tmpdir(), 'dotchi-bench-'))
  const store = await openStore({ url: `sqlite:${join(directory, 'bench.db')}` })
  const intervalMs = Number(values.interval) * 1000
  const targets = Array.from({ length: Number(values.targets) }, (_, i) => targetOf(i, port))
  const clock = systemClock
  const context = {
    network: createNetwork({ clock }),
    clock,
    vantage: 'bench',
    trust: { extraCa: [caPem], expectedIssuers: [] },
    limits: DEFAULT_LIMITS,
    userAgent: 'Dotchi bench',
    backOff: createBackOff(),
    repeatFailed: true,
  }
  const paths = { proxyFor: () => null, proxy: null, hasIpv4: true, hasIpv6: false }
  const judging = await createJudging({
    options: { vantages: ['bench'], intervalMs },
    store,
    onStoreError: console.error,
  })
  const lateness: number[] = []
  let failed = 0
  let rounds = 0
  const byId = new Map(targets.map((target) => [target.id, target]))

  const run = async (round: Round) => {
    const observations = await probeRound(round, { targets, paths, context, concurrency: 16 })
    rounds++
    // The first round has no jitter: everything is due at once, and is measured apart by `bench/start.ts`.
    if (rounds > 1) {
      for (const look of observations) {
        const name = lookName(byId.get(look.target)!, { route: { via: 'direct' }, family: null, skipped: null })
        lateness.push(look.at - round.at - round.jitterMs(name))
        if (look.outcome === 'failed') failed++
      }
    }
    await judging.take({ at: clock.now(), observations, notices: [], posts: [], reports: [] })
  }
  const cpuBefore = process.cpuUsage()
  const startedAt = clock.monotonic()
  const handle = startRounds({
    clock,
    intervalMs: () => intervalMs,
    run,
    onGap: (ms) => console.error(`gap ${ms}`),
    onError: console.error,
    onOverlap: () => console.error('overlap'),
  })
  await clock.sleep(Number(values.minutes) * 60_000)
  await handle.stop()
  const cpu = process.cpuUsage(cpuBefore)
  const took = clock.monotonic() - startedAt
  lateness.sort((a, b) => a - b)
  const at = (share: number) => lateness[Math.min(lateness.length - 1, Math.floor(share * lateness.length))]
  console.log({
    targets: targets.length,
    rounds,
    looks: lateness.length,
    failed,
    lateMs: { p50: at(0.5), p99: at(0.99), max: lateness.at(-1) },
    lateByMoreThan250ms: lateness.filter((ms) => ms > 250).length,
    cpuShareOfOneCore: Number(((cpu.user + cpu.system) / 1000 / took).toFixed(3)),
    rssMb: Math.round(process.memoryUsage().rss / 1048576),
  })
  await store.close()
  rmSync(directory, { recursive: true })
  child.disconnect()
}

function targetOf(index: number, port: number): Target {
  const parsed = parseTarget({
    id: `bench-${index}`,
    kind: 'http',
    role: index % 10 === 0 ? 'control' : 'service',
    title: { ja: `計測 ${index}`, en: `bench ${index}` },
    options: { url: `https://127.0.0.1:${port}/${index}` },
  })
  if (!('target' in parsed)) throw new Error(JSON.stringify(parsed))
  return parsed.target
}
