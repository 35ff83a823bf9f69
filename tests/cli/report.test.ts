import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsOf } from '../../src/cli/cells.ts'
import { chainPicture } from '../../src/cli/check/chain-picture.ts'
import { type Checked, reportText } from '../../src/cli/check/report.ts'
import { styleOf } from '../../src/cli/check/style.ts'
import { CHAIN_LINKS, type ChainStep } from '../../src/core/chain.ts'
import { LOCALES } from '../../src/core/locale.ts'
import { type Observation, observationOf } from '../../src/core/observation.ts'
import type { Target } from '../../src/core/target.ts'

const at = Date.parse('2026-11-23T08:40:00+09:00')
const plain = styleOf({ isTerminal: false, environment: {} })

const target = (id: string, ja: string, en: string): Target => ({
  id,
  kind: 'http',
  role: id.startsWith('control') ? 'control' : 'service',
  component: null,
  title: { ja, en },
  via: id === 'login-page' ? 'both' : 'auto',
  family: 'any',
  confirmed: true,
  source: null,
  options: {},
})
const targets = [
  target('login-page', 'ログイン画面', 'Login page'),
  target('api', 'API ゲートウェイ', 'API gateway'),
  target('control-a', '対照サイト', 'Control site'),
]
const look = (id: string, facts: Partial<Observation>) =>
  observationOf(
    { target: id, role: id.startsWith('control') ? 'control' : 'service', kind: 'http', vantage: 'here', at },
    { tookMs: 120, ...facts },
  )
const observations = [
  look('login-page', { phase: 'status', httpStatus: 503 }),
  look('login-page', { phase: 'status', httpStatus: 503, via: 'proxy' }),
  look('api', { phase: 'connect', error: 'ETIMEDOUT', tookMs: 4000 }),
  look('control-a', { httpStatus: 204 }),
  look('control-a', { family: 6, skipped: 'no-ipv6' }),
]
const states = ['ok', 'ok', 'unused', 'ok', 'ok', 'broken'] as const
const chain = CHAIN_LINKS.map((link, index): ChainStep => ({ link, state: states[index]!, targets: [] }))
const service = {
  condition: 'outage',
  raw: 'outage',
  since: at,
  confidence: 0.96,
  pDown: 0.97,
  components: [],
} as const
const checked: Checked = {
  verdict: {
    id: 'v-1',
    at,
    freshUntil: at + 90_000,
    service,
    viewers: [],
    evidence: [
      {
        code: 'server-error',
        family: 'probe',
        culprit: 'service',
        contribution: 4,
        at,
        vantage: 'here',
        targets: ['login-page'],
        component: 'login',
        text: { ja: '本物の証明書でサーバーのエラーが返った', en: 'the genuine server answers with an error' },
      },
      {
        code: 'against',
        family: 'probe',
        culprit: 'company-network',
        contribution: 1,
        at,
        vantage: 'here',
        targets: [],
        component: null,
        text: { ja: '出てはいけない', en: 'must not be shown' },
      },
    ],
  },
  viewer: {
    vantage: 'here',
    ...service,
    culprit: 'service',
    lastSeenAt: at,
    chain,
    advice: ['wait', 'stay-logged-in', 'do-not-reset'],
  },
  observations,
  targets,
  zone: 'Asia/Tokyo',
  tookMs: 4123,
  proxy: null,
}
const report = (locale: 'ja' | 'en', columns: number, all = false) =>
  reportText(checked, { locale, columns, style: plain, all })

test('Japanese, wide', () => {
  expect(report('ja', 100)).toMatchInlineSnapshot(`
    "【障害】
       LINE WORKS 側の障害です。あなたの端末や社内ネットワークのせいではありません。

     ┌──────────┐ ┌──────────────┐              ┌──────────┐ ┌────────────┐ ╔══════════╗
     │ この端末 │ │     社内     │  (プロキシ)  │ インター │ │ LINE WORKS │ ║ ログイン ║
     │          │─│ ネットワーク │──────────────│  ネット  │─│   の入口   │─║          ║
     │    ✓     │ │      ✓       │      -       │    ✓     │ │     ✓      │ ║    ✗     ║
     └──────────┘ └──────────────┘              └──────────┘ └────────────┘ ╚══════════╝

     ✓ 正常   ✗ ここで止まっています   - 使っていません

     原因  LINE WORKS 側
     場所  ログイン
     判定  ほぼ確実（96%）
     確認  08:40、4件中1件が成功（4.1秒、プロキシなし）

     根拠
       ・本物の証明書でサーバーのエラーが返った

     失敗した確認
       ✗ 応答コード: HTTP 503
           ログイン画面 [直接]、ログイン画面 [プロキシ経由]
       ✗ 接続: 時間切れ (ETIMEDOUT)
           API ゲートウェイ

     次にすること
       1. 復旧をお待ちください。こちらから直せることはありません。

     しないこと
       ・ログイン済みの人はログアウトしないでください。そのまま使えることがあります。
       ・パスワードの再設定や、繰り返しのログインはしないでください。アカウントが
         ロックされることがあります。

     すべての確認結果は dotchi check --all、JSON は --json で表示します。
    "
  `)
})

test('English, eighty columns, every look', () => {
  expect(report('en', 80, true)).toMatchInlineSnapshot(`
    "Outage
       LINE WORKS is down. It is not your device and not our network.

     ┌────────┐ ┌─────────┐           ┌──────────┐ ┌────────────┐ ╔═══════╗
     │  This  │ │ Company │  (Proxy)  │ Internet │ │ LINE WORKS │ ║ Login ║
     │ device │─│ network │───────────│          │─│    edge    │─║       ║
     │   ✓    │ │    ✓    │     -     │    ✓     │ │     ✓      │ ║   ✗   ║
     └────────┘ └─────────┘           └──────────┘ └────────────┘ ╚═══════╝

     ✓ ok   ✗ it stops here   - not used

     Cause  LINE WORKS
     Where  Login
     Sure   almost certain (96%)
     Seen   08:40, 1 of 4 looks passed (4.1 s, no proxy)

     Evidence
       - the genuine server answers with an error

     What was looked at
       ✗ Login page [direct]  status code: HTTP 503, 120 ms
       ✗ Login page [proxy]   status code: HTTP 503, 120 ms
       ✗ API gateway          connecting: timed out (ETIMEDOUT), 4000 ms
       ✓ Control site         HTTP 204, 120 ms
       - Control site         no IPv6 here

     What to do
       1. Wait for the recovery. Nothing on your side can fix it.

     What not to do
       - If you are logged in, do not log out: it may go on working.
       - Do not reset your password and do not keep trying: the account may get
         locked.
    "
  `)
})

test('Japanese, narrow', () => {
  expect(report('ja', 44)).toMatchInlineSnapshot(`
    "【障害】
       LINE WORKS 側の障害です。あなたの端末や
       社内ネットワークのせいではありません。

     ✓ この端末           正常
     │
     ✓ 社内ネットワーク   正常
     │
     - プロキシ           使っていません
     │
     ✓ インターネット     正常
     │
     ✓ LINE WORKS の入口  正常
     │
     ✗ ログイン           ここで止まっています

     原因  LINE WORKS 側
     場所  ログイン
     判定  ほぼ確実（96%）
     確認  08:40、4件中1件が成功（4.1秒、プロ
           キシなし）

     根拠
       ・本物の証明書でサーバーのエラーが
         返った

     失敗した確認
       ✗ 応答コード: HTTP 503
           ログイン画面 [直接]、ログイン画面
           [プロキシ経由]
       ✗ 接続: 時間切れ (ETIMEDOUT)
           API ゲートウェイ

     次にすること
       1. 復旧をお待ちください。こちらから
          直せることはありません。

     しないこと
       ・ログイン済みの人は
         ログアウトしないでください。そのまま
         使えることがあります。
       ・パスワードの再設定や、繰り返しの
         ログインはしないでください。
         アカウントが
         ロックされることがあります。

     すべての確認結果は dotchi check --all、JSON は --json で表示します。
    "
  `)
})

test('an open answer names no culprit and no certainty', () => {
  const viewer = { ...checked.viewer, condition: 'unknown', culprit: 'unknown', confidence: 0 } as const
  const text = reportText({ ...checked, viewer }, { locale: 'en', columns: 80, style: plain, all: false })
  expect(text).not.toMatch(/^ (Cause|Sure) /m)
  expect(text).toContain('the genuine server answers with an error')
})

const chains = fc
  .array(fc.constantFrom('ok', 'slow', 'broken', 'unknown', 'unused'), { minLength: 6, maxLength: 6 })
  .map((list) =>
    CHAIN_LINKS.map((link, index): ChainStep => ({ link, state: list[index] as ChainStep['state'], targets: [] })),
  )

test('the picture fits, names every link and looks the same without colours', () => {
  const coloured = styleOf({ isTerminal: true, environment: {} })
  fc.assert(
    fc.property(chains, fc.integer({ min: 46, max: 200 }), fc.constantFrom(...LOCALES), (steps, columns, locale) => {
      const lines = chainPicture(steps, { locale, columns, style: plain })
      for (const line of lines) expect(cellsOf(line)).toBeLessThan(columns)
      const painted = chainPicture(steps, { locale, columns, style: coloured })
      expect(stripVTControlCharacters(painted.join('\n')).replaceAll(/ +$/gm, '')).toBe(
        lines.join('\n').replaceAll(/ +$/gm, ''),
      )
      if (columns >= 80) {
        // Every row of boxes ends in the same column, so that the frames stand upright.
        const widths = new Set([lines[0]!, lines[4]!].map(cellsOf))
        if (steps.at(-1)!.state !== 'unused') expect(widths.size).toBe(1)
      } else {
        expect(lines).toHaveLength(11)
      }
    }),
  )
})

test('colours only for a person who wants them', () => {
  const painted = (isTerminal: boolean, environment = {}) => styleOf({ isTerminal, environment }).bad('x') !== 'x'
  expect(painted(true)).toBe(true)
  expect(painted(false)).toBe(false)
  expect(painted(true, { NO_COLOR: '1' })).toBe(false)
  expect(painted(true, { TERM: 'dumb' })).toBe(false)
})
