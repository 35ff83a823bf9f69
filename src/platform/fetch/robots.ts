import robotsParserModule from 'robots-parser'
import type { Clock } from '../clock.ts'
import type { Fetched } from './fetched.ts'

/** The package is CommonJS: what its types call the default is the module itself. */
const robotsParser = robotsParserModule as unknown as (
  url: string,
  text: string,
) => { isAllowed(url: string, agent?: string): boolean | undefined }

/** Whether a place may be read, by the robots.txt of its origin. */
export type RobotsAnswer = 'allowed' | 'disallowed' | 'unknown'

export interface Robots {
  ask(url: URL): Promise<RobotsAnswer>
}

/** The name by which robots.txt may speak to us. */
export const ROBOT_NAME = 'Dotchi'

const GOOD_FOR_MS = 24 * 3_600_000
/** An origin whose robots.txt cannot be read is asked again soon. */
const UNKNOWN_FOR_MS = 5 * 60_000
const MOST_ORIGINS = 200
const MOST_CHARACTERS = 512_000

interface Rules {
  readonly untilAt: number
  readonly isAllowed: (url: string) => boolean
  readonly isKnown: boolean
}

/**
 * Keeps the rules of each origin for a day (RFC 9309): without a robots.txt everything is allowed; where it cannot be read
 * (5xx, unreachable) the last known one counts, and without one nothing is known and nothing is to be asked.
 */
export function createRobots(clock: Clock, read: (url: string) => Promise<Fetched>): Robots {
  const known = new Map<string, Rules>()

  const learn = async (origin: string, before: Rules | undefined): Promise<Rules> => {
    const url = `${origin}/robots.txt`
    const fetched = await read(url)
    const now = clock.now()
    if (fetched.kind === 'document') {
      // A site that answers everything with its home page has no rules to tell.
      const isRules = !/^\s*</.test(fetched.document.text)
      const robot = robotsParser(url, isRules ? fetched.document.text.slice(0, MOST_CHARACTERS) : '')
      return {
        untilAt: now + GOOD_FOR_MS,
        isAllowed: (asked) => robot.isAllowed(asked, ROBOT_NAME) !== false,
        isKnown: true,
      }
    }
    const hasNone = ['gone', 'denied', 'http-status'].includes(fetched.reason)
    if (hasNone) return { untilAt: now + GOOD_FOR_MS, isAllowed: () => true, isKnown: true }
    return { untilAt: now + UNKNOWN_FOR_MS, isAllowed: before?.isAllowed ?? (() => false), isKnown: !!before?.isKnown }
  }

  return {
    async ask(url) {
      let rules = known.get(url.origin)
      if (!rules || rules.untilAt <= clock.now()) {
        rules = await learn(url.origin, rules)
        if (known.size >= MOST_ORIGINS) known.delete([...known.keys()][0]!)
        known.set(url.origin, rules)
      }
      if (!rules.isKnown) return 'unknown'
      return rules.isAllowed(url.href) ? 'allowed' : 'disallowed'
    },
  }
}
