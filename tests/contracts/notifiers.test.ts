import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { settingsText } from '../../src/cli/config/settings-text.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { NOTIFIERS, notifierOf } from '../../src/notify/index.ts'
import { loaded, loadText } from '../support/config-files.ts'

/** What every channel is held to. */

test('each kind stands once, and nothing is configured by itself', () => {
  expect(new Set(NOTIFIERS.map(({ kind }) => kind)).size).toBe(NOTIFIERS.length)
  expect(notifierOf('no such kind')).toBeNull()
  expect(loaded(loadText(null)).config.alerts.administrator).toEqual([])
})

describe.each(NOTIFIERS.map((notifier) => [notifier.kind, notifier] as const))('%s', (kind, notifier) => {
  test('says what it is, with a valid example', () => {
    expect(notifier.title.ja).toMatch(/[ぁ-んァ-ヶ一-龠]/)
    expect(notifier.title.en).not.toMatch(/[ぁ-んァ-ヶ一-龠]/)
    expect(notifier.options.safeParse(notifier.example).success).toBe(true)
  })

  test('is configured for the administrator, and shows no secret', () => {
    const secret = 'hunter2-do-not-show'
    const options = { ...(notifier.example as Record<string, unknown>), password: secret }
    const { config, settings } = loaded(loadText(stringify({ alerts: { administrator: { [kind]: options } } })))
    expect(config.alerts.administrator).toEqual([{ kind, options: notifier.options.parse(options) }])
    for (const locale of LOCALES) {
      const shown = settingsText(settings, locale)
      expect(shown).toContain(`${kind}:`)
      expect(shown).not.toContain(secret)
    }
  })
})
