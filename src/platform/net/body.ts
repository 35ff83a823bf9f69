import type { IncomingMessage } from 'node:http'
import { Duplex, pipeline as pipe, Readable, type Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { textOf } from './charset.ts'
import type { Deadline } from './deadline.ts'
import { NetFailure } from './net-failure.ts'

/** A body as far as it came, and what cut it short. */
export interface BodyRead {
  readonly text: string
  readonly thrown: unknown
}

/** Nobody needs more than two; each layer of more would cost memory (as in CVE-2026-22036). */
const MAX_ENCODINGS = 3

/** Reads a body to its end, its cap or the deadline. The cap counts what comes out of the decompression. */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
  deadline: Deadline,
  decode: (bytes: Uint8Array, contentType: string | undefined) => string = textOf,
): Promise<BodyRead> {
  const collected = new Collector(maxBytes)
  const charsetOf = () => decode(collected.bytes(), message.headers['content-type'])
  try {
    await pipeline([message, ...decodersOf(message), collected], { signal: deadline.signal })
    return { text: charsetOf(), thrown: null }
  } catch (thrown) {
    return { text: charsetOf(), thrown }
  }
}

/** Keeps what it gets up to the cap, and breaks the pipeline above it. */
class Collector extends Writable {
  private readonly chunks: Buffer[] = []
  private size = 0
  private readonly maxBytes: number
  constructor(maxBytes: number) {
    super()
    this.maxBytes = maxBytes
  }
  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    const room = this.maxBytes - this.size
    this.chunks.push(chunk.subarray(0, room))
    this.size += Math.min(chunk.length, room)
    done(chunk.length > room ? new NetFailure('BODY_TOO_LARGE', `more than ${this.maxBytes} bytes`) : undefined)
  }
  bytes(): Buffer {
    return Buffer.concat(this.chunks)
  }
}

/** The layers of compression, the outermost first. */
function decodersOf(message: IncomingMessage): readonly Duplex[] {
  const encodings = (message.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse()
  if (encodings.length > MAX_ENCODINGS) throw new NetFailure('BODY_ENCODING', `${encodings.length} encodings in a row`)
  return encodings.map((encoding) => Duplex.from(decoding(engineOf(encoding))))
}

/** Builds the engine for a stream that begins with this byte. */
type Engine = (firstByte: number) => Transform

function engineOf(encoding: string): Engine {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return () => createGunzip()
    case 'deflate':
      // It means zlib's wrapping, but some servers send the bare stream: the first byte tells.
      return (firstByte) => ((firstByte & 0x0f) === 8 ? createInflate() : createInflateRaw())
    case 'br':
      return () => createBrotliDecompress()
    case 'zstd':
      return () => createZstdDecompress()
    default:
      throw new NetFailure('BODY_ENCODING', `unknown encoding ${encoding}`)
  }
}

/** Runs a body through an engine. An empty one stays empty: answers to HEAD name an encoding, too. */
const decoding = (engineFor: Engine) =>
  async function* (source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    const chunks = source[Symbol.asyncIterator]()
    const first = await chunks.next()
    if (first.done) return
    const engine = engineFor(first.value[0]!)
    const all = async function* () {
      for (let next: IteratorResult<Buffer> = first; !next.done; next = await chunks.next()) yield next.value
    }
    // What goes wrong destroys the engine, and is thrown where it is read.
    pipe(Readable.from(all()), engine, () => {})
    yield* engine
  }
