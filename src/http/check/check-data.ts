import type { CheckHost } from '../../core/check/check-hosts.ts'
import type { SupportTable } from '../../core/check/support.ts'
import type { Locale } from '../../core/locale.ts'

/** What the page tells its scripts; everything in it stands in the page anyway, or in the configuration's public part. */
export interface CheckData {
  readonly locale: Locale
  readonly site: string | null
  readonly hosts: readonly CheckHost[]
  /** Longest time for one try, milliseconds. */
  readonly deadlineMs: number
  readonly loginDomains: readonly string[]
  readonly table: SupportTable
  /** How often the verdict is asked for, milliseconds. */
  readonly pollMs: number
  readonly words: CheckClientWords
}

/** The words of the scripts, in the page's language. */
export interface CheckClientWords {
  readonly running: string
  readonly tryAgain: string
  readonly noServer: string
  readonly idFine: string
  readonly idMeant: string
  readonly idChoose: string
  readonly passwordFine: string
  readonly show: string
  readonly hide: string
  readonly copied: string
  readonly copyFailed: string
  readonly reported: string
  readonly reportLater: string
  readonly changed: string
  readonly notifyOn: string
  readonly done: string
  readonly thisDevice: string
  readonly idChecked: string
  readonly notifyTitle: string
}

/** As text that may stand inside a `script` element. */
export const embeddedJson = (data: CheckData): string => JSON.stringify(data).replaceAll('<', '\\u003c')
