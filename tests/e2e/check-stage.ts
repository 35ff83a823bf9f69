import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { createHttpApp } from '../../src/http/app.ts'
import type { HttpDeps } from '../../src/http/deps.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { systemClock } from '../../src/platform/clock.ts'
import type { Word } from '../../src/sources/crowd.ts'
import { createWorld, LOOKS, NOTICE, TARGETS, type World } from '../http/deps.ts'
import { verdictOf } from '../http/verdicts.ts'
import { openPlace } from '../support/place.ts'
import { openBrowser } from './browser.ts'

export const WIDE = { width: 1200, height: 800 }
export const PHONE = { width: 390, height: 844 }

/** A browser and a Dotchi around a world that a test can change. */
export interface Stage {
  readonly url: string
  readonly browser: Browser
  readonly world: World
  /** What was reported with the buttons. */
  readonly words: readonly Word[]
  /** Runs with a fresh page; complaints of the browser fail the test. */
  visit(run: (page: Page) => Promise<void>, options?: BrowserContextOptions): Promise<void>
  close(): Promise<void>
}

export async function openStage(changes: (world: World) => Partial<HttpDeps> = () => ({})): Promise<Stage> {
  const world = createWorld({ verdict: verdictOf({ tokyo: 'operational' }), latest: LOOKS, notices: [NOTICE] })
  const words: Word[] = []
  const place = await openPlace(Object.fromEntries(TARGETS.map(({ id }) => [`/${id}`, 'here'])))
  const deps: HttpDeps = {
    ...world.deps,
    crowd: {
      hear: async (word) => {
        words.push(word)
        return { kind: 'counted' }
      },
    },
    published: { ...world.deps.published, crowd: () => ({ failing: 0, working: 0, usual: 0, isUnusual: false }) },
    facts: {
      ...world.deps.facts,
      targets: TARGETS.map((target) => ({ ...target, options: { url: `${place.origin}/${target.id}` } })),
      // The verdict is asked for three times in an interval.
      intervalMs: 3_000,
      loginDomains: ['minato-trading'],
      helpDesk: {
        name: { ja: '情報システム部', en: 'IT department' },
        phone: '03-0000-0000',
        mail: 'it@minato.example',
        url: null,
      },
    },
    ...changes(world),
  }
  const browser = await openBrowser()
  const listening: Listening = await listen(createHttpApp(deps), { host: '127.0.0.1', port: 0, clock: systemClock })
  if (listening.kind === 'failed') throw listening.cause
  return {
    url: listening.url,
    browser,
    world,
    words,
    async visit(run, options = {}) {
      const context = await browser.newContext({ viewport: WIDE, ...options })
      const complaints: string[] = []
      try {
        const page = await context.newPage()
        page.setDefaultTimeout(15_000)
        page.on('console', (message) => {
          // What Chromium would like for its password manager; ours is none of its business.
          if (!/^\[DOM\] Password f/.test(message.text())) complaints.push(message.text())
        })
        page.on('pageerror', (error) => complaints.push(error.message))
        await run(page)
        expect(complaints).toEqual([])
      } finally {
        await context.close()
      }
    },
    async close() {
      await browser.close()
      await listening.close(0)
      await place[Symbol.asyncDispose]()
    },
  }
}

export async function expectFitting(page: Page, what: string): Promise<void> {
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow, `${what}: nothing sticks out`).toBeLessThanOrEqual(0)
}

/** Nobody is kept out (WCAG 2.2 AA). */
export async function expectUsable(page: Page, what: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)
  expect(told, what).toEqual([])
}
