import type { Environment } from '../config/secrets.ts'
import { isLocale, type Locale } from '../core/locale.ts'

/**
 * The language a terminal asks for, or null where it leaves it open (nothing set, `C.UTF-8`).
 * A plain `C` terminal may not be able to show Japanese, and other languages are better served in English.
 */
export function localeOfEnvironment(environment: Environment): Locale | null {
  const wish = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG
  if (!wish || /^C\.utf-?8$/i.test(wish)) return null
  const language = wish.slice(0, 2).toLowerCase()
  return isLocale(language) ? language : 'en'
}

/** The same with an answer in any case: Japanese where nothing is asked for, as in the rest of Dotchi. */
export const terminalLocale = (environment: Environment, otherwise: Locale = 'ja'): Locale =>
  localeOfEnvironment(environment) ?? otherwise
