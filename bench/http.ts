import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'

/**
 * Requests per second, p99 and CPU time per request of the hot routes, beside a bare node:http handler that sends the
 * same bytes. Both run at the same time of day in turns, so that a busy machine slows both.
 * Usage: npm run build && node bench/http.ts [seconds a run] [turns]
 */

const PATHS = ['/badge.svg', '/', '/api/v1/verdict'] as const
const KINDS = ['bare', 'dotchi', 'hono'] as const
/** Against the bare handler, asked in the same way. */
const WAYS = [
  { way: 'hit', kind: 'dotchi', query: '' },
  { way: 'new query each time', kind: 'dotchi', query: '?x=[<id>]' },
  { way: 'hit, by hono alone', kind: 'hono', query: '' },
] as const
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

type Server = { readonly child: ChildProcess; readonly port: number }

async function startServer(kind: Kind, path: string): Promise<Server> {
  const child = fork(new URL('./http-server.ts', import.meta.url), [kind, path])
  const { port } = await reply<{ port: number }>(child)
  return { child, port }
}

/** Runs both in turns, after a second each to warm up. */
async function compare(bare: Server, other: Server, address: string): Promise<string> {
  const runs: { bare: Run; other: Run }[] = []
  for (const { child, port } of [bare, other]) await measure(child, port, address, 1)
  for (let turn = 0; turn < turns; turn++)
    runs.push({
      bare: await measure(bare.child, bare.port, address, seconds),
      other: await measure(other.child, other.port, address, seconds),
    })
  const ratio = median(runs.map((run) => run.other.perSecond / run.bare.perSecond))
  const all = [medianRun(runs.map((run) => run.bare)), medianRun(runs.map((run) => run.other))]
  return `${all.map(cells).join(' | ')} | ${ratio.toFixed(2)} |`
}

console.log('| route | way | bare: requests/s | p99 ms | CPU µs | ours: requests/s | p99 ms | CPU µs | ratio |')
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
for (const path of PATHS) {
  const servers = Object.fromEntries(
    await Promise.all(KINDS.map(async (kind) => [kind, await startServer(kind, path)] as const)),
  ) as Record<Kind, Server>
  for (const { way, kind, query } of WAYS)
    console.log(`| \`${path}\` | ${way} | ${await compare(servers.bare, servers[kind], path + query)}`)
  for (const { child } of Object.values(servers)) child.kill()
}
