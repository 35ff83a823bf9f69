import { describe, expect, test } from 'vitest'
import type { Notice } from '../../../src/core/notice.ts'
import { announcedEndSentence, clockWordOf } from '../../../src/http/pages/announced-time.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 10, 22, 17)

const planned = (change: Partial<Notice> = {}): Notice => ({
  id: 'n',
  source: 'notices',
  title: '定期メンテナンス',
  url: null,
  kind: 'maintenance',
  status: 'scheduled',
  components: ['login'],
  affectsLogin: true,
  windows: [{ startAt: START, endAt: START + HOUR, approximate: false }],
  publishedAt: null,
  seenAt: START - HOUR,
  updatedAt: START - HOUR,
  ...change,
})

describe('what the clock says of a planned maintenance', () => {
  test.each([
    [-1, null],
    [0, '予定時間内'],
    [HOUR - 1, '予定時間内'],
    [HOUR, '予定時間は終了'],
  ])('%i ms after its start', (after, said) => {
    expect(clockWordOf(planned(), START + after)?.ja ?? null).toBe(said)
  })

  test('what the operator says of it later counts for more', () => {
    expect(clockWordOf(planned({ status: 'completed' }), START)).toBeNull()
  })
})

describe('until when it is announced to last', () => {
  const at = START + HOUR / 2

  test('the latest end among those that have begun', () => {
    const longer = planned({ windows: [{ startAt: START, endAt: START + 2 * HOUR, approximate: false }] })
    expect(announcedEndSentence([planned(), longer], at, 'Asia/Tokyo')?.ja).toBe(
      '4:00に終わる予定です（お知らせによる）。',
    )
  })

  test('an end that is over is said to be over', () => {
    expect(announcedEndSentence([planned()], START + HOUR, 'Asia/Tokyo')?.en).toContain('is over')
  })

  test('what is called off, open or yet to begin says nothing', () => {
    const open = planned({ windows: [{ startAt: START, endAt: null, approximate: false }] })
    expect(announcedEndSentence([planned({ status: 'cancelled' }), open], at, 'Asia/Tokyo')).toBeNull()
    expect(announcedEndSentence([planned()], START - 1, 'Asia/Tokyo')).toBeNull()
  })
})
