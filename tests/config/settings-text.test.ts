import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { settingsText } from '../../src/cli/config/settings-text.ts'
import { loaded, loadText } from '../support/config-files.ts'

const yaml = [
  'organisation: 株式会社サンプル',
  'listen:',
  '  port: 9000',
  'database:',
  `  url: "postgresql://dotchi:\${PW}@db/dotchi"`,
  'targets:',
  '  - id: cdn',
  '    via: both',
  '  - { id: router, kind: tcp, role: gateway, options: { host: 192.0.2.1, port: 443 } }',
].join('\n')
const { settings } = loaded(loadText(yaml, { PW: 'x', HOST: '0.0.0.0' }))

test('each value says where it comes from', () => {
  const lines = settingsText(settings, 'ja').split('\n')
  expect(lines).toContain('# 実際に使われる設定（dotchi.config.yaml、環境変数、既定値を合わせたもの）')
  expect(lines).toContain('organisation: 株式会社サンプル # dotchi.config.yaml:1')
  expect(lines).toContain('  host: 0.0.0.0 # 環境変数 HOST')
  expect(lines).toContain('  port: 9000 # dotchi.config.yaml:3')
  expect(lines).toContain('zone: Asia/Tokyo # 既定値')
  expect(lines).toContain('  - id: cdn # 同梱、dotchi.config.yaml:7で変更')
  expect(lines).toContain('  - id: router # dotchi.config.yaml:9')
  expect(lines).toContain('  - id: login-page # 同梱')
})

test('it is YAML that can be loaded again, and says the same in both languages', () => {
  const shown: unknown = parse(settingsText(settings, 'en'))
  expect(shown).toMatchObject({
    listen: { host: '0.0.0.0', port: 9000 },
    database: { url: `postgresql://dotchi:\${PW}@db/dotchi` },
  })
  expect(parse(settingsText(settings, 'ja'))).toEqual(shown)
  const again = loaded(
    loadText(`replaceTargets: true\n${settingsText(settings, 'en').replace('replaceTargets: false', '')}`, { PW: 'x' }),
  )
  expect(again.config).toEqual(loaded(loadText(yaml, { PW: 'x', HOST: '0.0.0.0' })).config)
})

test('addresses that are as good as a key are covered', () => {
  const alerts = [
    'alerts:',
    '  channels: { chat: { kind: mattermost, options: { url: "https://chat.example.co.jp/hooks/aabbcc" } } }',
    '  heartbeat: [{ url: "https://ping.example.com/ddeeff" }]',
  ].join('\n')
  const shown = settingsText(loaded(loadText(alerts)).settings, 'en')
  expect(shown).not.toMatch(/aabbcc|ddeeff/)
  expect(shown.match(/url: ••••/g)).toHaveLength(2)
})
