import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'

/**
 * Requests per second, p99 and CPU time per request of the hot routes, beside a bare node:http handler that sends the
 * same bytes. Both run at the same time of day in turns, so that a busy machine slows both.
 * Usage: npm run build && node bench/http.ts [seconds a run] [turns]
 */

const PATHS = ['/badge.svg', '/', '/api/v1/verdict'] as const
const KINDS = ['bare', 'dotchi'] as const
const WAYS = { hit: '', 'new query each time': '?x=[<id>]' } as const
const seconds = Number(process.argv[2] ?? 4)
const turns = Number(process.argv[3] ?? 3)

type Kind = (typeof KINDS)[number]
interface Run {
  readonly perSecond: number
  readonly p99Ms: number
  readonly cpuUs: number
}

const reply = async <T>(child: ChildProcess): Promise<T> => (await once(child, 'message'))[0] as T

async function cpuOf(child: ChildProcess): Promise<number> {
  const answer = reply<{ cpuUs: number }>(child)
  child.send('cpu')
  return (await answer).cpuUs
}

async function measure(child: ChildProcess, port: number, path: string, duration: number): Promise<Run> {
  const before = await cpuOf(child)
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections: 32,
    duration,
    idReplacement: path.includes('[<id>]'),
    headers: { 'accept-encoding': 'gzip', 'accept-language': 'ja,en;q=0.8' },
  })
  if (result.non2xx + result.errors > 0) throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed`)
  const cpuUs = (await cpuOf(child)) - before
  return {
    perSecond: result.requests.average,
    p99Ms: result.latency.p99,
    cpuUs: cpuUs / result.requests.total,
  }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number
const medianRun = (runs: readonly Run[]): Run => ({
  perSecond: median(runs.map((run) => run.perSecond)),
  p99Ms: median(runs.map((run) => run.p99Ms)),
  cpuUs: median(runs.map((run) => run.cpuUs)),
})
const cells = ({ perSecond, p99Ms, cpuUs }: Run) => `${Math.round(perSecond)} | ${p99Ms} | ${cpuUs.toFixed(1)}`

console.log('| route | way | bare: requests/s | p99 ms | CPU µs | dotchi: requests/s | p99 ms | CPU µs | ratio |')
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
for (const path of PATHS) {
  const servers = await Promise.all(
    KINDS.map(async (kind) => {
      const child = fork(new URL('./http-server.ts', import.meta.url), [kind, path])
      const { port } = await reply<{ port: number }>(child)
      return { kind, child, port }
    }),
  )
  for (const [way, query] of Object.entries(WAYS)) {
    const runs: Record<Kind, Run[]> = { bare: [], dotchi: [] }
    for (const { child, port } of servers) await measure(child, port, path + query, 1)
    for (let turn = 0; turn < turns; turn++)
      for (const { kind, child, port } of servers) runs[kind].push(await measure(child, port, path + query, seconds))
    const ratio = median(runs.dotchi.map((run, turn) => run.perSecond / (runs.bare[turn] as Run).perSecond))
    console.log(
      `| \`${path}\` | ${way} | ${cells(medianRun(runs.bare))} | ${cells(medianRun(runs.dotchi))} | ${ratio.toFixed(2)} |`,
    )
  }
  for (const { child } of servers) child.kill()
}
