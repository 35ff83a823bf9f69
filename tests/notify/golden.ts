import { expect, test } from 'vitest'
import { LOCALES } from '../../src/core/locale.ts'
import type { Letter } from '../../src/notify/notifier.ts'
import { type Wording, wordingOf } from '../../src/notify/wording.ts'
import { letterOf, OUTAGE, RECOVERED, REMINDER } from './messages.ts'

const MESSAGES = { 'outage begins': OUTAGE, recovered: RECOVERED, 'maintenance is near': REMINDER }

/** Holds the form of a channel to what was read and found good: three messages, both languages, one file a language. */
export function hasGoldenForms(kind: string, formOf: (wording: Wording, letter: Letter) => unknown): void {
  test.each(LOCALES)('what people see stays as it was found good: %s', async (locale) => {
    const parts = Object.entries(MESSAGES).map(([name, message]) => {
      const letter = letterOf(message, { locale })
      const form = formOf(wordingOf(letter), letter)
      return `──── ${name}\n${typeof form === 'string' ? form : JSON.stringify(form, null, 2)}\n`
    })
    await expect(parts.join('\n')).toMatchFileSnapshot(`golden/${kind}.${locale}.txt`)
  })
}
