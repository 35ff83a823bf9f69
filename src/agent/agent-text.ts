import type { Locale, Text } from '../core/locale.ts'
import { timeOf } from '../core/time-text.ts'
import type { LinkFailure, LinkFailureReason } from './link.ts'

/** What an agent tells while it runs. */
export type AgentEvent =
  | { readonly kind: 'enrolled'; readonly agent: string; readonly tokenFile: string }
  | { readonly kind: 'configured'; readonly targets: number; readonly intervalMs: number; readonly fromDisk: boolean }
  | { readonly kind: 'left-out'; readonly targets: readonly string[] }
  | { readonly kind: 'waiting'; readonly failure: LinkFailure; readonly rounds: number }
  | { readonly kind: 'connected'; readonly clockOffsetMs: number | null }
  | { readonly kind: 'caught-up'; readonly rounds: number }
  | { readonly kind: 'given-up'; readonly sequence: string; readonly failure: LinkFailure }
  | { readonly kind: 'lost'; readonly rounds: number }
  | { readonly kind: 'disk'; readonly problem: string }
  | { readonly kind: 'slept' }
  | { readonly kind: 'mistake'; readonly detail: string }

const FAILURES: Readonly<Record<LinkFailureReason, Text>> = {
  unreachable: { ja: 'サーバーに接続できません', en: 'the server cannot be reached' },
  busy: { ja: 'サーバーが受け付けられない状態です', en: 'the server cannot take anything just now' },
  'bad-code': {
    ja: '登録コードが違うか、使用済みか、期限切れです。サーバーで新しいコードを発行してください',
    en: 'the code is wrong, was used already or has expired; have the server give out a new one',
  },
  'bad-token': {
    ja: 'このエージェントの登録は取り消されています。サーバーで登録し直してください',
    en: 'this agent was revoked, or belongs to another server; enrol it anew',
  },
  clock: {
    ja: 'この端末の時計がずれています。補正して送り直します',
    en: 'our clock is off; trying again with the server’s',
  },
  'too-large': { ja: '一度に送る量を減らします', en: 'sending less at once' },
  rejected: {
    ja: 'サーバーが内容を読めませんでした。Dotchi のバージョンを確認してください',
    en: 'the server cannot read what we send; check the versions of Dotchi',
  },
  'not-dotchi': {
    ja: 'Dotchi 以外から応答がありました（プロキシの画面など）。--server のURLを確認してください',
    en: 'something other than Dotchi answered (a page of a proxy?); check the URL of --server',
  },
}

const failureText = ({ reason, detail }: LinkFailure, locale: Locale): string => {
  const shown = detail && reason !== 'bad-code' && reason !== 'bad-token' ? detail : ''
  if (!shown) return FAILURES[reason][locale]
  return locale === 'ja' ? `${FAILURES[reason].ja}（${shown}）` : `${FAILURES[reason].en} (${shown})`
}

const clockText = (offsetMs: number | null): Text => {
  const seconds = Math.round(Math.abs(offsetMs ?? 0) / 1000)
  if (seconds < 2) return { ja: '', en: '' }
  return {
    ja: `（この端末の時計は${seconds}秒${(offsetMs ?? 0) > 0 ? '遅れて' : '進んで'}います。記録時に補正します）`,
    en: ` (our clock is ${seconds} s ${(offsetMs ?? 0) > 0 ? 'slow' : 'fast'}; corrected in what is kept)`,
  }
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

function sentenceOf(event: AgentEvent): Text {
  switch (event.kind) {
    case 'enrolled':
      return {
        ja: `「${event.agent}」として登録しました。トークン: ${event.tokenFile}`,
        en: `enrolled as ${event.agent}; token kept in ${event.tokenFile}`,
      }
    case 'configured': {
      const seconds = event.intervalMs / 1000
      return {
        ja: `${event.targets}件を${seconds}秒ごとに確認します${event.fromDisk ? '（前回受け取った設定）' : ''}`,
        en: `looking at ${plural(event.targets, 'target')} every ${seconds} s${event.fromDisk ? ' (as told last time)' : ''}`,
      }
    }
    case 'left-out':
      return {
        ja: `このバージョンでは確認できない対象があります: ${event.targets.join('、')}`,
        en: `this version cannot look at: ${event.targets.join(', ')}`,
      }
    case 'waiting': {
      const { ja, en } = { ja: failureText(event.failure, 'ja'), en: failureText(event.failure, 'en') }
      return event.rounds === 0
        ? { ja, en }
        : {
            ja: `${ja}。結果${event.rounds}回分を保管しています`,
            en: `${en}; keeping ${plural(event.rounds, 'round')}`,
          }
    }
    case 'connected': {
      const clock = clockText(event.clockOffsetMs)
      return { ja: `サーバーに接続しました${clock.ja}`, en: `connected to the server${clock.en}` }
    }
    case 'caught-up':
      return {
        ja: `保管していた結果${event.rounds}回分を送りました`,
        en: `delivered ${plural(event.rounds, 'round')} that had been kept`,
      }
    case 'given-up':
      return {
        ja: `送れない結果を1回分破棄しました（${event.sequence}）: ${failureText(event.failure, 'ja')}`,
        en: `gave up one round (${event.sequence}): ${failureText(event.failure, 'en')}`,
      }
    case 'lost':
      return {
        ja: `24時間または容量の上限を超えたため、古い結果${event.rounds}回分を破棄しました`,
        en: `dropped ${plural(event.rounds, 'old round')}: kept longer than 24 h, too many, or not readable`,
      }
    case 'disk':
      return {
        ja: `結果をディスクに保管できません（${event.problem}）。空き容量と権限を確認してください`,
        en: `cannot keep results on disk (${event.problem}); check free space and permissions`,
      }
    case 'slept':
      return { ja: 'スリープから復帰したか、時計が変わりました', en: 'this computer slept, or its clock was changed' }
    case 'mistake':
      return { ja: `Dotchi 自身の不具合です: ${event.detail}`, en: `a fault of Dotchi itself: ${event.detail}` }
  }
}

/** One plain line, with the time. */
export const agentLine = (event: AgentEvent, at: number, zone: string, locale: Locale): string =>
  `${timeOf(at, zone, true)} ${sentenceOf(event)[locale]}`

/** Why an agent cannot begin at all. */
export const enrolmentText = (failure: LinkFailure): Text => ({
  ja: failureText(failure, 'ja'),
  en: failureText(failure, 'en'),
})
