import type { Text } from '../core/locale.ts'
import type { Refusal } from './request.ts'

/** One thing that is wrong with what was sent, and where. */
export const mistakeIn = (parameter: string, message: Text): Refusal => ({
  refused: 400,
  mistakes: [{ parameter, message }],
})

/** Who asks may do so again after so many milliseconds. */
export const tooMany = (waitMs: number): Refusal => ({
  refused: 429,
  headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) },
})

/** A page of another site sent it. */
export const FROM_ELSEWHERE: Refusal = {
  refused: 403,
  mistakes: [
    { parameter: 'origin', message: { ja: '別のサイトからは送信できません', en: 'cannot be sent from another site' } },
  ],
}

/** An office was named that nobody knows. */
export const NO_SUCH_SITE: Refusal = mistakeIn('site', { ja: 'この拠点はありません', en: 'there is no such office' })
