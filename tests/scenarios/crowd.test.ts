import { expect, test } from 'vitest'
import { openPlace } from '../support/place.ts'
import { openWorld } from './world.ts'

const PATH = '/api/v1/timelines/tag/LINEWORKS?limit=40'
const source = (instance: string) => ({
  id: 'posts',
  kind: 'mastodon-tag',
  title: { ja: '投稿', en: 'Posts' },
  confirmed: true,
  source: 'This test.',
  options: { instance },
})
const status = (id: number, author: string, content: string) => ({
  id: String(id),
  created_at: new Date(Date.now() - 1_000).toISOString(),
  url: null,
  content: `<p>${content}</p>`,
  account: { acct: author },
  reblog: null,
})
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) })

const VOICES = [
  'LINE WORKSに朝から全然ログインできない。会社のみんなも同じ',
  'ラインワークスのトークが送信中のまま動かない、障害かな',
  'LINE WORKS真っ白で何も表示されないんだけど',
  '取引先もLINE WORKS繋がらないって言ってる',
  'LINE WORKS落ちた？うちの店舗ぜんぶダメ',
  '急にラインワークスから全員ログアウトされて戻れない',
  'Is LINE WORKS down? nobody in our office can sign in',
  'LINE WORKS 503 が返ってくる、サーバーが死んでる',
  '病棟の連絡がLINE WORKSなのに開けなくて困ってる',
  'LINE WORKSの管理画面までエラーになってる',
]

interface Answer {
  readonly service: { readonly condition: string }
  readonly evidence: readonly { readonly rule: string }[]
}
const rulesOf = (body: string) => (JSON.parse(body) as Answer).evidence.map(({ rule }) => rule)

test('a loud crowd is shown beside healthy looks, and moves nothing; one loud person is not even that', async () => {
  await using place = await openPlace()
  const text = VOICES[0]!
  const loud = Array.from({ length: 20 }, (_, i) => status(i, 'loud', `${text}！${'あ'.repeat(i)}`))
  const copies = Array.from({ length: 20 }, (_, i) => status(100 + i, `copy-${i}`, `${text} #障害`))
  place.answers[PATH] = json([...loud, ...copies])
  await using world = await openWorld([source(place.origin)])
  await world.until('/api/v1/verdict', (body) => body.includes('"operational"'), 'a first verdict')
  await world.until('/api/v1/sources', (body) => body.includes('"items":40'), 'the reading of one loud person')
  const seen = place.requests.length
  for (let i = 0; i < 300 && place.requests.length < seen + 3; i++) await new Promise((go) => setTimeout(go, 100))
  expect(rulesOf(await world.get('/api/v1/verdict'))).not.toContain('posts-failing')

  place.answers[PATH] = json(VOICES.map((voice, i) => status(200 + i, `author-${i}`, voice)))
  const heard = await world.until('/api/v1/verdict', (body) => body.includes('posts-failing'), 'the crowd')
  expect(JSON.parse(heard)).toMatchObject({ service: { condition: 'operational' } })

  for (let i = 0; i < 8; i++)
    await fetch(`${world.url}/api/v1/reports`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        origin: world.url,
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': `browser ${i}`,
      },
      body: 'symptom=login&lang=ja',
    })
  const both = await world.until('/api/v1/verdict', (body) => body.includes('reports-failing'), 'the reports')
  expect(JSON.parse(both)).toMatchObject({ service: { condition: 'operational' } })
}, 120_000)
