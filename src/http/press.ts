import type { Notice } from '../core/notice.ts'
import type { Observation } from '../core/observation.ts'
import type { ConditionChange } from '../core/outlook.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { CrowdPicture } from '../sources/crowd-picture.ts'
import type { SourceHealth } from '../sources/health.ts'
import type { Answer } from './answer.ts'
import type { Published } from './deps.ts'
import { type Freshness, freshnessOf, outdatedOf } from './presented.ts'

/** What all answers of one moment are made from. */
export interface Edition {
  readonly freshness: Freshness
  /** As it may be shown now: a stale one says `unknown`. Null before the first. */
  readonly verdict: Verdict | null
  /** As it was judged. */
  readonly judged: Verdict | null
  readonly latest: readonly Observation[]
  /** Where conditions changed before. */
  readonly changes: readonly ConditionChange[]
  readonly notices: readonly Notice[]
  readonly sources: readonly SourceHealth[]
  /** Null where employees are not asked. */
  readonly crowd: CrowdPicture | null
  /** The instant at which it was made: ages are counted to here. */
  readonly now: number
  readonly vantages: ReadonlySet<string>
}

/** Makes answers once and hands out the same bytes until the world changes. */
export interface Press {
  edition(): Edition
  /**
   * The answer for this key in the current edition, rendered at the first call.
   * The caller builds the key from closed vocabularies only, so that nobody outside can fill the memory.
   */
  answer(key: string, render: (edition: Edition) => Answer): Answer
  /** How many answers are kept. */
  size(): number
}

/** Ages are told anew this often. */
const AGE_STEP_MS = 10_000

/** Makes an edition of what was published, and a new one when it changes or ages. */
export function createPress(published: Published, clock: Clock): Press {
  const answers = new Map<string, Answer>()
  let edition: Edition | null = null
  let until = 0

  const current = (): Edition => {
    const now = clock.now()
    const judged = published.verdict()
    if (edition && isSame(edition.judged, judged) && now < until && now >= edition.now) return edition
    answers.clear()
    edition = editionOf(published, judged, now)
    until = nextEditionAt(judged, now)
    return edition
  }

  return {
    edition: current,
    answer(key, render) {
      const now = current()
      const known = answers.get(key)
      if (known) return known
      const made = render(now)
      answers.set(key, made)
      return made
    },
    size: () => answers.size,
  }
}

/** Also where the publisher hands out a copy each time. */
const isSame = (a: Verdict | null, b: Verdict | null): boolean =>
  a === b || (a !== null && b !== null && a.id === b.id && a.at === b.at)

function editionOf(published: Published, judged: Verdict | null, now: number): Edition {
  const freshness = freshnessOf(judged, now)
  return {
    freshness,
    judged,
    verdict: judged && freshness === 'stale' ? outdatedOf(judged) : judged,
    latest: published.latest(),
    changes: published.changes?.() ?? [],
    notices: published.notices?.() ?? [],
    sources: published.sources?.() ?? [],
    crowd: published.crowd?.() ?? null,
    now,
    vantages: new Set(judged?.viewers.map((viewer) => viewer.vantage)),
  }
}

/** The next step of the verdict's age, or the instant at which it goes stale, whichever comes first. */
function nextEditionAt(verdict: Verdict | null, now: number): number {
  if (verdict === null) return now + AGE_STEP_MS
  const step = now + AGE_STEP_MS - (Math.max(0, now - verdict.at) % AGE_STEP_MS)
  return verdict.freshUntil >= now ? Math.min(step, verdict.freshUntil + 1) : step
}
