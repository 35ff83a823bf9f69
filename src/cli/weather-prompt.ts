import { createInterface } from 'node:readline'
import type { Locale, Text } from '../core/locale.ts'
import { isWeatherName, WEATHER_NAMES, type WeatherName } from '../simulator/weathers.ts'
import type { Io } from './command.ts'
import { weatherLines } from './simulation.ts'

/** What a person at the keyboard wants, one line each. */
export type Wish =
  | { readonly kind: 'weather'; readonly name: WeatherName }
  | { readonly kind: 'list' }
  | { readonly kind: 'next' }
  | { readonly kind: 'quit' }
  | { readonly kind: 'unknown' }

/** Reads one line: a weather's name or its number in the list, nothing or `n` for the next act, `l`, `q`. */
export function parseWish(line: string): Wish {
  const word = line.trim().toLowerCase()
  if (word === '' || word === 'n' || word === 'next') return { kind: 'next' }
  if (word === 'q' || word === 'quit' || word === 'exit') return { kind: 'quit' }
  if (word === 'l' || word === 'list' || word === '?') return { kind: 'list' }
  if (isWeatherName(word)) return { kind: 'weather', name: word }
  const numbered = /^\d+$/.test(word) ? WEATHER_NAMES[Number(word) - 1] : undefined
  return numbered ? { kind: 'weather', name: numbered } : { kind: 'unknown' }
}

const UNKNOWN: Text = {
  ja: '模擬状況の名前か番号を入力してください（l で一覧、q で終了）。',
  en: 'Type the name or number of a weather (l lists them, q ends).',
}

export interface WeatherPrompt {
  readonly onWeather: (name: WeatherName) => void
  readonly onNext?: () => void
  readonly onQuit: () => void
}

/** Listens to the keyboard where there is one; returns how to stop listening. */
export function listenToKeyboard(io: Io, locale: Locale, prompt: WeatherPrompt): () => void {
  if (!io.stdin?.isTTY) return () => {}
  const lines = createInterface({ input: io.stdin, terminal: false })
  lines.on('line', (line) => {
    const wish = parseWish(line)
    if (wish.kind === 'weather') prompt.onWeather(wish.name)
    else if (wish.kind === 'quit') prompt.onQuit()
    else if (wish.kind === 'next' && prompt.onNext) prompt.onNext()
    else if (wish.kind === 'list') io.stdout.write(weatherLines(locale))
    else if (wish.kind === 'unknown') io.stdout.write(`${UNKNOWN[locale]}\n`)
  })
  return () => lines.close()
}
