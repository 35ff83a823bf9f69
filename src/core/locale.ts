/** The languages Dotchi speaks. Every text that a person sees exists in both. */
export const LOCALES = ['ja', 'en'] as const
export type Locale = (typeof LOCALES)[number]

/** One sentence or label in every language. */
export type Text = Readonly<Record<Locale, string>>

/** Whether a value names a language that Dotchi speaks. */
export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale)
