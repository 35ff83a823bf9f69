import type { Component } from '../../core/condition.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { COMPONENT_TITLE } from '../../core/phrases.ts'
import type { UnderstoodNotice } from './understood.ts'

const FACTS: Readonly<Record<string, Text>> = {
  kind: { ja: '種別', en: 'kind' },
  status: { ja: '状況', en: 'status' },
  component: { ja: '対象', en: 'part' },
  window: { ja: '日時', en: 'time' },
}
const KINDS: Readonly<Record<string, Text>> = {
  outage: { ja: '障害', en: 'outage' },
  maintenance: { ja: 'メンテナンス', en: 'maintenance' },
  other: { ja: 'そのほか（障害でもメンテナンスでもない）', en: 'other (neither trouble nor maintenance)' },
}
const STATUSES: Readonly<Record<string, Text>> = {
  investigating: { ja: '調査中', en: 'investigating' },
  identified: { ja: '原因特定', en: 'identified' },
  monitoring: { ja: '経過観察中', en: 'monitoring' },
  resolved: { ja: '復旧', en: 'resolved' },
  scheduled: { ja: '予定', en: 'scheduled' },
  in_progress: { ja: '実施中', en: 'in progress' },
  completed: { ja: '終了', en: 'completed' },
  cancelled: { ja: '中止', en: 'cancelled' },
}
/** One announcement as a person reads it: the facts, and below them the sentences they were read from. */
export function noticeText(notice: UnderstoodNotice, locale: Locale): string {
  const ja = locale === 'ja'
  const colon = ja ? '：' : ': '
  const kind = KINDS[notice.kind]?.[locale] ?? notice.kind
  const status = notice.status === null ? '' : ` · ${STATUSES[notice.status]?.[locale] ?? notice.status}`
  const lines = [`${notice.title || (ja ? '（題名なし）' : '(no title)')}`]
  if (notice.url !== null) lines.push(`  ${notice.url}`)
  lines.push(`  ${kind}${status}`)
  if (notice.components.length > 0) {
    const named = notice.components.map((part) => COMPONENT_TITLE[part as Component][locale]).join(ja ? '、' : ', ')
    lines.push(`  ${FACTS.component![locale]}${colon}${named}`)
  }
  if (notice.affectsLogin) lines.push(ja ? '  ログインに影響します' : '  affects the login')
  const open = ja ? '未定' : 'not stated'
  for (const { startAt, endAt, approximate } of notice.windows) {
    const about = approximate ? (ja ? '（およその時刻）' : ' (about)') : ''
    lines.push(`  ${FACTS.window![locale]}${colon}${startAt ?? open} 〜 ${endAt ?? open}${about}`)
  }
  for (const { fact, value, text } of notice.quotes) {
    const shown = fact === 'window' ? `${FACTS.window![locale]} ${Number(value) + 1}` : (FACTS[fact]?.[locale] ?? fact)
    lines.push(ja ? `    ${shown} ← 「${text}」` : `    ${shown} <- "${text}"`)
  }
  return `${lines.join('\n')}\n`
}
