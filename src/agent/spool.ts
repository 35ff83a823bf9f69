import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { ReportedRound } from '../core/agent.ts'

/**
 * What was seen and not yet delivered, on disk. Each round is one file that appears whole or not at all, under a name that
 * is also its sequence: a process that is killed at any moment loses at most the round that it was writing.
 */
export interface Spool {
  /** Keeps a round; `problem` is the system's word where the disk does not take it. */
  append(round: Omit<ReportedRound, 'sequence'>, now: number): { readonly problem: string | null }
  /** What to send next: the newest round first, for whoever is waiting to know how it is now; then the oldest ones. */
  next(limits: { readonly rounds: number; readonly bytes: number }): readonly ReportedRound[]
  /** These need not be kept any longer. */
  forget(sequences: readonly string[]): void
  readonly rounds: number
  /** Rounds that had to be given up because they were too old, too many or not readable. */
  readonly lost: number
}

export interface SpoolOptions {
  readonly directory: string
  readonly maxAgeMs?: number
  readonly maxBytes?: number
}

const DAY_MS = 86_400_000
const MOST_BYTES = 200_000_000
const SUFFIX = '.json.gz'
const NAME = /^(\d{15})-[0-9a-f]{12}-\d{6,}\.json\.gz$/

interface Entry {
  readonly sequence: string
  readonly at: number
  readonly bytes: number
}

/** Opens the spool with what an earlier process left in it. */
export function openSpool({ directory, maxAgeMs = DAY_MS, maxBytes = MOST_BYTES }: SpoolOptions): Spool {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  // Of this process: sequences never come twice, also after all files are gone.
  const run = randomBytes(6).toString('hex')
  let count = 0
  let lost = 0
  let entries = leftBehind(directory)
  let bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const fileOf = (sequence: string) => join(directory, `${sequence}${SUFFIX}`)

  const drop = (gone: ReadonlySet<string>) => {
    for (const entry of entries) {
      if (!gone.has(entry.sequence)) continue
      removeFile(fileOf(entry.sequence))
      bytes -= entry.bytes
    }
    entries = entries.filter(({ sequence }) => !gone.has(sequence))
  }
  const giveUp = (sequences: readonly string[]) => {
    lost += sequences.length
    drop(new Set(sequences))
  }
  const bound = (now: number) => {
    const old = entries.filter(({ at }) => at < now - maxAgeMs)
    if (old.length > 0) giveUp(old.map(({ sequence }) => sequence))
    while (bytes > maxBytes && entries.length > 1) giveUp([entries[0]!.sequence])
  }
  const read = ({ sequence }: Entry): ReportedRound | null => {
    try {
      const round = JSON.parse(gunzipSync(readFileSync(fileOf(sequence))).toString('utf8')) as ReportedRound
      return { ...round, sequence }
    } catch {
      // Cut off by a loss of power: nobody will ever read it.
      giveUp([sequence])
      return null
    }
  }

  return {
    append(round, now) {
      const at = Math.max(0, Math.round(round.at))
      const sequence = `${String(at).padStart(15, '0')}-${run}-${String(count++).padStart(6, '0')}`
      const content = gzipSync(JSON.stringify(round), { level: 4 })
      try {
        writeWhole(fileOf(sequence), content)
      } catch (error) {
        return { problem: (error as NodeJS.ErrnoException).code ?? String(error) }
      }
      entries = [...entries, { sequence, at, bytes: content.length }].sort(inOrder)
      bytes += content.length
      bound(now)
      return { problem: null }
    },
    next(limits) {
      const rounds: ReportedRound[] = []
      let size = 0
      const wanted = [...entries.slice(-1), ...entries.slice(0, -1)].slice(0, limits.rounds)
      for (const entry of wanted) {
        const round = read(entry)
        if (!round) continue
        size += JSON.stringify(round).length
        if (rounds.length > 0 && size > limits.bytes) break
        rounds.push(round)
      }
      return rounds
    },
    forget: (sequences) => drop(new Set(sequences)),
    get rounds() {
      return entries.length
    },
    get lost() {
      return lost
    },
  }
}

const inOrder = (a: Entry, b: Entry) => (a.sequence < b.sequence ? -1 : 1)

function leftBehind(directory: string): Entry[] {
  const entries: Entry[] = []
  for (const name of readdirSync(directory)) {
    const at = NAME.exec(name)?.[1]
    // Half-written by a process that was killed.
    if (at === undefined && name.endsWith('.tmp')) removeFile(join(directory, name))
    if (at === undefined) continue
    const bytes = statSync(join(directory, name)).size
    entries.push({ sequence: name.slice(0, -SUFFIX.length), at: Number(at), bytes })
  }
  return entries.sort(inOrder)
}

/** Under another name until all of it is on the disk. */
function writeWhole(file: string, content: Uint8Array): void {
  const draft = `${file}.tmp`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
}

function removeFile(file: string): void {
  try {
    unlinkSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
