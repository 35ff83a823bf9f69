import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createTestAuthority } from './certificates.ts'

/** One mail as it came in. */
export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  readonly user: string | null
  readonly isEncrypted: boolean
  /** As it went over the line: headers, empty line, body. */
  readonly source: string
}

/** A mail server on loopback, spoken to as any other. */
export interface MailServer extends AsyncDisposable {
  readonly port: number
  readonly caPem: string
  readonly mails: readonly ReceivedMail[]
  /** How often a sender was named. */
  readonly attempts: number
  /** How many connections were made. */
  readonly connections: number
  /** Cuts every connection there is. */
  cut(): void
  /** What the next senders are told instead of being heard: a status and its words. */
  readonly refusals: { status: number; text: string }[]
}

export interface MailServerOptions {
  readonly secure?: 'starttls' | 'tls' | 'none'
  readonly login?: { readonly user: string; readonly password: string }
  /** Recipients that nobody knows here. */
  readonly unknown?: readonly string[]
  /** How long it thinks before it greets, and before it takes a mail. */
  readonly delayMs?: number
}

export async function openMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const { secure = 'starttls', login, unknown = [], delayMs = 0 } = options
  const authority = await createTestAuthority()
  const mails: ReceivedMail[] = []
  const refusals: { status: number; text: string }[] = []
  const state = { attempts: 0, connections: 0 }
  const sockets = new Set<Socket>()
  const refuse = (status: number, text: string) => Object.assign(new Error(text), { responseCode: status })
  const settings: SMTPServerOptions = {
    ...(secure === 'none' ? {} : await authority.issue({ names: ['127.0.0.1'] })),
    secure: secure === 'tls',
    disabledCommands: [...(secure === 'starttls' ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    closeTimeout: 100,
    onConnect: (_session, done) => void setTimeout(done, delayMs),
    onAuth({ username, password }, _session, done) {
      if (username === login?.user && password === login?.password) return done(null, { user: username })
      done(refuse(535, `5.7.8 ${password} is not the password of ${username}`))
    },
    onMailFrom(_address, _session, done) {
      state.attempts += 1
      const refusal = refusals.shift()
      done(refusal ? refuse(refusal.status, refusal.text) : null)
    },
    onRcptTo({ address }, _session, done) {
      done(unknown.includes(address) ? refuse(550, '5.1.1 no such user') : null)
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          user: session.user || null,
          isEncrypted: session.secure,
          source: Buffer.concat(chunks).toString('utf8'),
        })
        setTimeout(done, delayMs)
      })
    },
  }
  const server = new SMTPServer(settings)
  server.server.on('connection', (socket: Socket) => {
    state.connections += 1
    sockets.add(socket.on('close', () => sockets.delete(socket)))
  })
  // A client that hangs up in the middle is its own affair.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the mail server listens nowhere')
  return {
    port: address.port,
    caPem: authority.caPem,
    mails,
    refusals,
    get connections() {
      return state.connections
    },
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    get attempts() {
      return state.attempts
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}
