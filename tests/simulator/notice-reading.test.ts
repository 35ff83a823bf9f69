import { describe, expect, it } from 'vitest'
import { readNotice } from '../../src/core/notices/read-notice.ts'
import { bulletinsOf } from '../../src/simulator/bulletins.ts'
import { noticeSite } from '../../src/simulator/sites/notice-site.ts'
import { type Spell, spellsAfter } from '../../src/simulator/spell.ts'
import type { WeatherName } from '../../src/simulator/weathers.ts'
import { noticeTextOf } from '../../src/sources/notice-text.ts'
import { loadNoticeWords } from '../../src/sources/notice-words.ts'

const MINUTE = 60_000
/** 2026-04-06 10:05 in Japan. */
const BEGIN = Date.UTC(2026, 3, 6, 1, 5)
const words = loadNoticeWords()

/** What Dotchi reads from the newest notice's own page after the weathers that changed at these minutes. */
function readAt(minute: number, ...changes: readonly (readonly [minute: number, weather: WeatherName])[]) {
  const at = BEGIN + minute * MINUTE
  const spells = changes.reduce<readonly Spell[]>(
    (before, [changedAt, weather]) => spellsAfter(before, weather, BEGIN + changedAt * MINUTE),
    [],
  )
  const bulletins = bulletinsOf(spells, at, MINUTE)
  const newest = bulletins.find((bulletin) => bulletin.label !== 'お知らせ' && !bulletin.title.includes('ファイル'))!
  const url = `https://notices.internet.test/notice/${newest.id}/`
  const { body } = noticeSite(() => bulletins)({ method: 'GET', url: new URL(url) })
  const { kind, status, affectsLogin, components, windows } = readNotice(
    noticeTextOf({ format: 'html', url, fetchedAt: at, title: newest.title, body }),
    words,
  )
  const minutes = windows.map(({ startAt, endAt }) =>
    [startAt, endAt].map((instant) => (instant === null ? null : (instant - BEGIN) / MINUTE)),
  )
  return { kind, status, affectsLogin, components, minutes }
}

describe('what the pretend operator writes reads as it is meant', () => {
  it('an outage of login, from its first word to its end', () => {
    const login = { kind: 'outage', affectsLogin: true, components: ['login'] }
    expect(readAt(8, [0, 'login-500'])).toEqual({ ...login, status: 'investigating', minutes: [[0, null]] })
    expect(readAt(18, [0, 'login-500'])).toEqual({ ...login, status: 'identified', minutes: [[0, null]] })
    expect(readAt(40, [0, 'login-500'], [30, 'healthy'])).toEqual({ ...login, status: 'resolved', minutes: [[0, 30]] })
  })

  it('trouble of one service apart from login', () => {
    expect(readAt(9, [0, 'talk-down'])).toMatchObject({ kind: 'outage', affectsLogin: false, components: ['talk'] })
    expect(readAt(16, [0, 'api-500'])).toMatchObject({ kind: 'outage', affectsLogin: false, components: ['api'] })
  })

  it('a maintenance of everything, before, during, longer than planned, done and called off', () => {
    const all = { kind: 'maintenance', affectsLogin: true, components: ['all'] }
    expect(readAt(1, [0, 'maintenance-announced'])).toEqual({ ...all, status: 'scheduled', minutes: [[60, 120]] })
    expect(readAt(5, [0, 'maintenance'])).toMatchObject({ ...all, minutes: [[0, 60]] })
    expect(readAt(41, [0, 'maintenance'], [40, 'maintenance-overrun'])).toMatchObject({ ...all, status: 'in_progress' })
    expect(readAt(51, [0, 'maintenance'], [50, 'healthy'])).toMatchObject({ ...all, status: 'completed' })
    expect(readAt(6, [0, 'maintenance-announced'], [5, 'healthy'])).toMatchObject({ ...all, status: 'cancelled' })
  })
})
