import { getCACertificates } from 'node:tls'
import type { FetchMessageObject, ImapFlow, MessageStructureObject } from 'imapflow'
import type { Clock } from './clock.ts'
import { type Fetched, failed } from './fetch/fetched.ts'
import type { Trust } from './network.ts'

/** What to look for in one folder of a mailbox, which is never changed by it. */
export interface MailboxRequest {
  readonly user: string
  readonly password: string
  readonly folder: string
  /** Whole addresses, or `@example.com` for all of a domain; lower case. */
  readonly senders: readonly string[]
  /** Whether a mail is to be read, by its uppermost Authentication-Results ('' where there is none). */
  readonly isWanted: (authentication: string) => boolean
  /** Only what came in within so many days. */
  readonly days: number
  /** The newest so many. */
  readonly most: number
}

/** One mail, as it stands in the document that reading a mailbox gives (JSON: `{ mails: Mail[] }`). */
export interface Mail {
  /** Names it within its folder for as long as that exists. */
  readonly key: string
  readonly from: string
  /** When the server took it in, epoch milliseconds. */
  readonly receivedAt: number
  readonly subject: string
  readonly format: 'text' | 'html'
  readonly body: string
  /** The uppermost Authentication-Results, unfolded; '' where there is none. */
  readonly authentication: string
}

export interface MailboxOptions {
  readonly clock: Clock
  readonly trust: Trust
  /** For the whole of one reading. */
  readonly timeoutMs?: number
}

/** Reads `imaps://HOST:PORT/`, or `imap://HOST:PORT/` with STARTTLS; never in plain text. */
export type ReadMailbox = (url: URL, request: MailboxRequest, signal?: AbortSignal) => Promise<Fetched>

const TIMEOUT_MS = 30_000
const DAY_MS = 86_400_000
const MOST_BODY_BYTES = 60_000
const MOST_LOOKED_AT = 300
const MOST_REMEMBERED = 500

/** Builds the reader. What was read once is remembered by its number, and is not fetched again. */
export function createMailboxReader({ clock, trust, timeoutMs = TIMEOUT_MS }: MailboxOptions): ReadMailbox {
  const known = new Map<string, Mail>()
  const remember = (name: string, mail: Mail) => {
    known.set(name, mail)
    if (known.size > MOST_REMEMBERED) known.delete([...known.keys()][0]!)
  }

  const gather = async (client: ImapFlow, url: URL, request: MailboxRequest): Promise<Mail[]> => {
    const box = await client.mailboxOpen(request.folder, { readOnly: true })
    const since = new Date(clock.now() - request.days * DAY_MS)
    const found = new Set<number>()
    for (const from of request.senders)
      for (const uid of (await client.search({ since, from }, { uid: true })) || []) found.add(uid)
    const uids = [...found].sort((x, y) => y - x).slice(0, MOST_LOOKED_AT)
    if (uids.length === 0) return []
    const heads = (await client.fetchAll(uids.join(','), HEAD, { uid: true })).flatMap((message) => headOf(message))
    // Chosen before they are counted, so that mails of strangers push nothing out.
    const wanted = heads.filter((head) => isFrom(head.from, request.senders) && request.isWanted(head.authentication))
    const mails: Mail[] = []
    for (const head of wanted.sort((x, y) => y.uid - x.uid).slice(0, request.most)) {
      const key = `${box.uidValidity}:${head.uid}`
      const name = `${url.host} ${request.user} ${request.folder} ${key}`
      const mail = known.get(name) ?? (await mailOf(client, head, key))
      remember(name, mail)
      mails.push(mail)
    }
    return mails
  }

  return async (url, request, signal) => {
    signal?.throwIfAborted()
    // Loaded only where a mailbox is read: few companies configure one.
    const { ImapFlow } = await import('imapflow')
    const client = new ImapFlow({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: Number(url.port) || (url.protocol === 'imaps:' ? 993 : 143),
      secure: url.protocol === 'imaps:',
      ...(url.protocol === 'imaps:' ? {} : { doSTARTTLS: true }),
      auth: { user: request.user, pass: request.password },
      tls: { ca: [...getCACertificates('bundled'), ...getCACertificates('system'), ...trust.extraCa] },
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      logger: false,
      disableAutoIdle: true,
    })
    // What breaks is told by the call under way.
    client.on('error', () => {})
    let late: (() => void) | null = null
    const ended = new Promise<never>((_, reject) => {
      late = () => reject(Object.assign(new Error('given up'), { code: 'ETIMEDOUT' }))
    })
    const cancel = clock.after(timeoutMs, () => late?.())
    signal?.addEventListener('abort', late!, { once: true })
    try {
      await Promise.race([client.connect(), ended])
      const mails = await Promise.race([gather(client, url, request), ended])
      const place = `${url.protocol}//${url.host}/${encodeURIComponent(request.folder)}`
      const document = { url: url.href, finalUrl: place, contentType: 'application/json', garbled: false }
      const text = JSON.stringify({ mails })
      return { kind: 'document', document: { ...document, text, fetchedAt: clock.now(), unchanged: false } }
    } catch (thrown) {
      signal?.throwIfAborted()
      return failureOf(thrown)
    } finally {
      cancel()
      signal?.removeEventListener('abort', late!)
      client.close()
    }
  }
}

/** The server looks for parts of the line only; a display name may hold anybody's address. */
const isFrom = (from: string, senders: readonly string[]): boolean =>
  senders.some((sender) => (sender.startsWith('@') ? from.endsWith(sender) : from === sender))

/** What is looked at before a mail is read. */
interface Head extends Omit<Mail, 'key' | 'body'> {
  readonly uid: number
  readonly part: string
}
const HEAD = { uid: true, envelope: true, internalDate: true, bodyStructure: true, headers: ['authentication-results'] }

function headOf({ uid, envelope, internalDate, bodyStructure, headers }: FetchMessageObject): Head[] {
  const part = bodyStructure && (partOf(bodyStructure, 'text/plain') ?? partOf(bodyStructure, 'text/html'))
  const receivedAt = internalDate ? new Date(internalDate).getTime() : Number.NaN
  const from = envelope?.from ?? []
  // A mail that names several authors has none that could be held to it.
  if (!part || from.length !== 1 || !Number.isFinite(receivedAt)) return []
  return [
    {
      uid,
      part: part.part ?? '1',
      from: (from[0]!.address ?? '').toLowerCase(),
      receivedAt,
      subject: envelope?.subject ?? '',
      format: part.type === 'text/html' ? 'html' : 'text',
      authentication: firstHeaderOf(headers?.toString('utf8') ?? ''),
    },
  ]
}

async function mailOf(client: ImapFlow, { uid, part, ...head }: Head, key: string): Promise<Mail> {
  const { content } = await client.download(String(uid), part, { uid: true, maxBytes: MOST_BODY_BYTES })
  const chunks: Buffer[] = []
  if (content) for await (const chunk of content) chunks.push(Buffer.from(chunk as Uint8Array))
  return { key, ...head, body: Buffer.concat(chunks).toString('utf8') }
}

/** The first part of a type that is no attachment. */
function partOf(node: MessageStructureObject, type: string): MessageStructureObject | null {
  if (node.type === type && node.disposition !== 'attachment') return node
  for (const child of node.childNodes ?? []) {
    const found = partOf(child, type)
    if (found) return found
  }
  return null
}

const firstHeaderOf = (head: string): string =>
  head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)[0]!
    .replace(/^authentication-results:\s*/i, '')
    .slice(0, 2_000)

/** In words of its own only: what a server says here may repeat what it was told. */
function failureOf(thrown: unknown): Fetched {
  const { code, authenticationFailed, responseStatus, mailboxMissing } = (thrown ?? {}) as Readonly<
    Record<string, unknown>
  >
  const word = typeof code === 'string' && /^[A-Za-z0-9_]{1,60}$/.test(code) ? code : 'imap'
  if (authenticationFailed) return failed('denied', 'the login was refused')
  if (mailboxMissing || responseStatus === 'NO') return failed('gone', 'there is no such folder')
  if (/TIMEOUT|ETIMEDOUT/i.test(word)) return failed('timeout', word)
  return failed('unreachable', word)
}
