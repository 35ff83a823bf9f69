import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { settingsText } from '../../src/cli/config/settings-text.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { NOTIFIERS, notifierOf } from '../../src/notify/index.ts'
import { BY_HTTP, SECRET, SPECS } from '../notify/specs.ts'
import { loaded, loadText } from '../support/config-files.ts'

/** What every channel says of itself. How they behave is in the suites beside this one. */

const LONG_AGO = 'hunter2-do-not-show'
const JAPANESE = /[ぁ-んァ-ヶ一-龠]/

test('the folder, the registry and the suites agree, and each kind is named as its file', () => {
  const files = readdirSync(join(import.meta.dirname, '../../src/notify/kinds')).map((file) =>
    file.replace(/\.ts$/, ''),
  )
  expect(NOTIFIERS.map(({ kind }) => kind).sort()).toEqual(files.sort())
  expect(['email', ...Object.keys(SPECS)].sort()).toEqual(files)
  expect(notifierOf('no such kind')).toBeNull()
  // A command out of a configuration file would be one more way to take over the machine.
  expect(notifierOf('exec')).toBeNull()
})

test('each kind has a test file of its own', () => {
  const tests = readdirSync(join(import.meta.dirname, '../notify'))
  expect(NOTIFIERS.filter(({ kind }) => !tests.includes(`${kind}.test.ts`)).map(({ kind }) => kind)).toEqual([])
})

test('nothing is configured by itself', () => {
  expect(loaded(loadText(null)).config.alerts.channels).toEqual([])
})

describe.each(NOTIFIERS.map((notifier) => [notifier.kind, notifier] as const))('%s', (kind, notifier) => {
  test('says what it is in both languages, with a valid example', () => {
    expect(notifier.title.ja).not.toBe('')
    expect(notifier.title.en).not.toMatch(JAPANESE)
    expect(notifier.options.safeParse(notifier.example).error).toBeUndefined()
    expect(notifier.options.safeParse({ ...(notifier.example as object), surprise: 1 }).success).toBe(false)
  })

  test('its options can be printed as documentation: every one is described', () => {
    const { properties = {} } = z.toJSONSchema(notifier.options, { io: 'input', unrepresentable: 'any' })
    for (const [name, schema] of Object.entries(properties))
      expect([name, typeof schema === 'object' && schema.description]).toEqual([name, expect.any(String)])
  })

  test('says who can be addressed, with a valid example, and takes nothing else', () => {
    const { address } = notifier
    if (address === null) return
    expect(address.title.ja).toMatch(JAPANESE)
    expect(address.title.en).not.toMatch(JAPANESE)
    expect(address.isValid(address.example)).toBe(true)
    for (const no of ['', ' ', 'a b', `${address.example}\r\nx: y`, '../..', `${address.example}/../x`])
      expect([no, address.isValid(no)]).toEqual([no, false])
  })

  test('is configured by its name, and shows no secret', () => {
    const secrets = kind === 'email' ? { password: LONG_AGO } : SPECS[kind]!.secrets
    const options = { ...(notifier.example as Record<string, unknown>), ...secrets }
    const text = stringify({ alerts: { channels: { here: { kind, options } } } })
    const { config, settings } = loaded(loadText(text))
    expect(config.alerts.channels).toEqual([{ name: 'here', kind, options: notifier.options.parse(options) }])
    for (const locale of LOCALES) {
      const shown = settingsText(settings, locale)
      expect(shown).toContain(`kind: ${kind}`)
      for (const secret of [LONG_AGO, SECRET, 'BEGIN PRIVATE KEY']) expect(shown).not.toContain(secret)
    }
  })
})

describe('docs/operating.md', () => {
  const rows = readFileSync(join(import.meta.dirname, '../../docs/operating.md'), 'utf8').split('\n')
  test.each(NOTIFIERS.map((notifier) => [notifier.kind, notifier] as const))(
    'lists %s with its options',
    (kind, notifier) => {
      const row = rows.find((line) => line.startsWith(`| \`${kind}\` |`)) ?? ''
      const { properties = {} } = z.toJSONSchema(notifier.options, { io: 'input', unrepresentable: 'any' })
      const same = row.includes('| the same |')
      expect(row).not.toBe('')
      for (const name of Object.keys(properties))
        expect([name, same || row.includes(`\`${name}\``)]).toEqual([name, true])
      expect(row.split('|')[3]!.trim() !== '').toBe(notifier.address !== null)
      expect(row.includes('once')).toBe(notifier.repeats === 'once')
    },
  )
})

test('all channels that speak HTTP are held to the suites of behaviour', () => {
  expect(BY_HTTP.map(([kind]) => kind)).toHaveLength(NOTIFIERS.length - 1)
})
