import type { Announcement } from './weather.ts'
import { WEATHERS, type WeatherName } from './weathers.ts'

/** A time during which one weather lasted. Instants are epoch milliseconds; `endAt` null while it lasts. */
export interface Spell {
  readonly weather: WeatherName
  readonly startAt: number
  readonly endAt: number | null
}

/** The spells after a change: the same weather again changes nothing. */
export function spellsAfter(spells: readonly Spell[], weather: WeatherName, changedAt: number): readonly Spell[] {
  const last = spells.at(-1)
  if (last?.weather === weather) return spells
  const ended = last ? [...spells.slice(0, -1), { ...last, endAt: changedAt }] : []
  return [...ended, { weather, startAt: changedAt, endAt: null }]
}

/** What the operator sees as one event: neighbouring spells that it announces under one heading. */
export interface Happening {
  readonly kind: Announcement['kind']
  readonly spells: readonly Spell[]
  readonly startAt: number
  readonly endAt: number | null
}

/** The happenings behind the weather so far, oldest first. */
export function happeningsOf(spells: readonly Spell[]): readonly Happening[] {
  const happenings: Happening[] = []
  for (const spell of spells) {
    const kind = WEATHERS[spell.weather].announcement?.kind
    if (!kind) continue
    const last = happenings.at(-1)
    const goesOn = last?.kind === kind && last.endAt === spell.startAt
    if (goesOn) happenings[happenings.length - 1] = { ...last, spells: [...last.spells, spell], endAt: spell.endAt }
    else happenings.push({ kind, spells: [spell], startAt: spell.startAt, endAt: spell.endAt })
  }
  return happenings
}
