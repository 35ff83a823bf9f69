import { expect, onTestFinished, test } from 'vitest'
import { stringify } from 'yaml'
import { startApp } from '../../src/app.ts'
import type { AskAnswer } from '../../src/http/ask/ask-routes.ts'
import { createLogger } from '../../src/platform/logger.ts'
import { ACTIVE, openFakeDirectory } from '../accounts/fake-directory.ts'
import { slackVendor } from '../bots/vendors/slack.ts'
import { callOf } from '../bots/vendors/vendor.ts'
import { loaded, loadText } from '../support/config-files.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { createPretendNetwork } from '../support/pretend-network.ts'

/** A morning in which LINE WORKS fails, and people, scripts and the help desk ask the running service. */

const START = Date.parse('2026-11-23T08:30:10+09:00')
const DESK = 'desk-token-of-twenty-letters'

async function openMorning() {
  const clock = createFakeClock(START)
  const { fake, options } = await openFakeDirectory()
  const file = stringify({
    vantage: { id: 'tokyo' },
    listen: { port: 0 },
    database: { url: 'sqlite::memory:' },
    reading: { enabled: false, allowPrivate: ['127.0.0.1'] },
    alerts: { publicUrl: 'https://dotchi.example.co.jp/' },
    bots: { slack: slackVendor.options('http://127.0.0.1:1') },
    directory: options,
    tokens: { desk: DESK },
  })
  const lines: string[] = []
  const logger = createLogger({
    level: 'debug',
    format: 'json',
    destination: { write: (line: string) => void lines.push(line) },
  })
  const network = createPretendNetwork()
  const app = await startApp(loaded(loadText(file)).config, { clock, logger, network, version: 'test' })
  onTestFinished(() => app.stop())
  const { hono } = app.http
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    hono.request(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
  return {
    clock,
    network,
    fake,
    lines,
    post,
    text: async (path: string) => (await hono.request(path)).text(),
    async pass(minutes: number) {
      for (let step = 0; step < minutes * 12; step++) await clock.advance(5_000)
    },
    async slack(text: string) {
      const { body, headers } = await callOf(slackVendor, { text, at: clock.now(), id: String(clock.now()) })
      const answered = await post('/bots/slack', body, { ...headers })
      return slackVendor.said(await answered.text(), [])
    },
    ask: async (text: string) => (await (await post('/api/v1/ask', JSON.stringify({ text }))).json()) as AskAnswer,
    account: (loginId: string, token = DESK) =>
      post('/api/v1/account-check', JSON.stringify({ loginId }), { authorization: `Bearer ${token}` }),
  }
}

test('before, during and after an outage every face says the same, with the time and the way to more', async () => {
  const morning = await openMorning()
  await morning.pass(2)
  expect(await morning.text('/api/v1/answer.txt')).toMatch(/^operational /)
  expect(await morning.slack('落ちてる？')).toContain('【正常】')
  expect((await morning.ask('ログインできない')).text).toContain('https://dotchi.example.co.jp/guide/')

  morning.network.befall(/worksmobile|worksapis/, { phase: 'status', httpStatus: 503, headers: { server: 'nginx' } })
  await morning.pass(6)
  expect(await morning.text('/api/v1/answer.txt?lang=en')).toMatch(/^outage LINE WORKS is down\./)
  const said = await morning.slack('落ちてる？')
  expect(said).toContain('【障害】')
  expect(said).toContain('パスワードの再設定や、繰り返しのログインはしないでください')
  expect((await morning.ask('パスワードを忘れてログインできない')).text).not.toContain('guide/password')

  morning.network.befall(/worksmobile|worksapis/, 'fine')
  await morning.pass(15)
  expect(await morning.slack('is it back?')).toContain('Operational')
  const history = await morning.ask('履歴')
  expect(history.text).toContain('LINE WORKS の障害')
  expect(history.text).toMatch(/8:3\d〜8:\d\d/)
}, 60_000)

test('the help desk looks up an account, and nothing secret gets into the log', async () => {
  const morning = await openMorning()
  morning.fake.users.set('yamada@example', { body: { ...ACTIVE, isSuspended: true, suspendedReason: 'LOGIN_FAIL' } })
  expect((await morning.account('yamada@example', 'somebody else')).status).toBe(401)
  const response = await morning.account('yamada@example')
  expect(await response.json()).toMatchObject({ findings: [{ code: 'locked-by-failures' }] })
  expect((await morning.post('/bots/slack', 'text=x')).status).toBe(401)
  expect((await morning.post('/bots/teams', '{}')).status).toBe(404)
  const log = morning.lines.join('')
  expect(log).toContain('a chat called')
  for (const secret of [...slackVendor.secrets, 'client-secret', 'PRIVATE', DESK, 'yamada', 'token-1'])
    expect(log).not.toContain(secret)
}, 60_000)
