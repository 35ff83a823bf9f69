import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** What is sent for one way of asking; headers as a flat list, the way `writeHead` takes them fastest. */
export interface Form {
  readonly status: number
  readonly headers: readonly string[]
  /** Null where the status has no body. */
  readonly body: Buffer | null
}

/** An answer ready to be sent any number of times: every form of it is made once. */
export interface Answer {
  readonly plain: Form
  readonly gzipped: Form | null
  /** `304` for each form, null where the answer has no ETag. */
  readonly unchanged: { readonly plain: Form; readonly gzipped: Form } | null
  readonly etags: readonly [plain: string, gzipped: string] | null
}

/** The parts of a request that choose the form. */
export interface Wanted {
  readonly ifNoneMatch: string | undefined
  readonly acceptEncoding: string | undefined
}

export interface AnswerParts {
  readonly status?: number
  readonly type: string
  readonly body: string
  /** Security headers, caching and whatever else belongs to this answer; lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Give it an ETag: for what is read again and again. */
  readonly tagged?: boolean
}

/** Below this a gzipped answer saves no packet. */
const WORTH_ZIPPING = 1400

const flat = (headers: Readonly<Record<string, string>>): string[] => Object.entries(headers).flat()

const vary = (headers: Readonly<Record<string, string>>): Record<string, string> => ({
  ...headers,
  vary: headers.vary ? `${headers.vary}, accept-encoding` : 'accept-encoding',
})

/** Makes every form of an answer: plain, gzipped where it pays, and `304` for both. */
export function createAnswer({ status = 200, type, body, headers, tagged = false }: AnswerParts): Answer {
  const bytes = Buffer.from(body)
  const zipped = tagged && bytes.length >= WORTH_ZIPPING ? gzipSync(bytes) : null
  const shared = zipped ? vary(headers) : { ...headers }
  const hash = tagged
    ? createHash('sha256').update(type).update('\0').update(bytes).digest('base64url').slice(0, 22)
    : ''
  const etags: Answer['etags'] = tagged ? [`"${hash}"`, `"${hash}.gz"`] : null
  const formOf = (content: Buffer, index: 0 | 1): Form => ({
    status,
    headers: flat({
      ...shared,
      'content-type': type,
      ...(index ? { 'content-encoding': 'gzip' } : {}),
      'content-length': String(content.length),
      ...(etags ? { etag: etags[index] } : {}),
    }),
    body: content,
  })
  const unchangedOf = (etag: string): Form => ({ status: 304, headers: flat({ ...shared, etag }), body: null })
  return {
    plain: formOf(bytes, 0),
    gzipped: zipped && formOf(zipped, 1),
    unchanged: etags && { plain: unchangedOf(etags[0]), gzipped: unchangedOf(etags[1]) },
    etags,
  }
}

const REFUSES_GZIP = /\bgzip\s*;\s*q=0(?:\.0*)?\s*(?:,|$)/i

/** The form of an answer that fits the request: unchanged, gzipped or plain. */
export function formFor(answer: Answer, { ifNoneMatch, acceptEncoding }: Wanted): Form {
  const zip = answer.gzipped !== null && acceptEncoding?.includes('gzip') === true && !REFUSES_GZIP.test(acceptEncoding)
  if (ifNoneMatch && answer.etags && answer.unchanged && matches(ifNoneMatch, answer.etags))
    return zip ? answer.unchanged.gzipped : answer.unchanged.plain
  return zip && answer.gzipped ? answer.gzipped : answer.plain
}

/** Weak comparison, as If-None-Match asks for; both encodings are the same content. */
const matches = (header: string, [plain, gzipped]: readonly [string, string]): boolean =>
  header === plain || header === gzipped || header.trim() === '*' || header.includes(plain) || header.includes(gzipped)

/** A form as a fetch API answer. */
export function responseOf(form: Form): Response {
  const headers = new Headers()
  for (let i = 0; i < form.headers.length; i += 2) headers.append(form.headers[i]!, form.headers[i + 1]!)
  return new Response(form.body === null ? null : new Uint8Array(form.body), { status: form.status, headers })
}
