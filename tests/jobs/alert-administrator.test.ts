import { expect, test } from 'vitest'
import { startAlerting } from '../../src/jobs/alert-administrator.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { type SourceHealth, unreadHealth } from '../../src/sources/health.ts'
import { openStore } from '../../src/store/open.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { type MailServer, openMailServer } from '../support/mail-server.ts'

const MINUTE = 60_000
const PASSWORD = 'korekara-himitsu-77'
const SOURCE = { id: 'notices', title: { ja: 'お知らせ', en: 'Notices' } }
const unreadable: SourceHealth = { ...unreadHealth('notices'), state: 'unreadable', reason: 'no-marker' }
const readable: SourceHealth = { ...unreadHealth('notices'), state: 'readable', items: 3 }

async function openRig(mails: MailServer) {
  const clock = createFakeClock()
  const logger = createLogger({ level: 'silent', format: 'json' })
  const store = await openStore({ url: 'sqlite::memory:', clock, logger })
  const told: unknown[] = []
  const options = {
    host: '127.0.0.1',
    port: mails.port,
    secure: 'starttls',
    user: 'u',
    password: PASSWORD,
    from: 'dotchi@example.jp',
    fromName: 'Dotchi',
    replyTo: null,
    to: ['it@example.jp'],
  }
  const start = () =>
    startAlerting({
      channels: [{ kind: 'email', options }],
      sources: [SOURCE],
      settings: store.settings,
      clock,
      trust: { extraCa: [mails.caPem], expectedIssuers: [] },
      send: async () => ({ kind: 'unreachable', detail: 'no mail' }),
      locale: 'en',
      zone: 'Asia/Tokyo',
      onDelivery: (delivery, facts) => told.push({ ...delivery, ...facts }),
      onError: (error) => told.push(error),
    })
  return {
    ...{ clock, told, start },
    /** The sockets are real: they take their time, whatever the clock says. */
    async outcomes(count: number) {
      for (let i = 0; i < 2_000 && told.length < count; i++) await new Promise((go) => setTimeout(go, 5))
      await clock.advance(0)
      return told.map((outcome) => (outcome as { kind?: string }).kind ?? outcome)
    },
    [Symbol.asyncDispose]: () => store.close(),
  }
}

const login = { user: 'u', password: PASSWORD }
const subjects = ({ mails }: MailServer) => mails.map(({ source }) => /^Subject: (.*)\r$/m.exec(source)![1])

test('told once that it stays unreadable, once that it can be read again, also across a restart', async () => {
  await using mails = await openMailServer({ login })
  await using rig = await openRig(mails)
  const first = rig.start()
  first.hear(unreadable)
  first.hear(unreadable)
  await rig.clock.advance(MINUTE)
  expect(mails.attempts).toBe(0)
  first.hear(unreadable)
  expect(await rig.outcomes(1)).toEqual(['sent'])
  first.hear({ ...unreadable, reason: 'timeout' })
  await rig.clock.advance(MINUTE)
  await first.stop()

  const second = rig.start()
  for (let i = 0; i < 4; i++) {
    second.hear(unreadable)
    await rig.clock.advance(10 * MINUTE)
  }
  second.hear(readable)
  expect(await rig.outcomes(2)).toEqual(['sent', 'sent'])
  second.hear(readable)
  await rig.clock.advance(MINUTE)
  await second.stop()
  expect(subjects(mails)).toEqual([
    '[Dotchi] Source cannot be read: Notices',
    '[Dotchi] Source readable again: Notices',
  ])
  expect(mails.mails[0]!.source).toContain('State: unreadable: the page lacks its marker')
})

test('two failures a quarter of an hour apart are enough, two in a row are not', async () => {
  await using mails = await openMailServer({ login })
  await using rig = await openRig(mails)
  const alerting = rig.start()
  for (const health of [unreadable, unreadable, readable, unreadable, unreadable, readable, unreadable])
    alerting.hear(health)
  await rig.clock.advance(15 * MINUTE)
  expect(mails.attempts).toBe(0)
  alerting.hear(unreadable)
  expect(await rig.outcomes(1)).toEqual(['sent'])
  await alerting.stop()
})

test('what could not be delivered is tried again, later each time, and is given up where it is refused', async () => {
  await using mails = await openMailServer({ login })
  await using rig = await openRig(mails)
  mails.refusals.push(
    { status: 421, text: 'too busy' },
    { status: 451, text: 'still busy' },
    { status: 550, text: `never, ${PASSWORD}` },
  )
  const alerting = rig.start()
  for (let i = 0; i < 3; i++) alerting.hear(unreadable)
  expect(await rig.outcomes(1)).toEqual(['retry'])
  alerting.hear(unreadable)
  await rig.clock.advance(0.9 * MINUTE)
  expect(mails.attempts).toBe(1)
  await rig.clock.advance(0.2 * MINUTE)
  expect(await rig.outcomes(2)).toEqual(['retry', 'retry'])
  await rig.clock.advance(1.9 * MINUTE)
  expect(mails.attempts).toBe(2)
  await rig.clock.advance(0.2 * MINUTE)
  expect(await rig.outcomes(3)).toEqual(['retry', 'retry', 'rejected'])
  await rig.clock.advance(120 * MINUTE)
  alerting.hear(unreadable)
  await alerting.stop()
  expect(mails.attempts).toBe(3)
  expect(JSON.stringify(rig.told)).not.toContain(PASSWORD)
})

test('trouble that ends before anybody could be told is not told', async () => {
  await using mails = await openMailServer({ login })
  await using rig = await openRig(mails)
  mails.refusals.push({ status: 421, text: 'too busy' })
  const alerting = rig.start()
  for (let i = 0; i < 3; i++) alerting.hear(unreadable)
  expect(await rig.outcomes(1)).toEqual(['retry'])
  alerting.hear(readable)
  await rig.clock.advance(10 * MINUTE)
  await alerting.stop()
  expect(mails.attempts).toBe(1)
  expect(mails.mails).toEqual([])
})
