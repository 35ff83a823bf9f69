import { load } from 'cheerio'
import RssParser from 'rss-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/platform/clock.ts'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import { NOTICE_SELECTORS } from '../../src/simulator/sites/notice-site.ts'
import { visited } from './visit.ts'

const MINUTE = 60_000
let laterMs = 0
const clock = { ...systemClock, now: () => systemClock.now() + laterMs }
const pass = (minutes: number) => {
  laterMs += minutes * MINUTE
}
let simulator: Simulator
const read = async (url: string) => (await visited(url, { ca: simulator.caPem })).body
const notices = (path: string) => read(simulator.sites.notices + path)
const posts = (path: string) => read(simulator.sites.posts + path)
const parser = new RssParser()

/** The titles that each form of the notice site shows first. */
async function newest() {
  const $ = load(await notices('/notice/'))
  const item = $(NOTICE_SELECTORS.item).first()
  const detail = load(await notices(item.find(NOTICE_SELECTORS.link).attr('href')!))
  const [rss, atom] = await Promise.all(
    ['/notice/feed/', '/notice/atom.xml'].map(async (path) => parser.parseString(await notices(path))),
  )
  const [wordpress] = JSON.parse(await notices('/wp-json/wp/v2/posts?per_page=1'))
  return {
    list: item.find(NOTICE_SELECTORS.title).text(),
    detail: detail(NOTICE_SELECTORS.title).text(),
    body: detail(NOTICE_SELECTORS.body).text(),
    rss: rss!.items[0]!.title,
    atom: atom!.items[0]!.title,
    wordpress: load(wordpress.title.rendered).text(),
    one: load(JSON.parse(await notices(`/wp-json/wp/v2/posts/${wordpress.id}`)).title.rendered).text(),
  }
}

beforeAll(async () => {
  simulator = await startSimulator({ clock })
})
afterAll(() => simulator.stop())

describe('the places that announce and where people write', () => {
  it('follow an outage from before its notice until it is resolved, in every form alike', async () => {
    await simulator.setWeather('login-500')
    pass(7)
    expect((await newest()).list).not.toContain('障害')
    pass(1)
    const first = await newest()
    expect(first.list).toBe('【障害】ログインに関する障害のお知らせ')
    expect(new Set([first.list, first.detail, first.rss, first.atom, first.wordpress, first.one]).size).toBe(1)
    expect(first.body).toContain('現在、以下の障害が発生しております。')
    expect(first.body).toContain('ログインできない事象')

    pass(20)
    await simulator.setWeather('healthy')
    pass(3)
    const last = await newest()
    expect(last.list).toBe('【復旧済み】ログインに関する障害のお知らせ')
    expect(new Set([last.list, last.detail, last.rss, last.atom, last.wordpress, last.one]).size).toBe(1)
  })

  it('print instants that read back, in feeds and in WordPress’s two zones', async () => {
    const rss = await parser.parseString(await notices('/notice/feed/'))
    const atom = await parser.parseString(await notices('/notice/atom.xml'))
    const all = JSON.parse(await notices('/wp-json/wp/v2/posts?per_page=50'))
    expect(all.length).toBe(rss.items.length)
    for (const [index, post] of all.entries()) {
      const updatedAt = Date.parse(`${post.modified_gmt}Z`)
      expect(Date.parse(`${post.modified}+09:00`)).toBe(updatedAt)
      expect(Date.parse(rss.items[index]!.isoDate!)).toBe(updatedAt)
      // The feed reader takes the day of publication of an Atom entry
      expect(Math.floor(Date.parse(atom.items[index]!.isoDate!) / 1000)).toBe(Date.parse(`${post.date_gmt}Z`) / 1000)
    }
    const $ = load(await notices('/notice/'))
    const dates = $('.notice_list time')
      .toArray()
      .map((time) => Date.parse($(time).attr('datetime')!))
    expect(dates).toEqual(all.map((post: { date_gmt: string }) => Date.parse(`${post.date_gmt}Z`)))
  })

  it('do not know what was never written', async () => {
    const missing = await visited(`${simulator.sites.notices}/notice/1/`, { ca: simulator.caPem })
    expect(missing.status).toBe(404)
    const wordpress = await visited(`${simulator.sites.notices}/wp-json/wp/v2/posts/1`, { ca: simulator.caPem })
    expect([wordpress.status, JSON.parse(wordpress.body).code]).toEqual([404, 'rest_post_invalid_id'])
  })

  it('show posts as a search page and as a tag feed, the newest ten and twenty', async () => {
    await simulator.setWeather('login-down')
    pass(10)
    const $ = load(await posts('/realtime/search?p=LINE%20WORKS%20OR%20LINEWORKS&ei=UTF-8'))
    const entries = JSON.parse($('#__NEXT_DATA__').text()).props.pageProps.pageData.timeline.entry
    expect(entries).toHaveLength(10)
    for (const { displayText, createdAt, screenName } of entries) {
      expect(displayText).toMatch(/\tSTART\t(LINE ?WORKS)\tEND\t/i)
      expect(createdAt * 1000).toBeLessThanOrEqual(clock.now())
      expect(screenName).toMatch(/^user_\d+$/)
    }
    const feed = await parser.parseString(await posts('/tags/LINEWORKS.rss'))
    expect(feed.items).toHaveLength(20)
    const statuses = JSON.parse(await posts('/api/v1/timelines/tag/LINEWORKS'))
    expect(statuses.map((status: { url: string }) => status.url)).toEqual(
      expect.arrayContaining(feed.items.map((item) => item.link)),
    )
  })

  it('search as asked: nothing for other words', async () => {
    const $ = load(await posts('/realtime/search?p=%22%E3%81%BE%E3%81%A3%E3%81%9F%E3%81%8F%E5%88%A5%22'))
    expect(JSON.parse($('#__NEXT_DATA__').text()).props.pageProps.pageData.timeline.entry).toEqual([])
  })

  it('keep trouble of consumer LINE on the status page of its platform', async () => {
    await simulator.setWeather('healthy')
    const status = async () => JSON.parse(await read(`${simulator.sites['line-status']}/api/v2/summary.json`))
    expect((await status()).status.indicator).toBe('none')
    await simulator.setWeather('line-down')
    pass(4)
    expect((await status()).incidents).toEqual([])
    pass(1)
    const during = await status()
    expect(during.status.indicator).toBe('major')
    expect(during.incidents[0].status).toBe('investigating')
    expect(during.components.find((part: { name: string }) => part.name === 'LINE Login').status).toBe('major_outage')
    await simulator.setWeather('healthy')
    pass(5)
    expect((await status()).status.indicator).toBe('none')
    const all = JSON.parse(await read(`${simulator.sites['line-status']}/api/v2/incidents.json`))
    expect(all.incidents[0].status).toBe('resolved')
    const history = await parser.parseString(await read(`${simulator.sites['line-status']}/history.rss`))
    expect(history.items).toHaveLength(1)
  })
})
