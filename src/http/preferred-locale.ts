import { isLocale, type Locale } from '../core/locale.ts'

/** Only the beginning of a header is read, so that a long one costs nothing. */
const READ = 200

/** `?lang=` where it names a language that Dotchi speaks, then Accept-Language, then the default. */
export function preferredLocale(lang: string | null, acceptLanguage: string | undefined, fallback: Locale): Locale {
  if (isLocale(lang)) return lang
  if (!acceptLanguage) return fallback
  let best: Locale | null = null
  let bestQuality = 0
  for (const range of acceptLanguage.slice(0, READ).split(',')) {
    const [tag = '', ...parameters] = range.split(';')
    const language = tag.trim().toLowerCase().split('-')[0]
    const quality = qualityOf(parameters)
    if (isLocale(language) && quality > bestQuality) {
      best = language
      bestQuality = quality
    }
  }
  return best ?? fallback
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.map((part) => part.trim()).find((part) => part.startsWith('q='))
  if (given === undefined) return 1
  const quality = Number(given.slice(2))
  return Number.isFinite(quality) ? quality : 0
}
