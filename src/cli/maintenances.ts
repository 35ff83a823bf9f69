import type { Locale, Text } from '../core/locale.ts'
import { type Busy, type Preview, previewOf } from '../core/maintenance/preview.ts'
import type { RecurringMaintenance } from '../core/maintenance/recurrence.ts'
import { isWindowOver, type KeptWindow } from '../core/maintenance/window.ts'
import { WINDOW_STATE_TITLE } from '../core/maintenance/window-words.ts'
import { isoOf, whenOf } from '../core/time-text.ts'
import { createCalendar } from '../platform/calendar/create-calendar.ts'
import { type Style, styleOf } from './check/style.ts'
import { defineCommand } from './command.ts'
import { CONFIG_OPTION } from './configuration.ts'
import { EXIT } from './exit-code.ts'
import { withStore } from './with-store.ts'

const AHEAD_MS = 90 * 86_400_000

export const maintenancesCommand = defineCommand({
  name: 'maintenances',
  summary: {
    ja: 'これからのメンテナンスと、定期メンテナンスの次の10回・重なり',
    en: 'coming maintenance, and the next ten times of recurring work with what collides',
  },
  usage: '',
  positionals: { min: 0, max: 0 },
  options: { json: { type: 'boolean', help: { ja: 'JSON で出力', en: 'print as JSON' } }, config: CONFIG_OPTION },
  run: ({ values, lang }, io) =>
    withStore({ config: values.config, lang }, io, async ({ config, store, locale, clock }) => {
      const now = clock.now()
      const { alerts, zone } = config
      const { recurring } = alerts.policy.maintenance
      const kept = await store.windows.during({ fromAt: now, toAt: now + AHEAD_MS })
      const coming = kept.filter((window) => !isWindowOver(window) && window.plan.origin !== 'recurring')
      const calendar = createCalendar(zone, alerts.hours)
      const previews = recurring.map((work) => ({
        work,
        next: previewOf(work, recurring, coming.map(busyOf), calendar, now),
      }))
      const options = { locale, zone, now, style: styleOf(io) }
      io.stdout.write(
        values.json
          ? `${JSON.stringify({ coming: coming.map(({ id, state, plan }) => ({ id, state, plan })), recurring: previews.map((one) => jsonOf(one, zone)) }, null, 2)}\n`
          : textOf(coming, previews, options),
      )
      return EXIT.fine
    }),
})

const busyOf = ({ id, plan }: KeptWindow): Busy => ({
  id,
  title: plan.title,
  startAt: plan.startAt,
  endAt: plan.endAt,
})

interface Previewed {
  readonly work: RecurringMaintenance
  readonly next: readonly Preview[]
}

const jsonOf = ({ work, next }: Previewed, zone: string) => ({
  id: work.id,
  title: work.title,
  next: next.map(({ startAt, endAt, date, plannedDate, conflicts }) => ({
    startAt: isoOf(startAt, zone),
    endAt: isoOf(endAt, zone),
    date,
    plannedDate,
    conflicts: conflicts.map(({ id }) => id),
  })),
})

interface TextOptions {
  readonly locale: Locale
  readonly zone: string
  readonly now: number
  readonly style: Style
}

const HEAD: Text = { ja: 'これからのメンテナンス', en: 'Coming maintenance' }
const NONE: Text = { ja: '予定されているメンテナンスはありません。', en: 'No maintenance is announced.' }
const OPEN_END: Text = { ja: '終了未定', en: 'no end stated' }
const MOVED: Text = { ja: '祝日のため移動', en: 'moved for a holiday' }
const COLLIDES: Text = { ja: '重なり', en: 'collides with' }

function textOf(coming: readonly KeptWindow[], previews: readonly Previewed[], options: TextOptions): string {
  const { locale, style } = options
  const spanOf = (startAt: number, endAt: number | null) =>
    `${timeOf(startAt, options)} – ${endAt === null ? OPEN_END[locale] : timeOf(endAt, options)}`
  const announced = coming.map(
    ({ plan, state }) =>
      `  ${spanOf(plan.startAt, plan.endAt)}  ${plan.title[locale]} (${WINDOW_STATE_TITLE[state][locale]})`,
  )
  const recurring = previews.flatMap(({ work, next }) => [
    '',
    style.strong(work.title[locale]),
    ...next.map(({ startAt, endAt, date, plannedDate, conflicts }) => {
      const moved = date === plannedDate ? '' : `  ${style.quiet(MOVED[locale])}`
      const clash = conflicts.map(({ title }) => title[locale]).join(', ')
      return `  ${spanOf(startAt, endAt)}${moved}${clash ? `  ${style.warn(`${COLLIDES[locale]}: ${clash}`)}` : ''}`
    }),
  ])
  const head = style.strong(HEAD[locale])
  return `${[head, ...(announced.length > 0 ? announced : [`  ${NONE[locale]}`]), ...recurring].join('\n')}\n`
}

const timeOf = (at: number, { now, zone, locale }: TextOptions): string => whenOf(at, now, zone, locale)
