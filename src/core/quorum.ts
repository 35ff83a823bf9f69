import type { Text } from './locale.ts'
import { durationOf } from './time-text.ts'
import type { Verdict } from './verdict.ts'

/** Who saw what the verdict says, and who said nothing. */
export interface Quorum {
  /** Offices that are expected to report. */
  readonly offices: number
  /** Of these, the ones from which fresh looks came. */
  readonly reporting: number
  /** Of those that report: where people are affected, by LINE WORKS or by something of their own. */
  readonly affected: number
  /** Offices that have fallen silent, with their newest look; null where none ever came. */
  readonly silent: readonly { readonly vantage: string; readonly lastSeenAt: number | null }[]
}

const TROUBLE: ReadonlySet<string> = new Set(['degraded', 'outage', 'maintenance', 'company_network'])

/** A silent office is a fact of its own: it counts neither for nor against anybody. */
export function quorumOf({ viewers, at, freshUntil }: Pick<Verdict, 'viewers' | 'at' | 'freshUntil'>): Quorum {
  const oldestFresh = at - (freshUntil - at)
  const isSilent = (lastSeenAt: number | null) => lastSeenAt === null || lastSeenAt <= oldestFresh
  const reporting = viewers.filter(({ lastSeenAt }) => !isSilent(lastSeenAt))
  return {
    offices: viewers.length,
    reporting: reporting.length,
    affected: reporting.filter(({ condition }) => TROUBLE.has(condition)).length,
    silent: viewers
      .filter(({ lastSeenAt }) => isSilent(lastSeenAt))
      .map(({ vantage, lastSeenAt }) => ({ vantage, lastSeenAt })),
  }
}

/** `3拠点中2拠点で影響が出ています。` / `2 of 3 offices are affected.` */
export function quorumSentence({ offices, reporting, affected }: Quorum): Text {
  const silent = offices - reporting
  const head: Text =
    affected === 0
      ? {
          ja: `${offices}拠点中${reporting}拠点から確認できています。`,
          en: `${reporting} of ${offices} offices report.`,
        }
      : affected === reporting
        ? {
            ja: `確認できている${reporting}拠点${reporting === 1 ? '' : 'すべて'}で影響が出ています。`,
            en:
              reporting === 1
                ? 'The one office that reports is affected.'
                : `All ${reporting} offices that report are affected.`,
          }
        : {
            ja: `確認できている${reporting}拠点のうち${affected}拠点で影響が出ています。`,
            en: `${affected} of the ${reporting} offices that report ${affected === 1 ? 'is' : 'are'} affected.`,
          }
  return affected > 0 && silent > 0
    ? { ja: `${head.ja}${silent}拠点は不明です。`, en: `${head.en} ${silent} not known.` }
    : head
}

/** `大阪支社から5分間、確認結果が届いていません。` What people there have is not known. */
export function silenceSentence(title: Text, lastSeenAt: number | null, now: number): Text {
  if (lastSeenAt === null)
    return {
      ja: `${title.ja}からは、まだ確認結果が届いていません。`,
      en: `${title.en} has not reported yet.`,
    }
  const ms = Math.max(60_000, now - lastSeenAt)
  return {
    ja: `${title.ja}から${durationOf(ms, 'ja')}間、確認結果が届いていません。この拠点の状態は分かりません。`,
    en: `${title.en} has not reported for ${durationOf(ms, 'en')}. How it is there is not known.`,
  }
}
