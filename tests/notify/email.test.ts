import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../../src/core/alert/message.ts'
import { email } from '../../src/notify/kinds/email.ts'
import type { Letter } from '../../src/notify/notifier.ts'
import { type Clock, systemClock } from '../../src/platform/clock.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { closedPort, portOf } from '../support/faulty-server.ts'
import { type MailServer, type MailServerOptions, openMailServer } from '../support/mail-server.ts'
import { letterOf, OUTAGE, RECOVERED } from './messages.ts'

const PASSWORD = 'korekara-himitsu-77'
const SHORT: Message = {
  ...OUTAGE,
  headline: { ja: '情報源を読めません', en: 'Source cannot be read' },
  lead: { ja: '状態: 読めません\n2行目', en: 'State: unreadable\nsecond line' },
  facts: [],
  advice: [],
  links: [],
}
const send = async () => ({ kind: 'unreachable', detail: 'no mail' }) as const

const optionsFor = (port: number, more: Record<string, unknown> = {}) =>
  email.options.parse({ host: '127.0.0.1', port, from: 'dotchi@example.jp', ...more })

function openAt(
  server: Pick<MailServer, 'port' | 'caPem'>,
  more: Record<string, unknown> = {},
  clock: Clock = systemClock,
) {
  const trust = { extraCa: server.caPem ? [server.caPem] : [], expectedIssuers: [] }
  const channel = email.open(optionsFor(server.port, more), { clock, trust, send })
  onTestFinished(() => channel.close())
  return channel
}
const letter = (message = SHORT, more: Partial<Letter> = {}) => letterOf(message, { to: 'it@example.jp', ...more })
const headOf = (source: string) => source.split('\r\n\r\n')[0]!.replace(/\r\n[ \t]+/g, ' ')

const WAYS: readonly (readonly [string, MailServerOptions, Record<string, unknown>])[] = [
  ['starttls with a password', { login: { user: 'u', password: PASSWORD } }, { user: 'u', password: PASSWORD }],
  ['starttls without one', {}, {}],
  [
    'tls',
    { secure: 'tls', login: { user: 'u', password: PASSWORD } },
    { secure: 'tls', user: 'u', password: PASSWORD },
  ],
  ['a plain relay', { secure: 'none' }, { secure: 'none' }],
]

test.each(WAYS)('a mail arrives once: %s', async (_name, server, more) => {
  await using mails = await openMailServer(server)
  expect(await openAt(mails, more).deliver(letter())).toEqual({ kind: 'sent' })
  expect(mails.mails).toHaveLength(1)
  const [mail] = mails.mails
  expect(mail).toMatchObject({
    from: 'dotchi@example.jp',
    to: ['it@example.jp'],
    isEncrypted: server.secure !== 'none',
  })
  expect(mail!.user).toBe(server.login?.user ?? null)
  expect(mail!.source).toContain('Subject: Source cannot be read\r\n')
  expect(mail!.source).toContain('\r\n\r\nState: unreadable\r\nsecond line\r\n')
})

test('the mails of one incident belong together, each with a name of its own for each recipient', async () => {
  await using mails = await openMailServer()
  const channel = openAt(mails)
  for (const one of [
    letter(OUTAGE),
    letter(OUTAGE),
    letter(OUTAGE, { to: 'boss@example.jp' }),
    letter(RECOVERED, { locale: 'ja' }),
  ])
    expect(await channel.deliver(one)).toEqual({ kind: 'sent' })
  const heads = mails.mails.map(({ source }) => headOf(source))
  const [first, again, other, end] = heads.map((head) => /^Message-ID: <(\S+)@example\.jp>$/im.exec(head)![1])
  expect(again).toBe(first)
  expect(new Set([first, other, end]).size).toBe(3)
  const threads = heads.map((head) => /^References: (<thread-\S+@example\.jp>)$/im.exec(head)![1])
  expect(new Set(threads).size).toBe(1)
  expect(heads[0]).toContain('\r\nX-Priority: 1')
  expect(heads[3]).not.toMatch(/^X-Priority/im)
  for (const head of heads) expect(head).toMatch(/^Auto-Submitted: auto-generated$/im)
})

test('who subscribed can leave by one click; the configuration’s own recipients are not asked', async () => {
  await using mails = await openMailServer()
  const channel = openAt(mails)
  const url =
    'https://dotchi.example.co.jp/unsubscribe/abc?token=0123456789abcdef0123456789abcdef0123456789abcdef&lang=ja'
  for (const unsubscribeUrl of [url, 'http://dotchi.example/u', 'javascript:alert(1)', null])
    await channel.deliver(letter(OUTAGE, { unsubscribeUrl }))
  const heads = mails.mails.map(({ source }) => headOf(source))
  expect(heads[0]).toContain(`List-Unsubscribe: <${url}>`)
  expect(heads[0]).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  expect(heads[1]).toContain('List-Unsubscribe: <http://dotchi.example/u>')
  expect(heads[1]).not.toContain('One-Click')
  expect(heads[2]).not.toMatch(/unsubscribe/i)
  expect(heads[3]).not.toMatch(/unsubscribe/i)
})

test('what a server refuses for now is worth another attempt, what it refuses for good is not', async () => {
  await using mails = await openMailServer()
  const channel = openAt(mails)
  const refusals = [
    [421, 'too many connections', 'retry', 'busy'],
    [451, 'greylisted', 'retry', 'busy'],
    [452, '4.2.2 mailbox full', 'retry', 'busy'],
    [550, '5.7.1 we do not like your address', 'rejected', 'refused'],
    [554, 'we know you', 'rejected', 'refused'],
    [530, '5.7.0 authentication required', 'rejected', 'not-admitted'],
  ] as const
  for (const [status, text, kind, reason] of refusals) {
    mails.refusals.push({ status, text })
    expect(await channel.deliver(letter())).toMatchObject({ kind, reason, detail: expect.stringContaining(text) })
  }
  expect(await channel.deliver(letter())).toEqual({ kind: 'sent' })
  expect(mails.mails).toHaveLength(1)
})

test('a recipient that exists no more is told apart from a server that does not want us', async () => {
  await using mails = await openMailServer({ unknown: ['gone@example.jp'] })
  const channel = openAt(mails)
  expect(await channel.deliver(letter(SHORT, { to: 'gone@example.jp' }))).toMatchObject({
    kind: 'rejected',
    reason: 'gone',
  })
  expect(await channel.deliver(letter())).toEqual({ kind: 'sent' })
})

test('a wrong password is told without the password, even where the server repeats it', async () => {
  await using mails = await openMailServer({ login: { user: 'u', password: 'another' } })
  const delivery = await openAt(mails, { user: 'u', password: PASSWORD }).deliver(letter())
  expect(delivery).toMatchObject({ kind: 'rejected', reason: 'not-admitted' })
  expect(JSON.stringify(delivery)).not.toContain(PASSWORD)
})

test('it never falls back to plain text, and trusts no stranger', async () => {
  await using plain = await openMailServer({ secure: 'none' })
  expect(await openAt(plain).deliver(letter())).toMatchObject({ kind: 'retry', reason: 'not-encrypted' })
  await using strange = await openMailServer()
  expect(await openAt({ port: strange.port, caPem: plain.caPem }).deliver(letter())).toMatchObject({
    kind: 'retry',
    reason: 'unreachable',
    detail: expect.stringMatching(/cert|signed|issuer/i),
  })
  expect([...plain.mails, ...strange.mails]).toEqual([])
})

test('many letters share few connections, and a connection that was cut in between is replaced', async () => {
  await using mails = await openMailServer()
  const channel = openAt(mails)
  const letters = Array.from({ length: 40 }, (_, n) => letter(SHORT, { to: `p${n}@example.jp` }))
  const ended = await Promise.all(letters.map((one) => channel.deliver(one)))
  expect(ended.filter(({ kind }) => kind === 'sent')).toHaveLength(40)
  expect(new Set(mails.mails.map(({ to }) => to[0])).size).toBe(40)
  expect(mails.connections).toBeLessThanOrEqual(3)
  mails.cut()
  let delivery = await channel.deliver(letter())
  // The one that meets the cut itself may be told to come again.
  if (delivery.kind === 'retry') delivery = await channel.deliver(letter())
  expect(delivery).toEqual({ kind: 'sent' })
})

test('a slow server is waited for', async () => {
  await using mails = await openMailServer({ delayMs: 300 })
  expect(await openAt(mails).deliver(letter())).toEqual({ kind: 'sent' })
})

test('nobody there, or somebody who never speaks, is worth another attempt', async () => {
  expect(await openAt({ port: await closedPort(), caPem: '' }).deliver(letter())).toMatchObject({
    kind: 'retry',
    reason: 'unreachable',
  })
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket.on('error', () => {})))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const clock = createFakeClock()
  const channel = openAt({ port: portOf(silent), caPem: '' }, {}, clock)
  const delivering = channel.deliver(letter())
  await clock.advance(31_000)
  expect(await delivering).toMatchObject({ kind: 'retry', reason: 'timeout' })
  const giveUp = new AbortController()
  const another = channel.deliver(letter(SHORT, { signal: giveUp.signal }))
  giveUp.abort()
  expect(await another).toMatchObject({ kind: 'retry', reason: 'timeout' })
  await channel.close()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => silent.close(resolve))
})

test('foreign text starts no header, no recipient and no second mail', async () => {
  await using mails = await openMailServer()
  const evil = 'x\r\nBcc: thief@example.net\r\n\r\n.\r\nMAIL FROM:<a@b.c>\u0000\u202e'
  const text = { ja: evil, en: evil }
  const message = {
    ...SHORT,
    id: `i>\r\nX-Evil: 1`,
    thread: evil,
    headline: text,
    lead: { ...text, en: `${evil}\n.\nQUIT` },
  }
  expect(await openAt(mails).deliver(letter(message))).toEqual({ kind: 'sent' })
  expect(mails.mails).toHaveLength(1)
  expect(mails.mails[0]!.to).toEqual(['it@example.jp'])
  const head = headOf(mails.mails[0]!.source)
  expect(head).not.toMatch(/^(?:bcc|x-evil|mail from)/im)
  expect(head).toMatch(/^Subject: x Bcc: thief@example.net/m)
})

test('mail at LINE WORKS is no way to tell that LINE WORKS is down', () => {
  const dependence = (more: Record<string, unknown>) => email.dependsOnBy!(optionsFor(25, more))
  expect(dependence({ host: 'smtp.worksmobile.com' })).toBe('line-works')
  expect(dependence({ host: 'smtp.example.jp', dependsOn: 'line-works' })).toBe('line-works')
  expect(dependence({ host: 'notworksmobile.com' })).toBeNull()
})

test.each([
  ['a header', { from: 'a@example.jp\r\nBcc: b@example.jp' }],
  ['a list', { replyTo: 'a@example.jp, b@example.jp' }],
  ['a display name', { from: 'Dotchi <a@example.jp>' }],
  ['a user without a password', { user: 'u' }],
  ['a password in plain text', { secure: 'none', user: 'u', password: 'p' }],
])('options that are refused: %s', (_name, more) => {
  const good = { host: 'smtp.example.jp', from: 'a@example.jp' }
  expect(email.options.safeParse(good).success).toBe(true)
  expect(email.options.safeParse({ ...good, ...more }).success).toBe(false)
})

test.each([
  'a@example.jp, b@example.jp',
  'A <a@example.jp>',
  'a@example.jp\r\nBcc: x@y.z',
  '@',
  `${'a'.repeat(250)}@b.jp`,
])('no address: %j', (to) => expect(email.address!.isValid(to)).toBe(false))
