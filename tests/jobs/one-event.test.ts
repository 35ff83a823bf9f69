import { expect, test } from 'vitest'
import { NOW, sourceOf } from '../sources/rig.ts'
import { openPlace, type Place } from '../support/place.ts'
import { openReadingRig } from './reading-rig.ts'

const MINUTE = 60_000
const TITLE = '【障害】ログインできない事象について'
const WORK = '【メンテナンス】トークの定期メンテナンスのお知らせ'
const japanese = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(11, 16).replace(/^0/, '')
const PUBLISHED = NOW - 10 * MINUTE

/** One announcement as a list page, its own page, a feed and WordPress show it. */
interface Announced {
  readonly id: number
  readonly title: string
  readonly publishedAt: number
  readonly body: string
}

const seminar: Announced = {
  id: 1,
  title: 'セミナー開催のご案内',
  publishedAt: NOW - 5 * 86_400_000,
  body: '<p>4月20日に開催します。</p>',
}
const outage = (more = '', title = TITLE): Announced => ({
  id: 7,
  title,
  publishedAt: PUBLISHED,
  body: `<p>発生日時：2026年4月6日 ${japanese(PUBLISHED)}頃 〜 ${more}</p><p>現在、ログインできない事象が発生しております。原因を調査しております。</p>`,
})
const work = (start: string, end: string, title = WORK): Announced => ({
  id: 8,
  title,
  publishedAt: NOW - 86_400_000,
  body: `<p>日時：2026年4月8日 ${start} 〜 ${end}</p><p>対象：トーク</p><p>メンテナンスを実施いたします。</p>`,
})

const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Puts announcements where all three kinds of place find them; `gone` pages answer 404. */
function announce(place: Place, list: readonly Announced[], gone: readonly number[] = []): void {
  const { origin, answers } = place
  for (const { id, title, body } of list) answers[`/notice/${id}/`] = `<main><h1>${title}</h1><div>${body}</div></main>`
  for (const id of gone) answers[`/notice/${id}/`] = { status: 404, body: 'not found' }
  const rows = list.map(
    ({ id, title, publishedAt }) =>
      `<li><time datetime="${new Date(publishedAt).toISOString()}"></time><a href="/notice/${id}/">${title}</a></li>`,
  )
  answers['/notice/'] = `<!doctype html><title>お知らせ</title><main><ul class="list">${rows.join('')}</ul></main>`
  const items = list.map(
    ({ id, title, publishedAt, body }) =>
      `<item><title>${title}</title><link>${origin}/notice/${id}/</link><guid>g${id}</guid><pubDate>${new Date(publishedAt).toUTCString()}</pubDate><description>${xml(body)}</description></item>`,
  )
  answers['/feed'] = {
    headers: { 'content-type': 'application/rss+xml' },
    body: `<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`,
  }
  answers['/wp?per_page=20&orderby=modified'] = {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      list.map(({ id, title, publishedAt, body }) => ({
        id,
        date_gmt: new Date(publishedAt).toISOString().slice(0, 19),
        link: `${origin}/notice/${id}/`,
        title: { rendered: title },
        content: { rendered: body },
      })),
    ),
  }
}

async function openScene(first: readonly Announced[], kinds = ['html-notices', 'feed', 'wordpress']) {
  const place = await openPlace()
  announce(place, first)
  const options: Record<string, Record<string, unknown>> = {
    'html-notices': { url: `${place.origin}/notice/`, item: 'ul.list > li' },
    feed: { url: `${place.origin}/feed` },
    wordpress: { url: `${place.origin}/wp` },
  }
  const sources = kinds.map((kind) => sourceOf(kind, options[kind]!, { intervalMs: 2 * MINUTE }))
  const rig = await openReadingRig(sources)
  return {
    ...{ place, rig },
    /** Every place is read once more. */
    async read(times = 1) {
      for (let i = 0; i < times; i++) for (const { id } of sources) await rig.attended(id)
    },
    shown: () => rig.reading.notices().map(({ kind, status }) => `${kind} ${status}`),
    async history() {
      const all = await rig.store.notices.recent({ limit: 50 })
      const told = all.filter(({ title }) => title !== seminar.title)
      return Promise.all(told.map(async ({ id }) => (await rig.store.notices.history(id)).map(formOf)))
    },
    async [Symbol.asyncDispose]() {
      await rig[Symbol.asyncDispose]()
      await place[Symbol.asyncDispose]()
    },
  }
}
const formOf = ({ kind, status, withdrawn }: { kind: string; status: string | null; withdrawn?: true }) =>
  withdrawn ? 'withdrawn' : `${kind} ${status}`

test('list, page, feed and WordPress tell one event: one notice, with the history of what changed', async () => {
  await using scene = await openScene([outage(), seminar])
  await scene.read()
  expect(scene.shown()).toEqual(['outage investigating'])
  const [only] = scene.rig.reading.take().notices.filter(({ kind }) => kind === 'outage')
  expect(only).toMatchObject({ components: ['login'], affectsLogin: true })

  const end = japanese(NOW + 5 * MINUTE)
  announce(scene.place, [outage(`${end}頃`, `【復旧済み】${TITLE}`), seminar])
  await scene.read()
  expect(scene.shown()).toEqual(['outage resolved'])
  const open = await scene.rig.store.notices.open()
  expect(open.filter(({ kind }) => kind === 'outage')).toEqual([])
  const histories = await scene.history()
  const [story] = histories.filter((forms) => forms.some((form) => form === 'outage investigating'))
  expect(story!.at(-1)).toBe('outage resolved')
}, 60_000)

test('work that is extended stays one notice with the new end', async () => {
  await using scene = await openScene([work('1:00', '3:00'), seminar])
  await scene.read()
  expect(scene.shown()).toEqual(['maintenance scheduled'])
  announce(scene.place, [work('1:00', '5:00', `【時間変更】${WORK}`), seminar])
  await scene.read()
  expect(scene.rig.reading.notices()).toMatchObject([
    { kind: 'maintenance', windows: [{ endAt: Date.parse('2026-04-08T05:00:00+09:00') }] },
  ])
}, 60_000)

test('a notice that vanishes from its list with its page was taken back; told again, it stands again', async () => {
  await using scene = await openScene([outage(), seminar])
  await scene.read()
  announce(scene.place, [seminar], [7])
  await scene.read(2)
  expect(scene.shown()).toEqual([])
  expect((await scene.history()).flat().filter((form) => form === 'withdrawn')).toHaveLength(1)
  const last = scene.rig.reading.take().notices.filter(({ withdrawn }) => withdrawn)
  expect(last).toMatchObject([{ kind: 'other', status: null, windows: [], affectsLogin: false }])
  announce(scene.place, [outage(), seminar])
  await scene.read()
  expect(scene.shown()).toEqual(['outage investigating'])
}, 60_000)

test('what still stands elsewhere, was pushed off the list, or cannot be read, was not taken back', async () => {
  await using scene = await openScene([outage(), seminar])
  await scene.read()
  // The list forgets it, the feed does not.
  const feed = scene.place.answers['/feed']!
  announce(scene.place, [seminar], [7])
  scene.place.answers['/feed'] = feed
  await scene.read(3)
  expect(scene.shown()).toEqual(['outage investigating'])
  // Nobody lists it any more, and its page answers with an error: nobody knows.
  announce(scene.place, [seminar])
  scene.place.answers['/notice/7/'] = { status: 500, body: 'broken' }
  await scene.read(3)
  expect(scene.shown()).toEqual(['outage investigating'])
  // The list is another page altogether.
  scene.place.answers['/notice/'] = '<title>お知らせ</title><main>工事中</main>'
  await scene.read(2)
  expect(scene.shown()).toEqual(['outage investigating'])
}, 60_000)

test('the oldest fall off a list by themselves', async () => {
  await using scene = await openScene([outage(), seminar], ['html-notices'])
  await scene.read()
  const newer = [1, 2, 3].map((i) => ({ ...seminar, id: 20 + i, publishedAt: NOW + i * MINUTE }))
  announce(scene.place, newer, [7])
  await scene.read(6)
  expect(scene.shown()).toEqual(['outage investigating'])
}, 60_000)
