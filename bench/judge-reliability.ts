/**
 * Is the judge as sure as it should be? Replays labelled episodes and compares its probability that LINE WORKS is not
 * fully working with what was true, minute by minute, as a table; then fits the two numbers of `calibration.ts`.
 *   node bench/judge-reliability.ts EPISODES.jsonl …
 * Fit on training seeds only, read the table on others.
 */
import { open } from 'node:fs/promises'
import { parseEpisode } from '../src/cli/eval/episode.ts'
import { replay } from '../src/cli/eval/episode-replay.ts'
import { CALIBRATION, calibrated, uncalibrated } from '../src/core/judge/calibration.ts'

interface Sample {
  /** As the belief has it, before calibration. */
  readonly raw: number
  readonly down: 0 | 1
}

/** Minutes in which the truth just changed are left out: nobody can know yet. */
const SETTLED_MS = 3 * 60_000

async function samplesOf(file: string): Promise<Sample[]> {
  const samples: Sample[] = []
  const handle = await open(file)
  for await (const line of handle.readLines()) {
    if (line === '') continue
    const episode = parseEpisode(JSON.parse(line))
    for (const { site, at, pDown } of replay(episode)) {
      const truth = episode.truth.find((t) => t.site === site && at >= t.fromAt && at < t.toAt)
      if (!truth || truth.accept.includes('maintenance') || at - truth.fromAt < SETTLED_MS) continue
      const down = truth.accept.some((c) => c === 'outage' || c === 'degraded')
      if (down && truth.accept.includes('company_network')) continue
      samples.push({ raw: uncalibrated(pDown), down: down ? 1 : 0 })
    }
  }
  return samples
}

const EDGES = [0, 0.01, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.99, 1.0001]

function table(samples: readonly Sample[], read: (raw: number) => number): string[] {
  const rows: string[] = ['| said | minutes | mean said | came true | |', '| --- | ---: | ---: | ---: | --- |']
  for (let i = 0; i + 1 < EDGES.length; i++) {
    const inside = samples.filter(({ raw }) => read(raw) >= EDGES[i]! && read(raw) < EDGES[i + 1]!)
    if (inside.length === 0) continue
    const mean = inside.reduce((sum, { raw }) => sum + read(raw), 0) / inside.length
    const share = inside.filter(({ down }) => down).length / inside.length
    const upper = Math.min(1, EDGES[i + 1]!)
    const bar = `${'█'.repeat(Math.round(share * 20)).padEnd(20, '·')}`
    rows.push(`| ${EDGES[i]}–${upper} | ${inside.length} | ${mean.toFixed(3)} | ${share.toFixed(3)} | \`${bar}\` |`)
  }
  return rows
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
function fit(samples: readonly Sample[]) {
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

const samples = (await Promise.all(process.argv.slice(2).map(samplesOf))).flat()
const now = (raw: number) => calibrated(raw, CALIBRATION)
const lines = [
  ...table(samples, now),
  '',
  `minutes ${samples.length}, Brier ${brier(samples, now).toFixed(4)}, expected calibration error ${expectedError(samples, now).toFixed(4)}`,
  `fitted on these: ${JSON.stringify(fit(samples))}; in use: ${JSON.stringify(CALIBRATION)}`,
]
process.stdout.write(`${lines.join('\n')}\n`)
