import { expect, onTestFinished, test } from 'vitest'
import type { Message } from '../../src/core/alert/message.ts'
import { bodyOf } from '../../src/core/alert/message.ts'
import type { OutboxItem } from '../../src/core/outbox/item.ts'
import { type DeliveringOptions, startDelivering } from '../../src/jobs/deliver.ts'
import type { Settlement } from '../../src/store/outbox/outbox.ts'
import { itemOf } from '../core/outbox/made-item.ts'
import { openedStore } from '../support/databases.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { busyFor, createPretendChannel, REFUSED, SENT } from './deliver/pretend-channel.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

async function openRig() {
  const clock = createFakeClock()
  const store = await openedStore({ url: 'sqlite::memory:', clock })
  const bot = createPretendChannel(clock, 'line-works-bot', 'line-works')
  const mail = createPretendChannel(clock, 'email')
  const down = new Set<string>()
  const settled: Settlement[] = []
  const errors: unknown[] = []
  const options: DeliveringOptions = {
    ...{ store, clock, zone: 'Asia/Tokyo', holder: 'test', isAlone: true, chance: () => 0.5 },
    channels: new Map([
      ['bot', bot],
      ['mail', mail],
    ]),
    isAffected: (channel) => down.has(channel),
    unsubscribeUrlOf: (recipient) => (recipient.startsWith('subscriber:') ? `https://example.com/${recipient}` : null),
    onAttempt: (settlement) => settled.push(settlement),
    onError: (error) => errors.push(error),
  }
  const start = (changes: Partial<DeliveringOptions> = {}) => {
    const delivering = startDelivering({ ...options, ...changes })
    onTestFinished(() => delivering.stop())
    return delivering
  }
  const put = (changes: Partial<OutboxItem>, message: Partial<Message>) =>
    store.outbox.put([itemOf({ createdAt: clock.now(), ...changes }, { at: clock.now(), ...message })])
  const idsAt = ({ letters }: typeof bot) => letters.map(({ letter }) => letter.message.id)
  return { clock, store, bot, mail, down, settled, errors, start, put, idsAt, startedAt: clock.now() }
}

test('what is put in is handed over by the preferred way, once', async () => {
  const { clock, store, bot, mail, start, put, idsAt, settled } = await openRig()
  const delivering = start()
  await put({}, { id: 'a' })
  delivering.wake()
  await clock.advance(SECOND)
  expect(idsAt(bot)).toEqual(['a'])
  expect(bot.letters[0]!.letter).toMatchObject({ to: 'channel-1', locale: 'ja', unsubscribeUrl: null })
  await clock.advance(10 * MINUTE)
  expect([idsAt(bot), idsAt(mail)]).toEqual([['a'], []])
  expect(settled).toMatchObject([{ attempt: { channel: 'bot', result: 'sent' } }])
  expect(delivering.attempts()).toEqual([{ channel: 'bot', result: 'sent', count: 1 }])
  expect(delivering.counts()).toEqual({ pending: 0, dead: 0, oldestPendingAt: null })
  expect((await store.outbox.list({}))[0]).toMatchObject({ state: 'sent', endedBy: 'bot' })
})

test('a way that is down is passed over; what it missed is told there once, with the end', async () => {
  const { clock, bot, mail, down, start, put, idsAt } = await openRig()
  const delivering = start()
  down.add('bot')
  await put({}, { id: 'begin' })
  delivering.wake()
  await clock.advance(30 * MINUTE)
  expect([idsAt(bot), idsAt(mail)]).toEqual([[], ['begin']])
  down.delete('bot')
  await put({}, { id: 'end', phase: 'end' })
  delivering.hurry()
  await clock.advance(30 * MINUTE)
  expect([idsAt(bot), idsAt(mail)]).toEqual([['end'], ['begin']])
  expect(bodyOf(bot.letters[0]!.letter.message, 'ja')).toContain('これまでの経過：9:00 LINE WORKS にログインできません')
})

test('where nothing more comes, a catch-up of its own follows when the way works again', async () => {
  const { clock, bot, mail, down, start, put, idsAt } = await openRig()
  const delivering = start()
  down.add('bot')
  await put({}, { id: 'one' })
  await put({}, { id: 'two', thread: 'window:2' })
  delivering.wake()
  await clock.advance(20 * MINUTE)
  expect(idsAt(mail)).toEqual(['one', 'two'])
  down.delete('bot')
  delivering.hurry()
  await clock.advance(10 * MINUTE)
  expect(idsAt(bot)).toEqual(['catch-up:two'])
  await clock.advance(60 * MINUTE)
  expect(idsAt(bot)).toEqual(['catch-up:two'])
  expect(idsAt(mail)).toEqual(['one', 'two'])
})

test('a channel that asks to be left alone is left alone, and the next way is taken where that is too long', async () => {
  const { clock, bot, mail, start, put, idsAt, startedAt } = await openRig()
  start()
  bot.answers.push(busyFor(90 * SECOND))
  await put({}, { id: 'news', severity: 'info' })
  await clock.advance(10 * MINUTE)
  expect(bot.letters.map(({ at }) => Math.round((at - startedAt) / SECOND))).toEqual([0, 90])
  bot.answers.push(busyFor(10 * MINUTE))
  await put({}, { id: 'outage', thread: 'incident:2' })
  await clock.advance(MINUTE)
  expect(idsAt(mail)).toEqual(['outage'])
})

test('a recipient who is no more is a dead letter, and tried afresh when an administrator says so', async () => {
  const { clock, store, bot, mail, start, put, idsAt } = await openRig()
  const delivering = start()
  bot.usual = REFUSED
  mail.usual = REFUSED
  await put({}, { id: 'a' })
  delivering.wake()
  await clock.advance(MINUTE)
  const [dead] = await store.outbox.list({ state: 'dead' })
  expect(dead).toMatchObject({ endedBy: 'refused', attempts: [{ channel: 'bot' }, { channel: 'mail' }] })
  expect(delivering.counts()).toMatchObject({ dead: 1 })
  bot.usual = SENT
  await store.outbox.retry(dead!.n, clock.now())
  await clock.advance(MINUTE)
  expect(idsAt(bot)).toEqual(['a', 'a'])
  expect(await store.outbox.list({ state: 'dead' })).toEqual([])
  expect(delivering.failing()).toEqual([])
})

test('many after a long stop become one', async () => {
  const { clock, bot, start, put, idsAt } = await openRig()
  await put({}, { id: 'begin' })
  await put({}, { id: 'worse', phase: 'change' })
  await put({}, { id: 'end', phase: 'end' })
  await clock.advance(60 * MINUTE)
  start()
  await clock.advance(MINUTE)
  expect(idsAt(bot)).toEqual(['end'])
  expect(bot.letters[0]!.letter.message.facts).toHaveLength(2)
})

test('only so many letters are in hand at once, and all of them arrive', async () => {
  const { clock, store, bot, start } = await openRig()
  bot.tookMs = SECOND
  const ids = Array.from({ length: 200 }, (_, i) => `m${i}`)
  await store.outbox.put(ids.map((id) => itemOf({ createdAt: clock.now() }, { id, thread: id })))
  start()
  await clock.advance(40 * SECOND)
  expect(bot.most).toBeGreaterThan(5)
  expect(bot.most).toBeLessThanOrEqual(12)
  expect(new Set(bot.letters.map(({ letter }) => letter.message.id)).size).toBe(200)
  expect(bot.letters).toHaveLength(200)
})

test('a channel that hangs or throws costs one attempt and nothing else', async () => {
  const { clock, bot, mail, start, put, idsAt, errors } = await openRig()
  const broken = { ...bot, open: { ...bot.open, deliver: () => Promise.reject(new Error('a bug')) } }
  const hanging = { ...mail, open: { ...mail.open, deliver: () => new Promise<never>(() => {}) } }
  const channels = new Map([
    ['broken', broken],
    ['hanging', hanging],
    ['bot', bot],
  ])
  start({ channels })
  const ways = ['broken', 'hanging', 'gone', 'bot'].map((channel) => ({ channel, to: null }))
  await put({ ways }, { id: 'a' })
  await clock.advance(20 * MINUTE)
  expect(idsAt(bot)).toEqual(['a'])
  expect(errors).toEqual(expect.arrayContaining([expect.objectContaining({ message: 'a bug' })]))
})

test('a channel by which nothing arrives any more is told of, until something does', async () => {
  const { clock, bot, start, put } = await openRig()
  const delivering = start()
  bot.usual = busyFor(null)
  for (const id of ['a', 'b', 'c']) await put({}, { id, thread: id })
  delivering.wake()
  await clock.advance(SECOND)
  expect(delivering.failing()).toMatchObject([{ channel: 'bot', reason: 'busy' }])
  bot.usual = SENT
  await put({}, { id: 'd', thread: 'd' })
  delivering.wake()
  await clock.advance(SECOND)
  expect(delivering.failing()).toEqual([])
})

test('a subscriber is told where to end it', async () => {
  const { clock, mail, start, put } = await openRig()
  start()
  await put({ recipient: 'subscriber:7', ways: [{ channel: 'mail', to: 'a@example.com' }] }, { id: 'a' })
  await clock.advance(MINUTE)
  expect(mail.letters[0]!.letter.unsubscribeUrl).toBe('https://example.com/subscriber:7')
})

test('stopping gives back what was not begun and writes down what was', async () => {
  const { clock, store, bot, start } = await openRig()
  bot.tookMs = SECOND
  const ids = Array.from({ length: 30 }, (_, i) => `m${i}`)
  await store.outbox.put(ids.map((id) => itemOf({ createdAt: clock.now() }, { id, thread: id })))
  const delivering = start()
  await clock.advance(0)
  await clock.advance(0)
  const stopped = delivering.stop()
  await clock.advance(2 * SECOND)
  await stopped
  const sent = bot.letters.length
  expect(sent).toBe(12)
  expect(await store.outbox.list({ state: 'sent' })).toHaveLength(sent)
  const left = await store.outbox.take({
    ...{ holder: 'next', at: clock.now(), untilAt: clock.now() + MINUTE, limit: 100 },
    ...{ isAffected: () => false, busy: [], roomOf: () => 100 },
  })
  expect(left).toHaveLength(30 - sent)
  expect(left.every(({ attempts }) => attempts.length === 0)).toBe(true)
})

test('what a killed process had in hand is tried again at once by the next one', async () => {
  const { clock, store, bot, start, put, idsAt } = await openRig()
  await put({}, { id: 'a' })
  await store.outbox.take({
    ...{ holder: 'killed', at: clock.now(), untilAt: clock.now() + 5 * MINUTE, limit: 9 },
    ...{ isAffected: () => false, busy: [], roomOf: () => 100 },
  })
  start()
  await clock.advance(SECOND)
  expect(idsAt(bot)).toEqual(['a'])
  const [record] = await store.outbox.list({})
  expect(record!.attempts.map(({ result }) => result)).toEqual(['lost', 'sent'])
})
