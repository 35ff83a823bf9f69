import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { z } from 'zod'
import type { Text } from '../core/locale.ts'
import type { Mistake } from './problem.ts'
import type { ColdAsk, Refusal } from './request.ts'

const inflate = promisify(gunzip)

const NOT_JSON: Text = { ja: 'JSON として読めません', en: 'cannot be read as JSON' }
const NOT_GZIP: Text = { ja: 'gzip として読めません', en: 'cannot be read as gzip' }
const WRONG: Text = { ja: '値か形式が正しくありません', en: 'does not have the right form' }
const UNKNOWN: Text = { ja: 'この項目はありません', en: 'there is no such field' }

const wrongBody = (message: Text): Refusal => ({ refused: 400, mistakes: [{ parameter: 'body', message }] })

/** What was sent, as it goes over the wire; refused where it is no JSON by its own account. */
export async function bytesOf(ask: ColdAsk): Promise<Uint8Array | Refusal> {
  if (!/^application\/json\b/i.test(ask.header('content-type') ?? '')) return { refused: 415 }
  const encoding = ask.header('content-encoding') ?? 'identity'
  if (!['identity', 'gzip'].includes(encoding)) return { refused: 415 }
  return ask.body()
}

/** Unpacks and reads what was sent; every mistake in it is named. `maxBytes` holds for what it unpacks to. */
export async function parseBody<Schema extends z.ZodType>(
  ask: ColdAsk,
  bytes: Uint8Array,
  schema: Schema,
  maxBytes: number,
): Promise<{ readonly value: z.output<Schema> } | Refusal> {
  const plain = ask.header('content-encoding') === 'gzip' ? await unpacked(bytes, maxBytes) : bytes
  if ('refused' in plain) return plain
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch {
    return wrongBody(NOT_JSON)
  }
  const parsed = schema.safeParse(raw)
  return parsed.success ? { value: parsed.data } : { refused: 400, mistakes: mistakesOf(parsed.error) }
}

/** Stops as soon as it grows past the limit, however small it came. */
async function unpacked(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array | Refusal> {
  try {
    return await inflate(bytes, { maxOutputLength: maxBytes })
  } catch (error) {
    const isBomb = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    return isBomb ? { refused: 413 } : wrongBody(NOT_GZIP)
  }
}

/** At most ten, each with its path; names that are not ours are cut, so that no answer grows with its question. */
const mistakesOf = (error: z.ZodError): readonly Mistake[] =>
  error.issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ parameter: pathOf([...issue.path, key]), message: UNKNOWN }))
        : [{ parameter: pathOf(issue.path), message: WRONG }],
    )
    .slice(0, 10)

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('')
    .slice(0, 80) || 'body'
