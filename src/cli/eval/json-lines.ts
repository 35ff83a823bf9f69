import type { FileHandle } from 'node:fs/promises'

/** The values of a JSON Lines file, one after the other, and the line that was read last (counted from 1). */
export interface JsonLines {
  readonly values: AsyncIterable<unknown>
  readonly line: number
}

/** Reads without holding the file in memory. Throws an `Error` at a line that holds no object; empty lines are passed over. */
export function readJsonLines(file: FileHandle, signal: AbortSignal): JsonLines {
  let number = 0
  async function* read(): AsyncGenerator<unknown> {
    for await (const text of file.readLines({ encoding: 'utf8' })) {
      signal.throwIfAborted()
      number++
      const line = number === 1 ? text.replace(/^\uFEFF/, '') : text
      if (line.trim() !== '') yield parseObject(line)
    }
  }
  return {
    values: read(),
    get line() {
      return number
    },
  }
}

function parseObject(line: string): unknown {
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not a JSON object')
  return value
}
