import { createHash } from 'node:crypto'
import type { Notice } from '../core/notice.ts'
import type { NoticeWords } from '../core/notices/notice-words.ts'
import { type NoticeReading, readNotice } from '../core/notices/read-notice.ts'
import { noticeTextOf } from './notice-text.ts'
import type { NoticeItem, Source } from './source.ts'

/** A notice, and the sentences that its facts were read from. */
export interface UnderstoodNotice {
  readonly notice: Notice
  readonly reading: NoticeReading
}

/** The name of an announcement, the same however often and in whatever form it is read again. */
export const noticeIdOf = (source: string, key: string): string =>
  createHash('sha256').update(source).update('\n').update(key).digest('base64url').slice(0, 16)

/** Understands one announcement; what the place says in fields of its own comes before what its text says. */
export function noticeOf(
  item: NoticeItem,
  source: Pick<Source, 'id' | 'correlated'>,
  words: NoticeWords,
  now: number,
): UnderstoodNotice {
  const text = noticeTextOf(item.document)
  const reading = readNotice({ ...text, publishedAt: text.publishedAt ?? item.publishedAt }, words)
  const { kind, status, components, affectsLogin, windows } = { ...reading, ...item.facts }
  return {
    reading,
    notice: {
      id: noticeIdOf(source.id, item.key),
      source: source.id,
      title: item.title,
      url: item.url,
      publishedAt: item.publishedAt ?? text.publishedAt,
      seenAt: now,
      updatedAt: now,
      kind,
      status,
      components,
      affectsLogin,
      windows,
      ...(source.correlated ? { correlated: true as const } : {}),
    },
  }
}
