import fc from 'fast-check'
import { expect, test } from 'vitest'
import { VIEWER_CONDITIONS } from '../../src/core/condition.ts'
import { CONDITION_TITLE } from '../../src/core/phrases.ts'
import { createHttpApp } from '../../src/http/app.ts'
import { CONDITION_COLOUR } from '../../src/http/colours.ts'
import { BADGE_STYLES } from '../../src/http/routes.ts'
import { createWorld } from './deps.ts'
import { verdictOf } from './verdicts.ts'

const badgeOf = async (world: ReturnType<typeof createWorld>, query = '', headers = {}) => {
  const response = await createHttpApp(world.deps).hono.request(`/badge.svg${query}`, { headers })
  return { status: response.status, headers: response.headers, svg: await response.text() }
}
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((match) => match[1])
const titleOf = (svg: string) => /<title>([^<]*)<\/title>/.exec(svg)?.[1]

test.each(VIEWER_CONDITIONS)(
  '%s is said in both languages, with its own colour and the age of the data',
  async (condition) => {
    const world = createWorld({ verdict: verdictOf({ tokyo: condition }) })
    const ja = await badgeOf(world, '?site=tokyo&lang=ja')
    const en = await badgeOf(world, '?site=tokyo&lang=en')
    expect(textsOf(ja.svg)).toContain(`${CONDITION_TITLE[condition].ja} 08:59 (1分以内)`)
    expect(textsOf(en.svg)).toContain(`${CONDITION_TITLE[condition].en} 08:59 (&lt;1 min ago)`)
    expect(textsOf(ja.svg)).toContain('LINE WORKS（東京本社）')
    expect(ja.svg).toContain(`fill="${CONDITION_COLOUR[condition]}"`)
    expect(ja.svg).toContain('role="img"')
    expect(titleOf(en.svg)).toBe(
      `LINE WORKS (Tokyo office): ${CONDITION_TITLE[condition].en}, as of 2026-04-06T08:59:48+09:00`,
    )
  },
)

test('the language comes from the address, then from the reader, then from the configuration', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }) })
  expect((await badgeOf(world)).svg).toContain('障害')
  expect((await badgeOf(world, '', { 'accept-language': 'en' })).svg).toContain('Outage')
  expect((await badgeOf(world, '?lang=ja', { 'accept-language': 'en' })).svg).toContain('障害')
  expect((await badgeOf(world)).headers.get('vary')).toMatch(/^accept-language(, accept-encoding)?$/)
})

test.each(BADGE_STYLES)('%s leaves room for full-width text', async (style) => {
  const { svg } = await badgeOf(createWorld({ verdict: verdictOf({ tokyo: 'outage' }) }), `?style=${style}&lang=ja`)
  const width = Number(/width="([\d.]+)"/.exec(svg)?.[1])
  // The message is「障害 08:59 (1分以内)」: six full-width characters of at least 10 px each, and ten narrow ones.
  expect(width).toBeGreaterThan('LINE WORKS'.length * 6 + 6 * 10 + 10 * 4)
  for (const [, length] of svg.matchAll(/textLength="([\d.]+)"/g)) expect(Number(length) / 10).toBeLessThan(width)
})

test('it turns grey by itself when no fresh data comes, whatever was said last', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }) })
  await world.clock.advance(12 * 60_000)
  const ja = await badgeOf(world, '?lang=ja')
  const en = await badgeOf(world, '?lang=en')
  expect(textsOf(ja.svg)).toContain('情報が古い (12分前)')
  expect(textsOf(en.svg)).toContain('stale (12 min ago)')
  expect(ja.svg).toContain(`fill="${CONDITION_COLOUR.unknown}"`)
  expect(ja.svg).not.toContain('正常')
})

test('before the first verdict it says that it is checking', async () => {
  const { svg } = await badgeOf(createWorld(), '?lang=en')
  expect(textsOf(svg)).toContain('checking')
  expect(svg).toContain(`fill="${CONDITION_COLOUR.unknown}"`)
})

test('it cannot be forged: nothing that is asked for is drawn', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }) })
  const honest = await badgeOf(world)
  for (const query of [
    '?value=1',
    '?label=GOOGLE&message=fine&color=green',
    '?status=operational',
    '?condition=operational&age=0',
    '?logo=x&link=https://evil.example',
    '?style=flat%22%3E%3Cscript%3E',
    '?lang=%3Cscript%3E',
    '?labelColor=fff&prefix=a&suffix=b',
    '?%ff%fe',
    `?x=${'y'.repeat(4000)}`,
  ])
    expect(await badgeOf(world, query), query).toEqual(honest)
})

test('whatever the query, the badge is one of a few', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage', osaka: 'operational' }) })
  const { hono } = createHttpApp(world.deps)
  const known = new Set<string>()
  for (const lang of ['ja', 'en'])
    for (const style of BADGE_STYLES)
      for (const site of ['', '&site=tokyo', '&site=osaka', '&site=nowhere'])
        known.add(await (await hono.request(`/badge.svg?lang=${lang}&style=${style}${site}`)).text())
  const words = fc.constantFrom('lang', 'style', 'site', 'label', 'message', 'color', 'value', '__proto__')
  const values = fc.oneof(fc.constantFrom('ja', 'en', 'social', 'tokyo', 'constructor', '__proto__'), fc.string())
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(words, values), { maxLength: 5 }), async (pairs) => {
      const response = await hono.request(`/badge.svg?${new URLSearchParams(pairs)}`)
      expect(known.has(await response.text())).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('a site that nobody configured is no site, and its name is not repeated', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }) })
  const { status, svg } = await badgeOf(world, '?site=Evil+Corp&lang=en')
  expect(status).toBe(404)
  expect(textsOf(svg)).toContain('no such site')
  expect(svg).not.toContain('Evil')
  expect(svg).not.toContain(CONDITION_COLOUR.operational)
})

test('hostile names of offices stay text', async () => {
  const hostile = '"><script>alert(1)</script>&'
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }) })
  const facts = { ...world.deps.facts, vantageTitles: { tokyo: { ja: hostile, en: hostile } } }
  const { hono } = createHttpApp({ ...world.deps, facts })
  const svg = await (await hono.request('/badge.svg?site=tokyo')).text()
  expect(svg).not.toContain('<script')
  expect(svg).not.toMatch(/aria-label="[^"]*"><\/?s/)
})

test('it may be kept for half a minute, and runs nothing when opened by itself', async () => {
  const { headers } = await badgeOf(createWorld({ verdict: verdictOf({ tokyo: 'outage' }) }))
  expect(headers.get('cache-control')).toBe('public, max-age=30')
  expect(headers.get('content-security-policy')).toContain('sandbox')
})

test('the shields.io endpoint says the same, strictly in its format', async () => {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'outage', osaka: 'operational' }) })
  const { hono } = createHttpApp(world.deps)
  const ask = async (query: string) => (await hono.request(`/api/v1/badge.json${query}`)).json()
  expect(await ask('?lang=en')).toEqual({
    schemaVersion: 1,
    label: 'LINE WORKS',
    message: 'Outage 08:59 (<1 min ago)',
    color: CONDITION_COLOUR.outage.slice(1),
    isError: true,
    cacheSeconds: 30,
  })
  expect(await ask('?site=osaka')).toMatchObject({ label: 'LINE WORKS（大阪支社）', isError: false })
  const nowhere = await hono.request('/api/v1/badge.json?site=nowhere')
  expect(nowhere.status).toBe(404)
  expect(nowhere.headers.get('content-type')).toContain('problem+json')
})

test('white text on every colour can be read', () => {
  const channel = (hex: string) => {
    const value = Number.parseInt(hex, 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  for (const colour of Object.values(CONDITION_COLOUR)) {
    const [r, g, b] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)].map(channel) as [
      number,
      number,
      number,
    ]
    expect(1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05), colour).toBeGreaterThanOrEqual(4.5)
  }
})
