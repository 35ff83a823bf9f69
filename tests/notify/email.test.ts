import { createServer, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../../src/core/alert/message.ts'
import { email } from '../../src/notify/email.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { closedPort, portOf } from '../support/faulty-server.ts'
import { type MailServer, type MailServerOptions, openMailServer } from '../support/mail-server.ts'
import { letterOf, OUTAGE } from './messages.ts'

const PASSWORD = 'korekara-himitsu-77'
const MESSAGE: Message = {
  ...OUTAGE,
  id: 'dotchi-notices-unreadable-1',
  headline: { ja: '情報源を読めません', en: 'Source cannot be read' },
  lead: { ja: '状態: 読めません\n2行目', en: 'State: unreadable\nsecond line' },
}
const send = async () => ({ kind: 'unreachable', detail: 'no mail' }) as const

const optionsFor = (port: number, more: Record<string, unknown> = {}) =>
  email.options.parse({ host: '127.0.0.1', port, from: 'dotchi@example.jp', to: ['it@example.jp'], ...more })

function deliver(server: Pick<MailServer, 'port' | 'caPem'>, more: Record<string, unknown> = {}, message = MESSAGE) {
  const trust = { extraCa: [server.caPem], expectedIssuers: [] }
  const channel = email.open(optionsFor(server.port, more), { clock: systemClock, trust, send })
  onTestFinished(() => channel.close())
  return channel.deliver(letterOf(message))
}

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
  expect(await deliver(mails, more)).toEqual({ kind: 'sent' })
  expect(mails.mails).toHaveLength(1)
  const [mail] = mails.mails
  expect(mail).toMatchObject({
    from: 'dotchi@example.jp',
    to: ['it@example.jp'],
    isEncrypted: server.secure !== 'none',
  })
  expect(mail!.user).toBe(server.login?.user ?? null)
  expect(mail!.source).toContain('Subject: Source cannot be read\r\n')
  expect(mail!.source).toContain('Message-ID: <dotchi-notices-unreadable-1@example.jp>\r\n')
  expect(mail!.source).toContain('\r\n\r\nState: unreadable\r\nsecond line\r\n')
})

test('what a server refuses for now is worth another attempt, what it refuses for good is not', async () => {
  await using mails = await openMailServer()
  mails.refusals.push({ status: 451, text: 'greylisted' }, { status: 554, text: 'we know you' })
  expect(await deliver(mails)).toMatchObject({
    kind: 'retry',
    reason: 'busy',
    detail: expect.stringContaining('greylisted'),
  })
  expect(await deliver(mails)).toMatchObject({ kind: 'rejected', reason: 'refused' })
  expect(await deliver(mails)).toEqual({ kind: 'sent' })
})

test('a wrong password is told without the password, even where the server repeats it', async () => {
  await using mails = await openMailServer({ login: { user: 'u', password: 'another' } })
  const delivery = await deliver(mails, { user: 'u', password: PASSWORD })
  expect(delivery).toMatchObject({ kind: 'rejected', reason: 'not-admitted' })
  expect(JSON.stringify(delivery)).not.toContain(PASSWORD)
})

test('a recipient that nobody knows does not keep others from it; where all are, it is refused', async () => {
  await using mails = await openMailServer({ unknown: ['gone@example.jp'] })
  expect(await deliver(mails, { to: ['gone@example.jp', 'it@example.jp'] })).toEqual({ kind: 'sent' })
  expect(await deliver(mails, { to: ['gone@example.jp'] })).toMatchObject({ kind: 'rejected', reason: 'refused' })
})

test('it never falls back to plain text, and trusts no stranger', async () => {
  await using plain = await openMailServer({ secure: 'none' })
  expect(await deliver(plain)).toMatchObject({ kind: 'retry', reason: 'not-encrypted' })
  await using strange = await openMailServer()
  expect(await deliver({ ...strange, port: strange.port, caPem: plain.caPem })).toMatchObject({
    kind: 'retry',
    reason: 'unreachable',
  })
  expect([...plain.mails, ...strange.mails]).toEqual([])
})

test('nobody there, or somebody who never speaks, is worth another attempt', async () => {
  expect(await deliver({ port: await closedPort(), caPem: '' })).toMatchObject({ kind: 'retry', reason: 'unreachable' })
  const sockets: Socket[] = []
  const silent = createServer((socket) => sockets.push(socket.on('error', () => {})))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const clock = createFakeClock()
  const context = { clock, trust: { extraCa: [], expectedIssuers: [] }, send }
  const channel = email.open(optionsFor(portOf(silent)), context)
  const delivering = channel.deliver(letterOf(MESSAGE))
  await clock.advance(31_000)
  expect(await delivering).toMatchObject({ kind: 'retry', reason: 'timeout' })
  await channel.close()
  for (const socket of sockets) socket.destroy()
  await new Promise((resolve) => silent.close(resolve))
})

test('foreign text starts no header, no recipient and no second mail', async () => {
  await using mails = await openMailServer()
  const evil = 'x\r\nBcc: thief@example.net\r\n\r\n.\r\nMAIL FROM:<a@b.c>\u0000\u202e'
  const text = { ja: evil, en: evil }
  const message = { ...MESSAGE, id: `i>\r\nX-Evil: 1`, headline: text, lead: { ...text, en: `${evil}\n.\nQUIT` } }
  expect(await deliver(mails, {}, message)).toEqual({ kind: 'sent' })
  expect(mails.mails).toHaveLength(1)
  expect(mails.mails[0]!.to).toEqual(['it@example.jp'])
  const head = mails.mails[0]!.source.split('\r\n\r\n')[0]!
  expect(head).not.toMatch(/^(?:bcc|x-evil|mail from)/im)
  expect(head).toMatch(/^Subject: x Bcc: thief@example.net/m)
})

test.each([
  ['a list', { to: ['a@example.jp, b@example.jp'] }],
  ['a header', { to: ['a@example.jp\r\nBcc: b@example.jp'] }],
  ['a display name', { from: 'Dotchi <a@example.jp>' }],
  ['a user without a password', { user: 'u' }],
  ['a password in plain text', { secure: 'none', user: 'u', password: 'p' }],
])('options that are refused: %s', (_name, more) => {
  const good = { host: 'smtp.example.jp', from: 'a@example.jp', to: ['b@example.jp'] }
  expect(email.options.safeParse(good).success).toBe(true)
  expect(email.options.safeParse({ ...good, ...more }).success).toBe(false)
})
