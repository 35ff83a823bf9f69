import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/**
 * Starts the built service on an empty database, several times, and tells how long it takes until it listens and until its
 * first verdict, and how much memory it holds a while later. With the shipped targets, against whatever this network answers.
 *
 *   npm run build && node bench/start.ts [--runs 7] [--rest 20]
 */

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '7' }, rest: { type: 'string', default: '20' } },
})

interface Start {
  readonly listeningMs: number
  readonly verdictMs: number
  readonly restMb: number
}

async function start(restMs: number): Promise<Start> {
  const directory = mkdtempSync(join(tmpdir(), 'dotchi-start-'))
  const environment = { ...process.env, PORT: '0', DATABASE_URL: `sqlite:${join(directory, 'start.db')}` }
  const began = performance.now()
  const child = spawn(process.execPath, ['--max-semi-space-size=4', 'dist/server.js'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let listeningMs = Number.NaN
  let said = ''
  const verdictMs = await new Promise<number>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (Number.isNaN(listeningMs) && said.includes('http://')) listeningMs = performance.now() - began
      if (/判定：|verdict:/.test(said)) resolve(performance.now() - began)
    })
  })
  await new Promise((resolve) => setTimeout(resolve, restMs))
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  const restMb = Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024)
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  rmSync(directory, { recursive: true })
  return { listeningMs, verdictMs, restMb }
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
const starts: Start[] = []
for (let i = 0; i < Number(values.runs); i++) starts.push(await start(Number(values.rest) * 1000))
console.table(starts)
console.log({
  listeningMs: Math.round(median(starts.map((s) => s.listeningMs))),
  verdictMs: Math.round(median(starts.map((s) => s.verdictMs))),
  restMb: median(starts.map((s) => s.restMb)),
})
