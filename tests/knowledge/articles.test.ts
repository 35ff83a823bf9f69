import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Article, stepsFor } from '../../src/core/guide/guide.ts'
import { TOPICS } from '../../src/core/triage/topic.ts'
import { articleOf, type Sources, sourcesSchema } from '../../src/knowledge/article.ts'
import { readGuide } from '../../src/knowledge/guide.ts'

const folder = new URL('../../data/knowledge/', import.meta.url)
const file = (name: string): unknown => parse(readFileSync(new URL(name, folder), 'utf8'))
const sources: Sources = sourcesSchema.parse(file('sources.yaml'))
const { articles } = readGuide()
const all = Object.values(articles)

/** Every text of an article, with the place where it stands. */
function textsOf(article: Article): { readonly place: string; readonly ja: string; readonly en: string }[] {
  const { slug, title, firstStep, symptom, takes, stopWhen, ask } = article
  const single = { title, firstStep, symptom, takes, stopWhen, ask }
  return [
    ...Object.entries(single).map(([name, text]) => ({ place: `${slug} ${name}`, ...text })),
    ...article.howToTell.map(({ text }, i) => ({ place: `${slug} howToTell ${i}`, ...text })),
    ...article.steps.map(({ text }, i) => ({ place: `${slug} steps ${i}`, ...text })),
    ...article.doNot.map((text, i) => ({ place: `${slug} doNot ${i}`, ...text })),
  ]
}
const texts = all.flatMap(textsOf)
const japanese = /[\u3040-\u30ff\u4e00-\u9fff]/

test('every topic has its file, and there is no other', () => {
  expect(readdirSync(new URL('articles/', folder)).sort()).toEqual(TOPICS.map((slug) => `${slug}.yaml`).sort())
})

test('Japanese is Japanese; English has no Japanese in it but the marks on keys', () => {
  expect(texts.filter(({ ja }) => !japanese.test(ja)).map(({ place }) => place)).toEqual([])
  const marks = /半角／全角|英数|[あ＠ａ]/g
  expect(texts.filter(({ en }) => japanese.test(en.replace(marks, ''))).map(({ place }) => place)).toEqual([])
})

test('sentences are short enough for everybody', () => {
  const sentences = texts.flatMap(({ place, ja, en }) => [
    ...ja.split('。').map((sentence) => ({ place, sentence, size: sentence.length, most: 76 })),
    ...en.split(/[.!?] /).map((sentence) => ({ place, sentence, size: sentence.split(' ').length, most: 27 })),
  ])
  expect(sentences.filter(({ size, most }) => size > most)).toEqual([])
})

test('Japanese sentences are polite and whole', () => {
  const ends = /(です|ます|ません|ください|でした|ました|でしょう|ましょう)(（[^）]+）)?。$/
  const prose = texts.filter(({ place }) => !place.endsWith('title'))
  expect(prose.filter(({ ja }) => !ends.test(ja)).map(({ place, ja }) => `${place}: ${ja}`)).toEqual([])
})

test('a password is never asked for', () => {
  const asks =
    /パスワードを(?:お?伝え|教え|送っ|知らせ)(?:て|ます)(?!$)|(?:send|tell) (?:us|them|me) (?:the|your) password/i
  const forbids = /ないで|聞かれ|Do not|never/
  expect(texts.filter(({ ja, en }) => asks.test(`${ja} ${en}`) && !forbids.test(`${ja} ${en}`))).toEqual([])
})

test('steps differ by where they are done, and unknown settings see all of them', () => {
  for (const article of all) {
    expect(stepsFor(article, { device: null, client: null })).toEqual(article.steps)
    for (const device of ['windows', 'mac', 'ios', 'android'] as const)
      for (const client of ['browser', 'app'] as const)
        expect([article.slug, stepsFor(article, { device, client }).length > 0]).toEqual([article.slug, true])
  }
  const first = (client: 'browser' | 'app', device: 'windows' | 'ios') =>
    stepsFor(articles['app-restart'], { client, device })[0]!.text.en
  expect(first('app', 'ios')).toContain('flick')
  expect(first('app', 'windows')).toContain('Right-click')
})

test('what is not official is not called so, and no source stands unused', () => {
  const used = new Set(all.flatMap((article) => article.sources.map(({ title }) => title.en)))
  expect(
    Object.entries(sources)
      .filter(([, source]) => !used.has(source.title.en))
      .map(([name]) => name),
  ).toEqual([])
  const hosts = /^https:\/\/([a-z]+\.)?(line-works\.com|worksmobile\.com|line-status\.info)\//
  for (const { url, basis } of Object.values(sources))
    if (url !== null && basis === 'official') expect(url).toMatch(hosts)
})

const raw = file('articles/licence.yaml') as Record<string, unknown>
test.each([
  ['a language', { title: { ja: 'ライセンス' } }, /title/],
  ['an empty text', { symptom: { ja: ' ', en: 'x' } }, /symptom/],
  ['a step', { steps: [] }, /steps/],
  [
    'a step for phones',
    {
      steps: [
        { ja: 'あ', en: 'a', on: ['pc'] },
        { ja: 'い', en: 'b', on: ['pc'] },
      ],
    },
    /ios/,
  ],
  [
    'a place',
    {
      steps: [
        { ja: 'あ', en: 'a', on: ['watch'] },
        { ja: 'い', en: 'b' },
      ],
    },
    /steps/,
  ],
  ['a related article', { related: ['lost-cat', 'caps-lock'] }, /related/],
  ['an article but itself', { related: ['licence', 'caps-lock'] }, /itself/],
  ['a source', { sources: ['hearsay'] }, /hearsay/],
  ['a day', { checkedOn: '2026-02-30' }, /checkedOn/],
  ['an answer', { extra: true }, /extra/],
])('a file that lacks %s is refused, with its slug', (_, change, message) => {
  expect(() => articleOf('licence', { ...raw, ...change }, sources)).toThrow(message)
  expect(() => articleOf('licence', { ...raw, ...change }, sources)).toThrow('licence')
})
