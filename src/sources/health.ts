import type { Text } from '../core/locale.ts'
import { isUnreadableReason, UNREADABLE_WORDS, type UnreadableReason } from './reasons.ts'

/** How the reading of a source goes. `unread`: not tried yet. */
export const SOURCE_STATES = ['readable', 'rebuilt', 'unreadable', 'unread'] as const
export type SourceStateName = (typeof SOURCE_STATES)[number]

/** `rebuilt`: still readable, but not in the way it should be. */
export const SOURCE_STATE_WORDS: Readonly<Record<SourceStateName, Text>> = {
  readable: { ja: '読めています', en: 'readable' },
  rebuilt: { ja: '読めています（構成が変わった可能性あり）', en: 'readable, though it seems rebuilt' },
  unreadable: { ja: '読めません', en: 'unreadable' },
  unread: { ja: 'まだ読んでいません', en: 'not read yet' },
}

/** The health of one source; instants are epoch milliseconds. */
export interface SourceHealth {
  readonly source: string
  readonly lastAttemptAt: number | null
  readonly lastSuccessAt: number | null
  /** When it last said something new. */
  readonly lastChangeAt: number | null
  /** Items in the last successful reading. */
  readonly items: number
  readonly state: SourceStateName
  /** Why it is unreadable; null where it is not. */
  readonly reason: UnreadableReason | null
}

export const unreadHealth = (source: string): SourceHealth => ({
  source,
  lastAttemptAt: null,
  lastSuccessAt: null,
  lastChangeAt: null,
  items: 0,
  state: 'unread',
  reason: null,
})

/** Health as it was stored; words that this version does not know count as not read. */
export function healthFrom(
  stored: Omit<SourceHealth, 'state' | 'reason'> & { state: string; reason: string | null },
): SourceHealth {
  const state = SOURCE_STATES.find((name) => name === stored.state) ?? 'unread'
  const reason = isUnreadableReason(stored.reason) ? stored.reason : null
  return { ...stored, state: state === 'unreadable' && reason === null ? 'unread' : state, reason }
}

export type Attempt =
  | { readonly kind: 'readable'; readonly items: number; readonly byFallback: boolean; readonly hasChanged: boolean }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableReason }

/** The health after one more attempt. */
export function healthAfter(before: SourceHealth, attempt: Attempt, at: number): SourceHealth {
  if (attempt.kind === 'unreadable')
    return { ...before, lastAttemptAt: at, state: 'unreadable', reason: attempt.reason }
  return {
    ...before,
    lastAttemptAt: at,
    lastSuccessAt: at,
    lastChangeAt: attempt.hasChanged ? at : before.lastChangeAt,
    items: attempt.items,
    state: attempt.byFallback ? 'rebuilt' : 'readable',
    reason: null,
  }
}

/** The state with its reason, as a person reads it. */
export const healthText = ({ state, reason }: Pick<SourceHealth, 'state' | 'reason'>): Text =>
  reason === null
    ? SOURCE_STATE_WORDS[state]
    : {
        ja: `${SOURCE_STATE_WORDS[state].ja}（${UNREADABLE_WORDS[reason].ja}）`,
        en: `${SOURCE_STATE_WORDS[state].en}: ${UNREADABLE_WORDS[reason].en}`,
      }
