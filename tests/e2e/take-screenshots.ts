import { join } from 'node:path'
import type * as AppModule from '../../src/http/app.ts'
import type * as ServerModule from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { createWorld, LOOKS, NOTICE } from '../http/deps.ts'
import { verdictOf } from '../http/verdicts.ts'
import { openBrowser } from './browser.ts'

/** Takes the pictures of the README anew: `npm run build && node tests/e2e/take-screenshots.ts`. */

const built = (file: string) => new URL(`../../dist/http/${file}`, import.meta.url).href
// Built files: Node strips types, but it does not read the pages' JSX.
const { createHttpApp } = (await import(built('app.js'))) as typeof AppModule
const { listen } = (await import(built('server.js'))) as typeof ServerModule

const world = createWorld({ verdict: verdictOf({ tokyo: 'outage' }), latest: LOOKS, notices: [NOTICE] })
const organisation = { ja: '株式会社みなと商事', en: 'Minato Trading' }
const browser = await openBrowser()
for (const [lang, file] of [
  ['ja', 'screenshot.png'],
  ['en', 'screenshot-en.png'],
] as const) {
  const facts = { ...world.deps.facts, organisation: organisation[lang] }
  const server = await listen(createHttpApp({ ...world.deps, facts }), {
    host: '127.0.0.1',
    port: 0,
    clock: systemClock,
  })
  if (server.kind === 'failed') throw server.cause
  const page = await browser.newPage({ viewport: { width: 1180, height: 1060 }, deviceScaleFactor: 1.5 })
  await page.goto(`${server.url}/?lang=${lang}`)
  await page.screenshot({ path: join(import.meta.dirname, '../../docs', file) })
  await page.close()
  await server.close(0)
}
await browser.close()
