import type { Text } from '../core/locale.ts'
import { dateOf, timeOf } from '../core/time-text.ts'
import { healthText, type SourceHealth } from './health.ts'
import type { Source } from './source.ts'

/** Since when one source cannot be read; what is known of it before anything is known: `UNWATCHED`. */
export interface SourceWatch {
  readonly sinceAt: number | null
  /** Readings since then that failed. */
  readonly failures: number
  /** What it lastingly is; null where one failed reading more or less may change it. */
  readonly lasting: 'readable' | 'unreadable' | null
}

export const UNWATCHED: SourceWatch = { sinceAt: null, failures: 0, lasting: null }

/** A place that fails once or twice is nothing to wake anybody for. */
const FAILURES = 3
const LASTING_MS = 15 * 60_000

/** What is known after one more reading. A single good one ends it: what could be read can be read. */
export function watchAfter(before: SourceWatch, { state }: Pick<SourceHealth, 'state'>, at: number): SourceWatch {
  if (state === 'unread') return before
  if (state !== 'unreadable') return { sinceAt: null, failures: 0, lasting: 'readable' }
  const sinceAt = before.sinceAt ?? at
  const failures = before.failures + 1
  const isLasting = failures >= FAILURES || at - sinceAt >= LASTING_MS
  return { sinceAt, failures, lasting: isLasting ? 'unreadable' : null }
}

/** What an administrator is told about a source that became unreadable, or readable again. Times as in `zone`. */
export function sourceAlertText(
  source: Pick<Source, 'id' | 'title'>,
  health: SourceHealth,
  zone: string,
): { readonly subject: Text; readonly body: Text } {
  const isUnreadable = health.state === 'unreadable'
  const { title, id } = source
  const last =
    health.lastSuccessAt === null ? null : `${dateOf(health.lastSuccessAt, zone)} ${timeOf(health.lastSuccessAt, zone)}`
  const said = healthText(health)
  const facts: Text = {
    ja: `情報源: ${title.ja}（${id}）\n状態: ${said.ja}\n最後に読めた時刻: ${last === null ? 'なし' : `${last}（${zone}）`}`,
    en: `Source: ${title.en} (${id})\nState: ${said.en}\nLast read: ${last === null ? 'never' : `${last} (${zone})`}`,
  }
  if (!isUnreadable)
    return {
      subject: {
        ja: `[Dotchi] 情報源を再び読めるようになりました: ${title.ja}`,
        en: `[Dotchi] Source readable again: ${title.en}`,
      },
      body: facts,
    }
  return {
    subject: { ja: `[Dotchi] 情報源を読めません: ${title.ja}`, en: `[Dotchi] Source cannot be read: ${title.en}` },
    body: {
      ja: `${facts.ja}\n\n読めない間、この情報源は判定に使われません（「障害なし」とは見なしません）。\n確認方法: dotchi sources verify\n再び読めるようになったら、もう一度お知らせします。`,
      en: `${facts.en}\n\nUntil it can be read it counts for nothing, and never as "no trouble".\nTo look into it: dotchi sources verify\nYou will be told once more when it can be read again.`,
    },
  }
}
