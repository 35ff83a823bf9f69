import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../src/core/report.ts'
import { type CrowdShelf, createCrowdDesk, type Word } from '../../src/sources/crowd.ts'
import { createFakeClock } from '../support/fake-clock.ts'

const WORD: Word = { site: 'tokyo', symptom: 'login', component: null }
const MINUTE = 60_000

function rig() {
  const clock = createFakeClock()
  const kept: { report: Report; voice: string }[] = []
  const settings = new Map<string, string>()
  let keys = 0
  const shelf: CrowdShelf = {
    reports: {
      append: async (report, voice) => void kept.push({ report, voice }),
      range: async ({ fromAt, toAt }) => kept.map(({ report }) => report).filter(({ at }) => at >= fromAt && at < toAt),
    },
    settings: {
      ensure: async (name, make) => settings.get(name) ?? settings.set(name, make()).get(name)!,
      remove: async (name) => void settings.delete(name),
    },
  }
  const desk = createCrowdDesk({ shelf, clock, newKey: () => `key-${keys++}` })
  const say = (address: string, userAgent = 'UA', word = WORD) => desk.hear(word, { address, userAgent })
  return { clock, kept, settings, desk, say }
}

test('one person counts once in a quarter of an hour, and may change their mind', async () => {
  const { clock, kept, say } = rig()
  expect((await say('10.0.0.1')).kind).toBe('counted')
  expect((await say('10.0.0.1')).kind).toBe('repeated')
  expect((await say('10.0.0.1', 'UA', { ...WORD, symptom: 'works' })).kind).toBe('counted')
  expect((await say('10.0.0.2')).kind).toBe('counted')
  await clock.advance(15 * MINUTE)
  expect((await say('10.0.0.1')).kind).toBe('counted')
  expect(kept).toHaveLength(4)
  expect(new Set(kept.map(({ voice }) => voice)).size).toBe(2)
})

test('who said it cannot be read from what is kept, and the key of yesterday is gone', async () => {
  const { clock, kept, settings, say } = rig()
  await say('10.0.0.1')
  await clock.advance(24 * 60 * MINUTE)
  await say('10.0.0.1')
  expect(kept[0]!.voice).not.toBe(kept[1]!.voice)
  expect(JSON.stringify(kept)).not.toContain('10.0.0.1')
  expect([...settings.keys()]).toEqual(['crowd-key:2026-04-07'])
})

test('a flood from one machine, whatever names it gives itself, is cut', async () => {
  const { kept, say } = rig()
  let limited = 0
  for (let i = 0; i < 1_000; i++) if ((await say('10.0.0.1', `UA ${i}`)).kind === 'limited') limited++
  expect(kept.length).toBeLessThanOrEqual(60)
  expect(limited).toBe(1_000 - kept.length)
})

test('whoever has a network of IPv6 addresses has one voice', async () => {
  const { kept, say } = rig()
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:0db8:0001:0002::3']) await say(address)
  expect(kept).toHaveLength(1)
  await say('2001:db8:1:3::1')
  await say('::ffff:10.0.0.1')
  expect((await say('10.0.0.1')).kind).toBe('repeated')
  expect(kept).toHaveLength(3)
})

test('a flip-flop runs out of words', async () => {
  const { say } = rig()
  const answers: string[] = []
  for (let i = 0; i < 6; i++) {
    const symptom = i % 2 === 0 ? 'login' : 'works'
    answers.push((await say('10.0.0.1', 'UA', { ...WORD, symptom })).kind)
  }
  expect(answers).toEqual(['counted', 'counted', 'counted', 'limited', 'repeated', 'limited'])
})

test('the judge hears each word once', async () => {
  const { clock, desk, say } = rig()
  await clock.advance(1_000)
  await say('10.0.0.1')
  await clock.advance(1)
  expect(await desk.take()).toHaveLength(1)
  expect(await desk.take()).toEqual([])
  await say('10.0.0.2')
  await clock.advance(5)
  expect(await desk.take()).toHaveLength(1)
})

test('any address and any name are a voice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), fc.string(), async (address, name) => {
      const { kept, say } = rig()
      expect((await say(address, name)).kind).toBe('counted')
      expect(kept[0]!.voice).toMatch(/^[\w-]{43}$/)
    }),
  )
})
