import { TextDecoder } from 'node:util'

/** Where browsers look for a page's own word about its characters, bytes. */
const META_WINDOW = 1_024

/** Decodes a body: by its byte order mark, its header, its `<meta>`, or as UTF-8. Unreadable bytes become U+FFFD. */
export function textOf(bytes: Uint8Array, contentType: string | undefined): string {
  if (bytes.length === 0) return ''
  const label = bomOf(bytes) ?? charsetIn(contentType ?? '') ?? metaCharsetOf(bytes) ?? 'utf-8'
  return decoderFor(label).decode(bytes)
}

function bomOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return null
}

const charsetIn = (text: string): string | null => /charset\s*=\s*["']?([\w.:-]+)/i.exec(text)?.[1] ?? null

function metaCharsetOf(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, META_WINDOW))
  const meta = /<meta[^>]+charset[^>]+>/i.exec(head)
  const label = meta ? charsetIn(meta[0]) : null
  // What could be read as ASCII until here is not UTF-16, whatever it says.
  return label && /^utf-16/i.test(label) ? 'utf-8' : label
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder('utf-8')
  }
}
