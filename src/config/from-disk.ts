import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReadFile } from './secrets.ts'

/** What ships beside the program, from `src` and from `dist` alike. */
export const PACKAGE_DATA = fileURLToPath(new URL('../../data', import.meta.url))

/** A whole text file; what the system says against it is a value. */
export const readFromDisk: ReadFile = (path) => {
  try {
    return { text: readFileSync(path, 'utf8') }
  } catch (error) {
    return { reason: (error as NodeJS.ErrnoException).code ?? String(error) }
  }
}
