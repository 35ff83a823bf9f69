import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { botOf } from '../../src/bots/index.ts'
import { STARTER_FILE } from '../../src/cli/config/starter-file.ts'
import { createTestAuthority } from '../support/certificates.ts'
import { loaded, loadText } from '../support/config-files.ts'

const root = join(import.meta.dirname, '../..')
const examples = globSync('examples/*.yaml', { cwd: root }).sort()
const environment = { PROXY_PASSWORD: 'x', NTFY_TOKEN: 'tk_x', DATABASE_URL: 'postgresql://u:p@db/x' }
const { privateKey } = botOf('line-works')!.example as { readonly privateKey: string }
const files = {
  'company-root-ca.pem': (await createTestAuthority()).caPem,
  'smtp-password': 'x',
  'line-works-bot-secret': 'x',
  'line-works-client-secret': 'x',
  'line-works-key.pem': privateKey,
  'slack-signing-secret': 'x',
  'slack-bot-token': 'x',
  'teams-token': 'eA==',
  'directory-client-secret': 'x',
  'desk-token': 'twenty-characters-long',
}

test('there are examples, and what ships installs them', () => {
  expect(examples.map((file) => basename(file))).toEqual([
    'alerts.yaml',
    'behind-proxy.yaml',
    'chats.yaml',
    'one-machine.yaml',
    'postgresql-two-offices.yaml',
    'single-sign-on.yaml',
  ])
})

test.each(examples)('%s loads without a warning and changes something', (file) => {
  const result = loaded(loadText(readFileSync(join(root, file), 'utf8'), environment, files))
  expect(result.warnings).toEqual([])
  expect(result.config).not.toEqual(loaded(loadText(null)).config)
})

test('the file of `config init` changes nothing as it is', () => {
  expect(loaded(loadText(STARTER_FILE)).config).toEqual(loaded(loadText(null)).config)
})

test('the file of `config init` is right in every line that is a setting', () => {
  const settings = STARTER_FILE.split('\n')
    .filter((line) => line.startsWith('# '))
    .map((line) => line.slice(2))
    .join('\n')
  const secrets = { 'dotchi-admin-token': 'twenty-characters-long', 'smtp-password': 'of-the-mail-server' }
  const { config } = loaded(loadText(settings, {}, { ...files, ...secrets }))
  expect(config).toMatchObject({
    organisation: '株式会社サンプル',
    vantage: { id: 'tokyo' },
    proxy: { https: 'http://proxy.example.co.jp:8080/' },
    probing: { contact: 'it@example.co.jp' },
  })
  expect(config.targets.map(({ id }) => id)).toContain('office-gateway')
  expect(config.targets.map(({ id }) => id)).not.toContain('control-apple')
  expect(config.sources.map(({ id }) => id)).toEqual(expect.arrayContaining(['mastodon', 'it-department']))
  expect(config.tokens.admin).toBe('twenty-characters-long')
  expect(config.alerts.channels).toMatchObject([{ kind: 'email', options: { password: 'of-the-mail-server' } }])
  expect(config.alerts.policy.recipients.map(({ id }) => id)).toEqual(['administrator', 'help-desk'])
})
