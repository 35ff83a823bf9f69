import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bulletinsOf } from '../../src/simulator/bulletins.ts'
import { type Spell, spellsAfter } from '../../src/simulator/spell.ts'
import { WEATHER_NAMES, type WeatherName } from '../../src/simulator/weathers.ts'

const MINUTE = 60_000
/** 2026-04-06 10:05 in Japan. */
const BEGIN = Date.UTC(2026, 3, 6, 1, 5)

/** The spells after changes at minutes counted from `BEGIN`. */
const historyOf = (...changes: readonly (readonly [minute: number, weather: WeatherName])[]) =>
  changes.reduce<readonly Spell[]>(
    (spells, [minute, weather]) => spellsAfter(spells, weather, BEGIN + minute * MINUTE),
    [],
  )

const seenAt = (spells: readonly Spell[], minute: number) => bulletinsOf(spells, BEGIN + minute * MINUTE, MINUTE)
const titlesAt = (spells: readonly Spell[], minute: number) => seenAt(spells, minute).map((bulletin) => bulletin.title)
const outageAt = (spells: readonly Spell[], minute: number) => seenAt(spells, minute).find((b) => b.label === '障害')

describe('what the operator announces', () => {
  it('has everyday notices, so that a list without trouble is not empty', () => {
    const titles = titlesAt(historyOf([0, 'healthy']), 500)
    expect(titles).toHaveLength(3)
    expect(titles.join()).not.toMatch(/障害/)
  })

  it('tells an outage some minutes after it began, then its cause, then that it is over', () => {
    const during = historyOf([0, 'healthy'], [10, 'login-500'])
    expect(outageAt(during, 17)).toBeUndefined()
    expect(outageAt(during, 18)?.title).toBe('【障害】ログインに関する障害のお知らせ')
    expect(outageAt(during, 18)?.paragraphs.join()).toContain('2026年4月6日(月) 10:15頃 〜')
    expect(outageAt(during, 28)?.title).toMatch(/^【更新】/)
    const after = historyOf([0, 'healthy'], [10, 'login-500'], [40, 'healthy'])
    expect(outageAt(after, 42)?.title).toMatch(/^【更新】/)
    expect(outageAt(after, 43)?.title).toMatch(/^【復旧済み】/)
    expect(outageAt(after, 43)?.paragraphs.join()).toContain('2026年4月6日(月) 10:15頃 〜 10:45頃')
    expect(outageAt(after, 43)?.id).toBe(outageAt(during, 18)?.id)
  })

  it('tells a short outage only afterwards', () => {
    const spells = historyOf([0, 'login-500'], [5, 'healthy'])
    expect(outageAt(spells, 14)).toBeUndefined()
    expect(outageAt(spells, 15)?.title).toMatch(/^【復旧済み】/)
  })

  it('names both days where an outage goes over midnight', () => {
    const spells = historyOf([13 * 60, 'login-500'], [15 * 60, 'healthy'])
    expect(outageAt(spells, 16 * 60)?.paragraphs.join()).toContain(
      '2026年4月6日(月) 23:05頃 〜 2026年4月7日(火) 1:05頃',
    )
  })

  it('takes two troubles without a pause for one', () => {
    const spells = historyOf([0, 'login-500'], [10, 'login-down'], [20, 'healthy'], [30, 'login-500'])
    expect(seenAt(spells, 50).filter((b) => b.label === '障害')).toHaveLength(2)
  })

  it('announces a maintenance before, holds its number, and says when it is done', () => {
    const spells = historyOf([0, 'maintenance-announced'], [30, 'maintenance'], [80, 'healthy'])
    const at = (minute: number, history = spells) => seenAt(history, minute).find((b) => b.title.includes('システム'))!
    const before = at(1, historyOf([0, 'maintenance-announced']))
    expect(before.title).toBe('システムメンテナンスのお知らせ')
    expect(before.paragraphs.join()).toContain('2026年4月6日(月) 11:05 〜 12:05')
    expect(before.publishedAt).toBeLessThan(BEGIN - 20 * 60 * MINUTE)
    const after = at(81)
    expect(after.title).toMatch(/^【完了】/)
    expect(after.paragraphs.join()).toContain('2026年4月6日(月) 10:35 〜 11:35')
    expect(after.id).toBe(before.id)
  })

  it('says that an announced maintenance was called off, and that one takes longer', () => {
    const off = historyOf([0, 'maintenance-announced'], [10, 'healthy'])
    expect(titlesAt(off, 11)[0]).toMatch(/^【中止】/)
    const longer = historyOf([0, 'maintenance'], [40, 'maintenance-overrun'])
    const [bulletin] = seenAt(longer, 41)
    expect(bulletin!.title).toMatch(/^【延長】/)
    expect(bulletin!.paragraphs.join()).toMatch(/未定[\s\S]*10:05 〜 10:45/)
  })

  it('says nothing about trouble of the company or of consumer LINE', () => {
    for (const name of ['company-proxy-407', 'block-page', 'network-down', 'dns-nxdomain', 'line-down'] as const)
      expect(titlesAt(historyOf([0, name]), 600)).toEqual(titlesAt(historyOf([0, 'healthy']), 600))
  })
})

const anyHistory = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.constantFrom(...WEATHER_NAMES)), { minLength: 1, maxLength: 12 })
  .map((steps) =>
    steps.reduce<readonly Spell[]>((spells, [pause, weather]) => {
      const lastAt = spells.at(-1)?.startAt ?? BEGIN
      return spellsAfter(spells, weather, lastAt + pause * MINUTE)
    }, []),
  )

describe('laws of the notice site', () => {
  it('nothing comes from the future, numbers are unique, the newest stands first', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 300 }), (spells, later) => {
        const at = spells.at(-1)!.startAt + later * MINUTE
        const seen = bulletinsOf(spells, at, MINUTE)
        for (const { publishedAt, updatedAt } of seen) {
          expect(publishedAt).toBeLessThanOrEqual(updatedAt)
          expect(updatedAt).toBeLessThanOrEqual(at)
        }
        expect(new Set(seen.map((bulletin) => bulletin.id)).size).toBe(seen.length)
        expect(seen).toEqual(seen.toSorted((a, b) => b.publishedAt - a.publishedAt || b.id - a.id))
      }),
    )
  })

  it('what was published stays, and what is over is told so in the end', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 0, max: 120 }), (spells, later) => {
        const endAt = spells.at(-1)!.startAt + 100 * MINUTE
        const ended = spellsAfter(spells, 'healthy', endAt)
        const now = bulletinsOf(spells, spells.at(-1)!.startAt + Math.min(later, 99) * MINUTE, MINUTE)
        const then = bulletinsOf(ended, endAt + 60 * MINUTE, MINUTE)
        const numbers = then.map((bulletin) => bulletin.id)
        for (const bulletin of now) expect(numbers).toContain(bulletin.id)
        for (const { label, title } of then.filter((bulletin) => bulletin.label !== 'お知らせ'))
          expect(title, label).toMatch(/^【(復旧済み|完了|中止)】/)
      }),
    )
  })
})
