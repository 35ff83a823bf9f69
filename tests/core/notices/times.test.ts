import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNotice } from '../../../src/core/notices/read-notice.ts'
import { noticeTextOf } from '../../../src/sources/notice-text.ts'
import { loadNoticeWords } from '../../../src/sources/notice-words.ts'
import { STYLES, writeInterval } from './time-styles.ts'

const words = loadNoticeWords()
const MINUTE = 60_000
const FETCHED = Date.parse('2026-06-15T12:00:00+09:00')

const read = (body: string, title: string | null, fetchedAt = FETCHED) =>
  readNotice(noticeTextOf({ format: 'text', url: 'https://line-works.com/notice/1', fetchedAt, title, body }), words)

const TITLES = { ja: 'メールのメンテナンスのお知らせ', en: 'Scheduled maintenance of Mail', ko: '메일 점검 안내' }
const LINES = {
  ja: (text: string) => `日時：${text}\n対象：メール`,
  en: (text: string) => `When: ${text}\nServices: Mail`,
  ko: (text: string) => `점검 일시: ${text}\n대상 서비스: 메일`,
}

describe('an interval reads back as it was written', () => {
  const start = fc.integer({ min: -150 * 24 * 60, max: 150 * 24 * 60 }).map((minutes) => FETCHED + minutes * MINUTE)
  const length = fc.integer({ min: 1, max: 23 * 60 }).map((minutes) => minutes * MINUTE)
  test.each(STYLES)('%s, style %s', (language, style) => {
    fc.assert(
      fc.property(start, length, (startAt, lasts) => {
        const { text, approximate } = writeInterval(language, style, startAt, startAt + lasts)
        const { windows } = read(LINES[language](text), TITLES[language])
        expect(windows, text).toEqual([{ startAt, endAt: startAt + lasts, approximate }])
      }),
      { numRuns: 60 },
    )
  })

  test('years on either side of New Year follow the reading', () => {
    const december = Date.parse('2026-12-20T09:00:00+09:00')
    const { windows } = read('日時：1月5日（火）1:00～5:00\n対象：メール', TITLES.ja, december)
    expect(windows[0]?.startAt).toBe(Date.parse('2027-01-05T01:00:00+09:00'))
    const january = Date.parse('2027-01-04T09:00:00+09:00')
    const late = read('12月31日 23:30 ～ 1月1日 2:00 にトークの障害が発生しました。復旧済みです。', null, january)
    expect(late.windows).toEqual([
      {
        startAt: Date.parse('2026-12-31T23:30:00+09:00'),
        endAt: Date.parse('2027-01-01T02:00:00+09:00'),
        approximate: false,
      },
    ])
  })
})

const at = (iso: string): number => Date.parse(`${iso}:00+09:00`)
const windowsIn = (body: string, title: string | null = 'ログイン障害のお知らせ') =>
  read(body, title).windows.map(({ startAt, endAt }) => [startAt, endAt])

describe('what is no window', () => {
  test.each([
    ['次回の情報更新は2026年6月15日（月）午後3時です。'],
    ['最終更新：2026/06/15 11:50'],
    ['（6/15 10:10時点）'],
    ['Next update at 15:00 JST.'],
    ['遅れていたメールは11時30分までにすべて配信を終えました。'],
    ['予備日：6月21日 1:00～5:00'],
    ['お問い合わせ：平日 9:00～18:00'],
  ])('%s', (line) => {
    const body = `発生：6月15日 9:05\n復旧：6月15日 10:20\n${line}`
    expect(windowsIn(body)).toEqual([[at('2026-06-15T09:05'), at('2026-06-15T10:20')]])
  })
})

describe('ends', () => {
  test('are null where the text leaves them open', () => {
    for (const end of ['未定', '継続中', '', '-', '現在も継続']) {
      expect(windowsIn(`発生日時：6月15日 9:05 ～ ${end}`)).toEqual([[at('2026-06-15T09:05'), null]])
    }
  })
  test('of an extension are the new ones, with the first start', () => {
    const body = '6月15日1:00から実施しているメンテナンスは、終了予定を5:00から8:00に延長いたします。'
    expect(windowsIn(body, 'メンテナンス延長のお知らせ')).toEqual([[at('2026-06-15T01:00'), at('2026-06-15T08:00')]])
  })
  test('of moved work are those of the new plan', () => {
    const body = '変更前：6月20日 1:00～5:00\n変更後：6月27日 1:00～5:00'
    expect(windowsIn(body, 'メンテナンス日程変更のお知らせ')).toEqual([
      [at('2026-06-27T01:00'), at('2026-06-27T05:00')],
    ])
  })
  test('of several intervals stay in order', () => {
    const body =
      '発生日時\n2026/06/10\n9:01頃 〜 9:02頃 JST(GMT+9)\n10:04頃 〜 10:09頃 JST(GMT+9)\nすべて復旧しております。'
    expect(windowsIn(body)).toEqual([
      [at('2026-06-10T09:01'), at('2026-06-10T09:02')],
      [at('2026-06-10T10:04'), at('2026-06-10T10:09')],
    ])
  })
})
