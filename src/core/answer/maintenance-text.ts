import type { Component } from '../condition.ts'
import type { Locale } from '../locale.ts'
import type { MaintenanceWindow } from '../notices/maintenance-windows.ts'
import { COMPONENT_TITLE } from '../phrases.ts'
import { whenOf } from '../time-text.ts'
import type { AnswerFacts } from './answer.ts'
import { say } from './answer-words.ts'

const LONGEST_TITLE = 80

const isRunning = ({ state }: MaintenanceWindow) => state === 'in_progress' || state === 'overrun'

/** The work under way that matters most: what touches the login, then what ends last. Null where none is known. */
export function currentMaintenance({ maintenances }: AnswerFacts): MaintenanceWindow | null {
  const weight = (window: MaintenanceWindow) => [Number(window.affectsLogin), window.endAt ?? Number.MAX_VALUE] as const
  const [first] = maintenances.filter(isRunning).toSorted((a, b) => {
    const [x, y] = [weight(a), weight(b)]
    return y[0] - x[0] || y[1] - x[1]
  })
  return first ?? null
}

/** Until when: in one sentence, and honest where nobody said so. */
export function untilSentence(window: MaintenanceWindow | null, { now, zone }: AnswerFacts, locale: Locale): string {
  if (window === null) return say('maintenanceUnannounced', locale)
  if (window.endAt === null) return say('maintenanceOpen', locale)
  const until = whenOf(window.endAt, now, zone, locale)
  return say(window.state === 'overrun' ? 'maintenanceOverrun' : 'maintenanceRunning', locale, until)
}

/** `11月25日 1:00〜5:00 メール・Drive の定期メンテナンス（対象: メール、Drive）` */
export function windowText(window: MaintenanceWindow, { now, zone }: AnswerFacts, locale: Locale): string {
  const { startAt, endAt, title } = window
  const at = (instant: number) => whenOf(instant, now, zone, locale)
  const span =
    startAt !== null && endAt !== null
      ? say('spanned', locale, at(startAt), at(endAt))
      : startAt !== null
        ? say('spannedOpen', locale, at(startAt))
        : endAt !== null
          ? say('spannedStartless', locale, at(endAt))
          : say('undated', locale)
  const named = [...title].slice(0, LONGEST_TITLE).join('')
  const parts = partsText(window.components, locale)
  if (locale === 'ja') return `${span} ${named}${parts ? `（${parts}）` : ''}`
  return `${span}: ${named}${parts ? ` (${parts})` : ''}`
}

export const partsText = (components: readonly Component[], locale: Locale): string =>
  components.length === 0
    ? ''
    : say(
        'components',
        locale,
        components.map((component) => COMPONENT_TITLE[component][locale]).join(locale === 'ja' ? '、' : ', '),
      )
