import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { GOOD_DAYS } from '../sources/pages.ts'
import { openPlace } from '../support/place.ts'
import { runHere } from '../support/run-cli.ts'

const directory = mkdtempSync(join(tmpdir(), 'dotchi-cli-sources-'))
afterAll(() => rmSync(directory, { recursive: true }))
const fileOf = (name: string, text: string) => {
  writeFileSync(join(directory, name), text)
  return join(directory, name)
}
const configOf = (name: string, sources: readonly object[]) =>
  fileOf(
    name,
    stringify({ proxy: { url: 'none' }, replaceSources: true, reading: { allowPrivate: ['127.0.0.1'] }, sources }),
  )

const NOTICE =
  '<!doctype html><html><body><main><h1>【障害】ログインできない事象について</h1><p>現在、ログインできない事象が発生しております。</p><p>発生日時：2026年4月6日 9:05頃 〜</p></main></body></html>'

test('list names what ships, in both languages', async () => {
  const ja = await runHere(['sources', 'list', '--lang', 'ja'])
  const en = await runHere(['sources', 'list', '--lang', 'en'])
  expect([ja.code, en.code]).toEqual([0, 0])
  expect(ja.stdout).toContain('未確認のアドレス')
  expect(en.stdout).toContain('for information, never evidence')
  const json = JSON.parse((await runHere(['sources', 'list', '--json'])).stdout) as { id: string; terms: object }[]
  expect(json.map(({ id }) => id)).toContain('line-platform')
})

test('verify tells what can be read and what cannot, and ends accordingly', async () => {
  await using place = await openPlace()
  Object.assign(place.answers, GOOD_DAYS['html-notices']!.answers(place.origin))
  const good = { id: 'good', kind: 'html-notices', options: GOOD_DAYS['html-notices']!.options(place.origin) }
  const bad = { id: 'bad', kind: 'feed', options: { url: `${place.origin}/notice/` } }
  const fine = await runHere(['sources', 'verify', '-c', configOf('good.yaml', [good]), '--lang', 'en'])
  expect(fine).toMatchObject({ code: 0, stderr: '' })
  expect(fine.stdout).toContain('good  readable 2 items')
  expect(fine.stdout).toContain('newest: 2026-04-06T09:20  【障害】ログインできない事象について')
  const both = await runHere(['sources', 'verify', '-c', configOf('both.yaml', [good, bad]), '--json'])
  expect(both.code).toBe(3)
  expect(JSON.parse(both.stdout)).toMatchObject([
    { id: 'good', state: 'readable', items: 2 },
    { id: 'bad', state: 'unreadable', reason: 'not-xml', newest: null },
  ])
})

test('read shows what would be understood of a saved page, with the sentences', async () => {
  const file = fileOf('notice.html', NOTICE)
  const ja = await runHere(['sources', 'read', file, '--lang', 'ja'])
  expect(ja).toMatchObject({ code: 0, stderr: '' })
  for (const part of ['障害', 'ログインに影響します', '2026-04-06T09:05:00+09:00 〜 未定', '← 「'])
    expect(ja.stdout).toContain(part)
  const [notice] = JSON.parse((await runHere(['sources', 'read', file, '--json'])).stdout) as [object]
  expect(notice).toMatchObject({
    kind: 'outage',
    affectsLogin: true,
    quotes: expect.arrayContaining([expect.objectContaining({ fact: 'window' })]),
  })
})

test('read takes a feed, a list and a page from the network', async () => {
  await using place = await openPlace({ '/n': NOTICE })
  Object.assign(place.answers, GOOD_DAYS.feed!.answers(place.origin))
  const config = configOf('read.yaml', [])
  const feed = await runHere(['sources', 'read', `${place.origin}/feed`, '-c', config, '--lang', 'en'])
  expect(feed.stdout).toContain('メンテナンスのお知らせ')
  const page = await runHere(['sources', 'read', `${place.origin}/n`, '-c', config, '--lang', 'en'])
  expect(page.stdout).toContain('affects the login')
  const gone = await runHere(['sources', 'read', `${place.origin}/gone`, '-c', config, '--lang', 'en'])
  expect(gone).toMatchObject({ code: 3, stdout: '', stderr: 'the page is not there (HTTP 404)\n' })
})

test.each([
  [['sources', 'list', 'x'], 64],
  [['sources', 'read'], 64],
  [['sources', 'think'], 64],
  [['sources', 'read', '/no/such/file'], 66],
])('%j ends with %i', async (argv, code) => {
  const run = await runHere([...argv, '--lang', 'en'])
  expect(run).toMatchObject({ code, stdout: '' })
  expect(run.stderr).toMatch(/^dotchi: /)
})
