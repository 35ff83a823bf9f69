import type { NoticeFacts, NoticeWindow } from '../../core/notice.ts'
import type { NoticeFormat } from '../../core/notices/notice-text.ts'
import { readNotice } from '../../core/notices/read-notice.ts'
import { noticeTextOf } from '../../sources/notice-text.ts'
import { loadNoticeWords } from '../../sources/notice-words.ts'
import type { EvalKind, EvalResult } from './eval-kind.ts'

/** One labelled announcement. */
interface NoticeCase {
  readonly id: string
  readonly format: NoticeFormat
  readonly url: string
  readonly fetchedAt: string
  readonly title: string | null
  readonly body: string
  readonly expected: Expected
}

interface Expected {
  readonly kind: string
  readonly status: string | null
  readonly components: readonly string[]
  readonly affectsLogin: boolean
  readonly windows: readonly ExpectedWindow[]
}

interface ExpectedWindow {
  readonly start: string | null
  readonly end: string | null
  readonly approximate: boolean
}

/** What does an official announcement say? Facts against the labels, one by one. */
export const notices: EvalKind = {
  kind: 'notices',
  defaultFile: 'notices.jsonl',
  async run(cases, write) {
    const words = loadNoticeWords()
    const tally = createTally()
    for await (const one of cases) {
      const { id, format, url, fetchedAt, title, body, expected } = one as NoticeCase
      const reading = readNotice(noticeTextOf({ format, url, fetchedAt: Date.parse(fetchedAt), title, body }), words)
      const answer = answerOf(reading)
      await write({ id, answer })
      tally.add(id, expected, answer)
    }
    return tally.result()
  },
}

const HOME_MS = 9 * 3_600_000
const isoOf = (at: number | null): string | null =>
  at === null ? null : new Date(at + HOME_MS).toISOString().replace(/\.\d{3}Z$/, '+09:00')

const windowOf = ({ startAt, endAt, approximate }: NoticeWindow): ExpectedWindow => ({
  start: isoOf(startAt),
  end: isoOf(endAt),
  approximate,
})

/** A reading in the form of the labels, with times in Japanese time. */
export const answerOf = ({ kind, status, components, affectsLogin, windows }: NoticeFacts): Expected => ({
  kind,
  status,
  components,
  affectsLogin,
  windows: windows.map(windowOf),
})

const minuteOf = (iso: string | null): number | null => (iso === null ? null : Math.round(Date.parse(iso) / 60_000))
const round = (value: number): number | null => (Number.isFinite(value) ? Math.round(value * 10_000) / 10_000 : null)

function createTally() {
  const misses: unknown[] = []
  const right = { kind: 0, status: 0, windows: 0, login: 0 }
  let [n, stated, truePositive, wrong] = [0, 0, 0, 0]

  const check = (id: string, what: string, expected: unknown, got: unknown, ok = expected === got): number => {
    if (!ok) misses.push({ id, what, expected, got })
    return ok ? 1 : 0
  }
  const add = (id: string, expected: Expected, got: Expected): void => {
    n++
    right.kind += check(id, 'kind', expected.kind, got.kind)
    const status = check(id, 'status', expected.status, got.status)
    if (expected.kind !== 'other') {
      stated++
      right.status += status
    }
    right.login += check(id, 'affectsLogin', expected.affectsLogin, got.affectsLogin)
    right.windows += check(id, 'windows', expected.windows, got.windows, sameWindows(expected.windows, got.windows))
    const [want, have] = [new Set(expected.components), new Set(got.components)]
    const common = [...have].filter((one) => want.has(one)).length
    truePositive += common
    const differing = want.size + have.size - 2 * common
    wrong += differing
    check(id, 'components', expected.components, got.components, differing === 0)
  }
  const result = (): EvalResult => ({
    scores: {
      n,
      kindAccuracy: round(right.kind / n),
      statusAccuracy: round(right.status / stated),
      windowsExact: round(right.windows / n),
      componentsF1: round(truePositive + wrong === 0 ? 1 : (2 * truePositive) / (2 * truePositive + wrong)),
      affectsLoginAccuracy: round(right.login / n),
    },
    misses,
  })
  return { add, result }
}

const sameWindows = (left: readonly ExpectedWindow[], right: readonly ExpectedWindow[]): boolean =>
  left.length === right.length &&
  left.every(
    (one, at) =>
      minuteOf(one.start) === minuteOf(right[at]?.start ?? null) &&
      minuteOf(one.end) === minuteOf(right[at]?.end ?? null),
  )
