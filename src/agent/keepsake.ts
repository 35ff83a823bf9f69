import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an agent keeps on disk from one start to the next: its token, and the configuration that it last got. */
export interface Keepsake {
  token(): string | null
  keepToken(token: string): void
  configuration(): { readonly value: unknown; readonly etag: string } | null
  keepConfiguration(configuration: { readonly value: unknown; readonly etag: string }): void
  /** Where the rounds wait. */
  readonly spoolDirectory: string
  readonly tokenFile: string
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Nobody but this user may read what is in the directory. Throws what the system says where it cannot be used. */
export function openKeepsake(directory: string): Keepsake {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const tokenFile = join(directory, 'token')
  const configurationFile = join(directory, 'configuration.json')
  const read = (file: string): string | null => {
    try {
      return readFileSync(file, 'utf8')
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }
  const write = (file: string, text: string) => {
    writeFileSync(`${file}.tmp`, text, { mode: 0o600 })
    renameSync(`${file}.tmp`, file)
  }
  return {
    tokenFile,
    spoolDirectory: join(directory, 'spool'),
    token: () => read(tokenFile)?.trim() || null,
    keepToken: (token) => write(tokenFile, `${token}\n`),
    configuration() {
      try {
        const kept: unknown = JSON.parse(read(configurationFile) ?? 'null')
        if (typeof kept !== 'object' || kept === null || !('value' in kept) || !('etag' in kept)) return null
        return { value: kept.value, etag: String(kept.etag) }
      } catch {
        // Half a file says nothing: the server is asked anyway.
        return null
      }
    },
    keepConfiguration: (configuration) => write(configurationFile, JSON.stringify(configuration)),
  }
}
