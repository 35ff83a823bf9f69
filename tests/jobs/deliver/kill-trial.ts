import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { systemClock } from '../../../src/platform/clock.ts'
import { openStore } from '../../../src/store/open.ts'
import type { DeliveryRecord } from '../../../src/store/outbox/outbox.ts'

export interface TrialOptions {
  /** Path of an SQLite file that is not there yet. */
  readonly database: string
  readonly kills: number
  /** A process lives so long after it is ready, drawn anew each time. */
  readonly lifeMs: { readonly from: number; readonly to: number }
  /** Numbers in [0, 1). */
  readonly chance: () => number
  /** Each so many letters are put off by the far side. */
  readonly refuseEach: number
  readonly onKill?: (kill: number) => void
}

export interface TrialOutcome {
  /** Messages whose transaction was acknowledged before the kill. */
  readonly kept: number
  /** Of these, such as nobody ever received, neither themselves nor within a newer one that tells them along. */
  readonly lost: readonly string[]
  /** Letters that the far sides took for good. */
  readonly received: number
  /** Letters that were taken a second time or more. */
  readonly repeated: number
  /** Letters that were taken more often than their interrupted attempts explain. */
  readonly unexplained: readonly string[]
  /** Attempts that a kill interrupted. */
  readonly interrupted: number
  /** Ends that were taken before their beginning. */
  readonly disordered: readonly string[]
  readonly dead: number
}

type Child = ChildProcessByStdio<null, Readable, null>

const start = (file: string, args: readonly string[]): Child =>
  spawn(process.execPath, [join(import.meta.dirname, file), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })

/** Kills a process that writes and delivers, again and again, and holds what arrived against what was acknowledged. */
export async function runKillTrial(options: TrialOptions): Promise<TrialOutcome> {
  const { database, kills, lifeMs, chance, refuseEach, onKill } = options
  const url = `sqlite:${database}`
  const received: string[] = []
  const kept: string[] = []
  const sink = start('trial-sink.ts', [String(refuseEach)])
  try {
    const ports = await new Promise<readonly string[]>((resolve) => {
      createInterface({ input: sink.stdout }).on('line', (line) => {
        const [word, ...rest] = line.split(' ')
        if (word === 'ports') resolve(rest)
        else received.push(rest[1]!)
      })
    })
    for (let kill = 0; kill < kills; kill++) {
      const child = start('trial-worker.ts', [url, ...ports, `r${kill}`])
      const exited = once(child, 'exit')
      for await (const line of createInterface({ input: child.stdout })) {
        const [word, ...ids] = line.split(' ')
        if (word === 'kept') kept.push(...ids)
        // Whatever it is doing then. What is still in the pipe was acknowledged, too.
        else
          void systemClock.sleep(lifeMs.from + chance() * (lifeMs.to - lifeMs.from)).then(() => child.kill('SIGKILL'))
      }
      const [, signal] = (await exited) as [number | null, string | null]
      if (signal !== 'SIGKILL') throw new Error('the process ended by itself')
      onKill?.(kill + 1)
    }
    const last = start('trial-worker.ts', [url, ...ports, 'drain'])
    last.stdout.resume()
    const [code] = (await once(last, 'exit')) as [number | null]
    if (code !== 0) throw new Error(`the last process ended with ${code}`)
  } finally {
    sink.kill('SIGKILL')
    await once(sink, 'exit')
  }
  return outcomeOf(await recordsIn(url), kept, received)
}

async function recordsIn(url: string): Promise<readonly DeliveryRecord[]> {
  const store = await openStore({ url })
  const records: DeliveryRecord[] = []
  for (;;) {
    const before = records.at(-1)?.n
    const page = await store.outbox.list({ limit: 500, ...(before === undefined ? {} : { before }) })
    if (page.length === 0) break
    records.push(...page)
  }
  await store.close()
  return records.reverse()
}

function outcomeOf(
  records: readonly DeliveryRecord[],
  kept: readonly string[],
  received: readonly string[],
): TrialOutcome {
  const copies = new Map<string, number>()
  const firstAt = new Map<string, number>()
  for (const [place, id] of received.entries()) {
    copies.set(id, (copies.get(id) ?? 0) + 1)
    if (!firstAt.has(id)) firstAt.set(id, place)
  }
  const byId = new Map(records.map((record) => [record.item.message.id, record]))
  const byNumber = new Map(records.map((record) => [record.n, record.item.message.id]))
  const isTold = (id: string): boolean => {
    const into = byId.get(id)?.mergedInto
    return copies.has(id) || (into != null && isTold(byNumber.get(into)!))
  }
  const interruptedOf = (id: string) => byId.get(id)?.attempts.filter(({ result }) => result === 'lost').length ?? 0
  return {
    kept: kept.length,
    lost: kept.filter((id) => !isTold(id)),
    received: received.length,
    repeated: received.length - copies.size,
    unexplained: [...copies].flatMap(([id, count]) => (count - 1 > interruptedOf(id) ? [id] : [])),
    interrupted: records.reduce((sum, { item }) => sum + interruptedOf(item.message.id), 0),
    disordered: [...firstAt].flatMap(([id, place]) => {
      const beganAt = id.endsWith('-end') ? firstAt.get(id.replace(/-end$/, '-begin')) : undefined
      return beganAt !== undefined && beganAt > place ? [id] : []
    }),
    dead: records.filter(({ state }) => state === 'dead').length,
  }
}
