/**
 * Is the judge as sure as it should be? Replays labelled episodes and compares its probability that LINE WORKS is not
 * fully working, and its confidence in the condition that it tells, with what was true, minute by minute, as tables; then
 * fits the two numbers of `calibration.ts` and the knots of `assurance.ts`.
 *   node bench/judge-reliability.ts EPISODES.jsonl …
 * Fit on training seeds only, read the table on others.
 */
import { open } from 'node:fs/promises'
import { parseEpisode } from '../src/cli/eval/episode.ts'
import { replay } from '../src/cli/eval/episode-replay.ts'
import { assured, unassured } from '../src/core/judge/assurance.ts'
import { CALIBRATION, calibrated, uncalibrated } from '../src/core/judge/calibration.ts'

interface Sample {
  /** As the belief has it, before calibration. */
  readonly raw: number
  readonly down: 0 | 1
}

/** One condition told at one site: what the belief gave it, whether it was held on to, and whether it was right. */
interface Claim {
  readonly raw: number
  readonly isHeld: boolean
  readonly right: 0 | 1
}

/** Minutes in which the truth just changed are left out: nobody can know yet. */
const SETTLED_MS = 3 * 60_000

interface Seen {
  readonly samples: Sample[]
  readonly claims: Claim[]
}

async function seenIn(file: string): Promise<Seen> {
  const samples: Sample[] = []
  const claims: Claim[] = []
  const handle = await open(file)
  for await (const line of handle.readLines()) {
    if (line === '') continue
    const episode = parseEpisode(JSON.parse(line))
    for (const { site, at, condition, pDown, confidence, isHeld } of replay(episode)) {
      const truth = episode.truth.find((t) => t.site === site && at >= t.fromAt && at < t.toAt)
      if (truth && condition !== 'unknown' && condition !== 'account_or_device')
        claims.push({ raw: unassured(confidence, isHeld), isHeld, right: truth.accept.includes(condition) ? 1 : 0 })
      if (!truth || truth.accept.includes('maintenance') || at - truth.fromAt < SETTLED_MS) continue
      const down = truth.accept.some((c) => c === 'outage' || c === 'degraded')
      if (down && truth.accept.includes('company_network')) continue
      samples.push({ raw: uncalibrated(pDown), down: down ? 1 : 0 })
    }
  }
  return { samples, claims }
}

const EDGES = [0, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.99, 1.0001]

interface Said {
  readonly said: number
  readonly true: 0 | 1
}

function table(list: readonly Said[]): string[] {
  const rows: string[] = ['| said | minutes | mean said | came true | |', '| --- | ---: | ---: | ---: | --- |']
  for (let i = 0; i + 1 < EDGES.length; i++) {
    const inside = list.filter(({ said }) => said >= EDGES[i]! && said < EDGES[i + 1]!)
    if (inside.length === 0) continue
    const mean = inside.reduce((sum, { said }) => sum + said, 0) / inside.length
    const share = inside.filter((one) => one.true).length / inside.length
    const upper = Math.min(1, EDGES[i + 1]!)
    const bar = `${'█'.repeat(Math.round(share * 20)).padEnd(20, '·')}`
    rows.push(`| ${EDGES[i]}–${upper} | ${inside.length} | ${mean.toFixed(3)} | ${share.toFixed(3)} | \`${bar}\` |`)
  }
  return rows
}

/** How often each range of beliefs was right, made rising (pool adjacent violators), as points of a curve. */
function rising(claims: readonly Claim[]): string {
  const blocks: { from: number; sum: number; right: number; n: number }[] = []
  for (let i = 0; i + 1 < EDGES.length; i++) {
    const inside = claims.filter(({ raw }) => raw >= EDGES[i]! && raw < EDGES[i + 1]!)
    if (inside.length === 0) continue
    const right = inside.filter((claim) => claim.right).length
    blocks.push({ from: i, sum: inside.reduce((sum, { raw }) => sum + raw, 0), right, n: inside.length })
    for (let last = blocks.at(-1)!, before = blocks.at(-2); before && before.right / before.n > last.right / last.n; ) {
      blocks.splice(-2, 2, {
        from: before.from,
        sum: before.sum + last.sum,
        right: before.right + last.right,
        n: before.n + last.n,
      })
      last = blocks.at(-1)!
      before = blocks.at(-2)
    }
  }
  return blocks.map(({ sum, right, n }) => `${(sum / n).toFixed(3)} → ${(right / n).toFixed(3)} (${n})`).join(', ')
}

const brier = (samples: readonly Sample[], read: (raw: number) => number) =>
  samples.reduce((sum, { raw, down }) => sum + (read(raw) - down) ** 2, 0) / samples.length

function expectedError(samples: readonly Sample[], read: (raw: number) => number): number {
  let error = 0
  for (let i = 0; i < 10; i++) {
    const inside = samples.filter(({ raw }) => Math.min(9, Math.floor(read(raw) * 10)) === i)
    const gap = inside.reduce((sum, { raw, down }) => sum + read(raw) - down, 0)
    error += Math.abs(gap)
  }
  return error / samples.length
}

/** The temperature and shift with the smallest log loss, by a search that halves its step. */
function fitOf(samples: readonly Sample[]) {
  const loss = (temperature: number, shift: number) =>
    samples.reduce((sum, { raw, down }) => {
      const p = Math.min(1 - 1e-6, Math.max(1e-6, calibrated(raw, { temperature, shift })))
      return sum - Math.log(down ? p : 1 - p)
    }, 0)
  let best = { temperature: 1, shift: 0 }
  for (let step = 0.5; step > 0.01; step /= 2)
    for (let round = 0; round < 12; round++)
      for (const [dt, ds] of [
        [step, 0],
        [-step, 0],
        [0, step],
        [0, -step],
      ] as const) {
        const next = { temperature: Math.max(0.2, best.temperature + dt), shift: best.shift + ds }
        if (loss(next.temperature, next.shift) < loss(best.temperature, best.shift)) best = next
      }
  return best
}

const samples: Sample[] = []
const claims: Claim[] = []
for (const file of process.argv.slice(2)) {
  const seen = await seenIn(file)
  for (const sample of seen.samples) samples.push(sample)
  for (const claim of seen.claims) claims.push(claim)
}
const now = (raw: number) => calibrated(raw, CALIBRATION)
const told = claims.map(({ raw, isHeld, right }): Said => ({ said: assured(raw, isHeld), true: right }))
const lines = [
  'LINE WORKS is not fully working:',
  ...table(samples.map(({ raw, down }) => ({ said: now(raw), true: down }))),
  '',
  `minutes ${samples.length}, Brier ${brier(samples, now).toFixed(4)}, expected calibration error ${expectedError(samples, now).toFixed(4)}`,
  `fitted on these: ${JSON.stringify(fitOf(samples))}; in use: ${JSON.stringify(CALIBRATION)}`,
  '',
  'The condition that is told is right:',
  ...table(told),
  '',
  `right by what the belief said, settled: ${rising(claims.filter(({ isHeld }) => !isHeld))}`,
  `right by what the belief said, held on to: ${rising(claims.filter(({ isHeld }) => isHeld))}`,
]
process.stdout.write(`${lines.join('\n')}\n`)
