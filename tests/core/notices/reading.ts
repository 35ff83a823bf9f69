import type { NoticeFormat } from '../../../src/core/notices/notice-text.ts'
import { type NoticeReading, readNotice } from '../../../src/core/notices/read-notice.ts'
import { noticeTextOf } from '../../../src/sources/notice-text.ts'
import { loadNoticeWords } from '../../../src/sources/notice-words.ts'

const words = loadNoticeWords()

/** When the sentences of these tests are read: a Friday morning. */
export const READ_AT = Date.parse('2026-06-05T10:00:00+09:00')

/** Reads an announcement as Dotchi does, from the raw document to the facts. */
export const read = (
  body: string,
  more: { readonly title?: string | null; readonly format?: NoticeFormat; readonly fetchedAt?: number } = {},
): NoticeReading =>
  readNotice(
    noticeTextOf({
      format: more.format ?? 'text',
      url: 'https://line-works.com/notice/1',
      fetchedAt: more.fetchedAt ?? READ_AT,
      title: more.title ?? null,
      body,
    }),
    words,
  )

/** Minutes of Japanese time; `null` stays. */
export const at = (local: string | null): number | null =>
  local === null || local === '' ? null : Date.parse(`${local}:00+09:00`)
