/**
 * How long judging takes: one tick of 1,000 targets seen from 20 sites, every one looked at once since the last tick.
 *   node bench/judge.ts [TICKS]
 * Prints one JSON object; times in milliseconds (by the clock, and CPU time, which a busy machine bends less), memory in MB.
 */
import { emptyMemory, judge } from '../src/core/judge.ts'
import { type Observation, observationOf } from '../src/core/observation.ts'

const TARGETS = 1_000
const SITES = 20
const INTERVAL_MS = 30_000
const START = Date.UTC(2026, 0, 1)
const ticks = Number(process.argv[2] ?? 10)

const sites = Array.from({ length: SITES }, (_, i) => `site-${String(i).padStart(2, '0')}`)
const roles = ['service', 'service', 'service', 'control', 'control'] as const

function looksOf(tick: number, failing: boolean): Observation[] {
  const from = START + tick * INTERVAL_MS
  return sites.flatMap((vantage) =>
    Array.from({ length: TARGETS }, (_, i) => {
      const role = roles[i % roles.length]!
      const passes = !(failing && role === 'service')
      const at = from + Math.floor((i / TARGETS) * 10_000)
      return observationOf(
        {
          target: `target-${i}`,
          role,
          kind: role === 'control' ? 'control' : 'http',
          component: role === 'control' ? null : 'login',
          vantage,
          at,
          family: 4,
        },
        passes
          ? { httpStatus: 200, tookMs: 100 + (i % 50), tlsIssuer: 'DigiCert' }
          : { phase: 'status', httpStatus: 503, tookMs: 90, tlsIssuer: 'DigiCert' },
      )
    }),
  )
}

const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10
const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]!

let memory = emptyMemory({ vantages: sites, intervalMs: INTERVAL_MS })
const calm: number[] = []
const trouble: number[] = []
const calmCpu: number[] = []
const troubleCpu: number[] = []
let condition = ''
for (let tick = 0; tick < ticks * 2; tick++) {
  const failing = tick >= ticks
  const observations = looksOf(tick, failing)
  const at = START + (tick + 1) * INTERVAL_MS
  const began = performance.now()
  const cpu = process.cpuUsage()
  const answer = judge(memory, { at, observations, notices: [], posts: [], reports: [] })
  const took = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  memory = answer.memory
  condition = answer.verdict.service.condition
  // The first ticks warm the machine up.
  if (tick % ticks < 2) continue
  ;(failing ? trouble : calm).push(took)
  ;(failing ? troubleCpu : calmCpu).push((user + system) / 1000)
}
const bytes = JSON.stringify(memory).length
process.stdout.write(
  `${JSON.stringify({
    looksATick: TARGETS * SITES,
    calmMs: Math.round(median(calm)),
    troubleMs: Math.round(median(trouble)),
    calmCpuMs: Math.round(median(calmCpu)),
    troubleCpuMs: Math.round(median(troubleCpu)),
    perLookUs: Math.round((median(calmCpu) / (TARGETS * SITES)) * 1e4) / 10,
    memoryAsJsonMb: megabytes(bytes),
    heapMb: megabytes(process.memoryUsage().heapUsed),
    rssMb: megabytes(process.memoryUsage().rss),
    lastCondition: condition,
  })}\n`,
)
