import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { settingsText } from '../../src/cli/config/settings-text.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { loaded, loadText, problemsOf } from '../support/config-files.ts'

const SECRET = 'hunter2-do-not-show'

test('a secret comes from the environment, from a file the environment names, or from a file the file names', () => {
  const byName = `database: { url: "postgresql://dotchi:\${DB_PASSWORD}@db/dotchi" }`
  const url = `postgresql://dotchi:${SECRET}@db/dotchi`
  expect(loaded(loadText(byName, { DB_PASSWORD: SECRET })).config.database.url).toBe(url)
  const file = { '/run/secrets/db': `${SECRET}\n` }
  expect(loaded(loadText(byName, { DB_PASSWORD_FILE: '/run/secrets/db' }, file)).config.database.url).toBe(url)
  const whole = { '/run/secrets/url': `${url}\r\n` }
  expect(loaded(loadText('database: { url_FILE: /run/secrets/url }', {}, whole)).config.database.url).toBe(url)
  expect(loaded(loadText(null, { DATABASE_URL_FILE: '/run/secrets/url' }, whole)).config.database.url).toBe(url)
})

test('a doubled dollar is a plain one, and a value is never read as a reference again', () => {
  const yaml = `organisation: "$\${NAME} and \${NAME}"`
  expect(loaded(loadText(yaml, { NAME: `\${OTHER}` })).config.organisation).toBe(`\${NAME} and \${OTHER}`)
})

test('the same secret by value and by file is a problem', () => {
  const both = { DATABASE_URL: 'sqlite:a', DATABASE_URL_FILE: '/x' }
  expect(problemsOf(loadText(null, both))).toEqual([
    'environment DATABASE_URL: both DATABASE_URL and DATABASE_URL_FILE are set: keep one',
  ])
})

/** Every place where a secret may stand, right and wrong. */
const PLACES: readonly (readonly [string, string | null, Record<string, string>])[] = [
  ['reference', `database: { url: "postgresql://u:\${S}@db/x" }`, { S: SECRET }],
  ['environment', null, { DATABASE_URL: `postgresql://u:${SECRET}@db/x` }],
  ['file of the environment', null, { DATABASE_URL_FILE: '/s' }],
  ['file of the file', 'database: { url_FILE: /s }', {}],
  ['in the clear', `database: { url: "postgresql://u:${SECRET}@db/x" }`, {}],
  ['proxy', `proxy: { url: "http://u:${SECRET}@proxy:8080" }`, {}],
  ['wrong database', `database: { url: "mysql://u:\${S}@db/x" }`, { S: SECRET }],
  ['wrong proxy', `proxy: { url: "socks5://u:${SECRET}@proxy:8080" }`, {}],
  ['wrong environment', null, { DATABASE_URL: `mysql://u:${SECRET}@db/x`, HTTPS_PROXY: `socks://u:${SECRET}@p` }],
  ['wrong number', `listen: { port: "\${S}" }`, { S: SECRET }],
  ['wrong word', `log: { level: "\${S}" }`, { S: SECRET }],
  ['option of a target', `targets:\n  - { id: cdn, options: { url: "https://cdn.example/\${S}" } }`, { S: SECRET }],
]

test.each(PLACES)('no secret is ever shown: %s', (_, yaml, environment) => {
  const result = loadText(yaml, environment, { '/s': `postgresql://u:${SECRET}@db/x\n` })
  const said = LOCALES.flatMap((locale) =>
    'problems' in result ? problemsOf(result, locale) : [settingsText(result.settings, locale)],
  )
  expect(said.length).toBeGreaterThan(0)
  expect(said.join('\n')).not.toContain(SECRET)
  if ('settings' in result) expect(inspect(result.settings, { depth: 9 })).not.toContain(SECRET)
})
