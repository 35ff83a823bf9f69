/**
 * Phase times beside curl's, on one loopback HTTPS target that answers late and in two parts.
 * Run: node bench/phases.ts (Node 24; needs curl).
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { systemClock } from '../src/platform/clock.ts'
import { createNetwork } from '../src/platform/create-network.ts'
import { createCertificateAuthority } from '../src/simulator/certificate-authority.ts'

const ROUNDS = Number(process.argv[2] ?? 200)
/** What the issue allows between the two medians: the larger of both. */
const ALLOWED_MS = 3
const ALLOWED_SHARE = 0.05
const PHASES = ['resolve', 'connect', 'tls', 'request', 'body', 'total'] as const
type Times = Record<(typeof PHASES)[number], number>

/** In a thread of its own: a server in ours would be timed together with the client. */
const SERVER = `
  const { workerData, parentPort } = require('node:worker_threads')
  const server = require('node:https').createServer(workerData, (request, response) => {
    setTimeout(() => {
      response.write('x'.repeat(20_000))
      setTimeout(() => response.end('y'.repeat(20_000)), 20)
    }, 30)
  })
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`

const authority = await createCertificateAuthority({ now: Date.now() })
const server = new Worker(SERVER, { eval: true, workerData: await authority.issue({ names: ['localhost'] }) })
const port = await new Promise<number>((resolve) => server.once('message', resolve))
const directory = await mkdtemp(join(tmpdir(), 'dotchi-bench-'))
const caFile = join(directory, 'ca.pem')
await writeFile(caFile, authority.caPem)

const network = createNetwork({ clock: systemClock })
const url = new URL(`https://localhost:${port}/`)

async function byDotchi(): Promise<Times> {
  const { facts } = await network.exchange({
    url,
    method: 'GET',
    route: { via: 'direct' },
    family: 4,
    trust: { extraCa: [authority.caPem], expectedIssuers: [] },
    limits: { timeoutMs: 10_000, maxBodyBytes: 1_000_000 },
  })
  if (facts.phase !== 'done') throw new Error(`the look failed: ${facts.error} ${facts.detail}`)
  const { resolve, connect, tls, request, body } = facts.timings!
  return { resolve: resolve!, connect: connect!, tls: tls!, request: request!, body: body!, total: facts.tookMs! }
}

async function byCurl(): Promise<Times> {
  const names = ['namelookup', 'connect', 'appconnect', 'pretransfer', 'starttransfer', 'total']
  const format = names.map((name) => `%{time_${name}}`).join(' ')
  const args = [
    '-s',
    '-4',
    '--http1.1',
    '--noproxy',
    '*',
    '--cacert',
    caFile,
    '-o',
    '/dev/null',
    '-w',
    format,
    url.href,
  ]
  const { stdout } = await promisify(execFile)('curl', args)
  const [lookup, connect, secure, ready, first, total] = stdout.split(' ').map((text) => Number(text) * 1000)
  return {
    resolve: lookup!,
    connect: connect! - lookup!,
    tls: secure! - connect!,
    request: first! - ready!,
    body: total! - first!,
    total: total!,
  }
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

const ours: Times[] = []
const theirs: Times[] = []
for (let round = 0; round < 5; round++) await byDotchi()
for (let round = 0; round < ROUNDS; round++) {
  ours.push(await byDotchi())
  theirs.push(await byCurl())
}

let isWithin = true
console.log('| phase | Dotchi, ms | curl, ms | difference, ms | allowed, ms |\n| --- | ---: | ---: | ---: | ---: |')
for (const phase of PHASES) {
  const own = median(ours.map((times) => times[phase]))
  const curl = median(theirs.map((times) => times[phase]))
  const allowed = Math.max(ALLOWED_MS, curl * ALLOWED_SHARE)
  isWithin &&= Math.abs(own - curl) <= allowed
  console.log(
    `| ${[phase, own, curl, own - curl, allowed].map((x) => (typeof x === 'number' ? x.toFixed(2) : x)).join(' | ')} |`,
  )
}
console.log(
  `${ROUNDS} looks each, taken in turns: ${isWithin ? 'every phase within what is allowed' : 'NOT within what is allowed'}`,
)

await server.terminate()
await rm(directory, { recursive: true })
process.exitCode = isWithin ? 0 : 1
