import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Keeps what could not be read, so that somebody can see why. Bounded; what cannot be written is told, and that is all. */
export interface Snapshots {
  /** `name`: letters, digits and hyphens. */
  keep(name: string, at: number, content: string): Promise<void>
}

const MOST_PER_NAME = 3
const MOST_IN_ALL = 60
const MOST_CHARACTERS = 500_000

/** Keeps documents below a directory, the newest few of each name. What cannot be written is told and does no harm. */
export function createSnapshots(directory: string, onError: (error: unknown) => void): Snapshots {
  const prune = async (files: readonly string[]) => {
    for (const file of files) await rm(join(directory, file), { force: true })
  }
  return {
    async keep(name, at, content) {
      if (content === '') return
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 })
        const stamp = new Date(at).toISOString().replace(/[:.]/g, '-')
        await writeFile(join(directory, `${stamp}_${name}.txt`), content.slice(0, MOST_CHARACTERS), { mode: 0o600 })
        const all = (await readdir(directory)).filter((file) => /^\d{4}-[\dTZ-]+_[a-z0-9-]+\.txt$/.test(file)).sort()
        await prune(all.filter((file) => file.endsWith(`_${name}.txt`)).slice(0, -MOST_PER_NAME))
        await prune(all.slice(0, -MOST_IN_ALL))
      } catch (error) {
        onError(error)
      }
    },
  }
}
