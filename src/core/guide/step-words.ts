import type { Text } from '../locale.ts'
import { CLIENTS, DEVICES } from '../triage/triage-input.ts'
import { isFor, type Setting, type Step, type StepPlace } from './guide.ts'

export const PLACE_TITLE: Readonly<Record<StepPlace, Text>> = {
  browser: { ja: 'ブラウザー', en: 'Browser' },
  app: { ja: 'アプリ', en: 'App' },
  'phone-app': { ja: 'スマホのアプリ', en: 'Phone app' },
  'pc-app': { ja: 'パソコンのアプリ', en: 'PC app' },
  phone: { ja: 'スマホ', en: 'Phone' },
  pc: { ja: 'パソコン', en: 'PC' },
  ios: { ja: 'iPhone・iPad', en: 'iPhone and iPad' },
  android: { ja: 'Android', en: 'Android' },
  windows: { ja: 'Windows', en: 'Windows' },
  mac: { ja: 'Mac', en: 'Mac' },
}

/** Where a step belongs, in words; null where everybody who sees it does it. */
export function placeOf(step: Step, setting: Setting): Text | null {
  if (completionsOf(setting).every((whole) => isFor(step, whole))) return null
  const titles = step.on.map((place) => PLACE_TITLE[place])
  return { ja: titles.map(({ ja }) => ja).join('・'), en: titles.map(({ en }) => en).join(', ') }
}

/** Everything that may be the case, going by what is known. */
const completionsOf = ({ device, client }: Setting): readonly Setting[] =>
  (device === null ? DEVICES : [device]).flatMap((one) =>
    (client === null ? CLIENTS : [client]).map((other) => ({ device: one, client: other })),
  )

/** One step as plain text: `【iPhone・iPad】…` / `[iPhone and iPad] …`. */
export function stepTextOf(step: Step, setting: Setting): Text {
  const place = placeOf(step, setting)
  if (place === null) return step.text
  return { ja: `【${place.ja}】${step.text.ja}`, en: `[${place.en}] ${step.text.en}` }
}
