import { z } from 'zod'
import { BOTS } from '../bots/index.ts'

/** Every chat by its kind; null: people cannot ask there. */
export const BOTS_SCHEMA = z.strictObject(
  Object.fromEntries(BOTS.map(({ kind, options }) => [kind, options.nullable().default(null)])),
)

/** One chat as it is configured; its options are those of its kind. */
export interface ConfiguredBot {
  readonly kind: string
  readonly options: unknown
}

/** Those that are configured. */
export const botsOf = (bots: Readonly<Record<string, unknown>>): readonly ConfiguredBot[] =>
  Object.entries(bots).flatMap(([kind, options]) => (options ? [{ kind, options }] : []))
