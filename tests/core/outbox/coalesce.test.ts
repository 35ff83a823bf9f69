import { expect, test } from 'vitest'
import { bodyOf } from '../../../src/core/alert/message.ts'
import { isAffected } from '../../../src/core/outbox/affected.ts'
import { catchUpOf, withEarlier } from '../../../src/core/outbox/coalesce.ts'
import { verdictOf } from '../../http/verdicts.ts'
import { messageOf, NOON } from './made-item.ts'

const ZONE = 'Asia/Tokyo'
const begin = messageOf()
const end = messageOf({
  id: 'message-2',
  phase: 'end',
  at: NOON + 3_600_000,
  headline: { ja: 'LINE WORKS は復旧しました', en: 'LINE WORKS works again' },
})

test('a message tells what led up to it, with its times', () => {
  expect(withEarlier(end, [], ZONE)).toBe(end)
  const told = withEarlier(end, [begin], ZONE)
  expect(told.headline).toEqual(end.headline)
  expect(bodyOf(told, 'ja')).toContain('これまでの経過：12:00 LINE WORKS にログインできません')
  expect(bodyOf(told, 'en')).toContain('Before that: 12:00 LINE WORKS login fails')
})

test('of many that led up to it the newest are told and the others counted', () => {
  const many = Array.from({ length: 9 }, (_, i) => messageOf({ id: `m${i}`, at: NOON + i * 60_000 }))
  const { facts } = withEarlier(end, many, ZONE)
  expect(facts.map(({ value }) => value.ja)).toEqual([
    'ほか4件',
    ...[4, 5, 6, 7, 8].map((minute) => `12:0${minute} LINE WORKS にログインできません`),
  ])
})

test('what is owed is told once, the newest first, and says that it comes late', () => {
  const caught = catchUpOf([begin, end], NOON + 7_200_000, ZONE)
  expect(caught).toMatchObject({ id: 'catch-up:message-2', phase: 'once', kind: 'catch-up', severity: 'info' })
  expect(caught.headline).toEqual({ ja: '【再送】LINE WORKS は復旧しました', en: 'Late: LINE WORKS works again' })
  expect(bodyOf(caught, 'en')).toContain('Before that: 12:00 LINE WORKS login fails')
})

test('a way through LINE WORKS is affected while LINE WORKS is down or out of reach from here', () => {
  const down = verdictOf({ here: 'outage' })
  const well = verdictOf({ here: 'operational' })
  const here = well.viewers[0]!.vantage
  const network = {
    ...well,
    viewers: well.viewers.map((viewer) => ({ ...viewer, condition: 'company_network' as const })),
  }
  expect(isAffected('line-works', down, here)).toBe(true)
  expect(isAffected('line-works', network, here)).toBe(true)
  expect(isAffected('line-works', network, 'elsewhere')).toBe(false)
  expect(isAffected('line-works', well, here)).toBe(false)
  expect(isAffected(null, down, here)).toBe(false)
  expect(isAffected('line', down, here)).toBe(false)
  expect(isAffected('line-works', null, here)).toBe(false)
})
