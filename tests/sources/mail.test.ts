import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import type { Fetcher } from '../../src/platform/fetch/fetched.ts'
import { createMailboxReader } from '../../src/platform/mailbox.ts'
import { readSource, type SourceReading } from '../../src/sources/read-source.ts'
import { type Dovecot, openDovecot } from '../support/dovecot.ts'
import { closedPort, portOf } from '../support/faulty-server.ts'
import { sourceOf } from './rig.ts'

const AUTHENTIC = 'Authentication-Results: mx.example.jp; dmarc=pass header.from=vendor.example\n'
const base64 = (text: string) => Buffer.from(text).toString('base64')

const mailOf = (from: string, subject: string, head = '', body = 'plain text') =>
  `${head}From: ${from}\nTo: it@example.jp\nSubject: ${subject}\nDate: Mon, 6 Apr 2026 09:00:00 +0900\n${
    body.startsWith('MIME') ? body : `\n${body}`
  }\n`

const fetcherOf = (caPem: string, timeoutMs = 20_000): Fetcher => {
  const read = createMailboxReader({ clock: systemClock, trust: { extraCa: [caPem], expectedIssuers: [] }, timeoutMs })
  return { fetch: ({ url, mailbox, signal }) => read(new URL(url), mailbox!, signal) }
}

const sourceAt = (server: Pick<Dovecot, 'user' | 'password'>, port: number, more: Record<string, unknown> = {}) =>
  sourceOf('mail', {
    host: '127.0.0.1',
    port,
    user: server.user,
    password: server.password,
    senders: ['@vendor.example'],
    authenticatedBy: 'mx.example.jp',
    ...more,
  })

const titlesOf = (reading: SourceReading) =>
  reading.kind === 'readable' ? reading.items.map((item) => item.kind === 'notice' && item.title) : reading

test('mails of allowed senders become notices, and the mailbox stays as it was', async () => {
  await using server = await openDovecot()
  const fetcher = fetcherOf(server.caPem)
  const read = (port: number, more = {}) => readSource(sourceAt(server, port, more), fetcher)
  expect(titlesOf(await read(server.ports.tls))).toEqual([])

  const japanese = `MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: base64\n\n${Buffer.from(
    '\u001b$B>c32\u001b(B',
    'latin1',
  ).toString('base64')}`
  await server.put(
    mailOf('Info <info@vendor.example>', `=?utf-8?B?${base64('【障害】ログイン')}?=`, AUTHENTIC, japanese),
  )
  const html = 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>&#24489;旧</p>'
  await server.put(mailOf('info@vendor.example', 'Recovered', AUTHENTIC, html))
  await server.put(mailOf('info@vendor.example', 'Forged', ''))
  await server.put(mailOf('"info@vendor.example" <thief@other.example>', 'Pretended', AUTHENTIC))
  await server.put(mailOf('boss@example.jp', 'Private', AUTHENTIC))
  for (const port of [server.ports.tls, server.ports.tls])
    expect(titlesOf(await read(port))).toEqual(['Recovered', '【障害】ログイン'])
  const overStarttls = await read(server.ports.starttls, { secure: 'starttls' })
  if (overStarttls.kind !== 'readable') throw new Error(overStarttls.detail)
  expect(
    overStarttls.items.map((item) => item.kind === 'notice' && [item.document.format, item.document.body.trim()]),
  ).toEqual([
    ['html', '<p>&#24489;旧</p>'],
    ['text', '障害'],
  ])
  expect(titlesOf(await read(server.ports.tls, { authenticatedBy: 'unchecked' }))).toContain('Forged')
  // Newer mails of strangers push nothing out.
  expect(titlesOf(await read(server.ports.tls, { mails: 1 }))).toEqual(['Recovered'])
  const files = await server.files()
  expect(files).toHaveLength(5)
  // The marks stand behind ":2,"; S would be "seen", T "deleted".
  expect(files.filter((name) => /:2,.*[ST]/.test(name))).toEqual([])
})

test('what cannot be read is unreadable, with the password nowhere', async () => {
  await using server = await openDovecot()
  const wrong = 'machigai-11'
  const { tls, starttls } = server.ports
  const cases = [
    [fetcherOf(server.caPem), sourceAt(server, tls, { password: wrong }), 'denied'],
    [fetcherOf(server.caPem), sourceAt(server, tls, { folder: 'Nowhere' }), 'gone'],
    [fetcherOf(''), sourceAt(server, tls), 'unreachable'],
    [fetcherOf(''), sourceAt(server, starttls, { secure: 'starttls' }), 'unreachable'],
    [fetcherOf(server.caPem), sourceAt(server, await closedPort()), 'unreachable'],
  ] as const
  for (const [fetcher, source, reason] of cases) {
    const reading = await readSource(source, fetcher)
    expect(reading).toMatchObject({ kind: 'unreadable', reason })
    expect(JSON.stringify(reading)).not.toContain(wrong)
  }
})

test('a server that never speaks, or not of mail, is unreadable', async () => {
  for (const greeting of ['', '<!doctype html>\r\n'.repeat(3)]) {
    const server = createServer((socket) => socket.on('error', () => {}).write(greeting || '\0'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const source = sourceAt({ user: 'u', password: 'p' }, portOf(server), { secure: 'starttls' })
    expect((await readSource(source, fetcherOf('', 500))).kind).toBe('unreadable')
    await new Promise((resolve) => server.close(resolve))
  }
})
