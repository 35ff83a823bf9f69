import type { Locale, Text } from '../locale.ts'

/** Whom people of the company ask; what is null was not configured. */
export interface HelpDesk {
  readonly name: Text
  readonly phone: string | null
  readonly mail: string | null
  readonly url: string | null
}

/** How the help desk is reached, in one line: `電話 内線 1234 · it@example.co.jp`; '' where nothing was configured. */
export function deskContactOf(desk: HelpDesk | null, locale: Locale): string {
  const phone = desk?.phone ? `${locale === 'ja' ? '電話' : 'phone'} ${desk.phone}` : null
  return [phone, desk?.mail, desk?.url].filter(Boolean).join(locale === 'ja' ? '、' : ', ')
}
