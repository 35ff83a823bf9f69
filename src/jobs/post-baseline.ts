import { learnHour, noUsualPosts, type UsualPosts, usualAnHour, usualPostsFrom } from '../core/posts/usual-posts.ts'
import type { PostSignal } from '../core/report.ts'

/** The parts of the store that are needed here. */
export interface BaselineShelf {
  readonly settings: {
    get(name: string): Promise<string | null>
    set(name: string, value: string): Promise<void>
  }
}

/** How it stood while posts were listened to. */
export interface Listening {
  /** LINE WORKS is known to work: what is said now is what is always said. */
  readonly isCalm: boolean
  /** Every place with posts could be read. */
  readonly isListening: boolean
}

/** What is usually posted in each hour of the week, learned by listening while nothing is wrong. */
export interface PostBaseline {
  /** Told at every tick, with what was heard since the last one. */
  observe(at: number, signals: readonly PostSignal[], how: Listening): Promise<void>
  /** Usual reports a minute. */
  aMinute(at: number): number
}

const HOUR_MS = 3_600_000
const NAME = 'usual-posts'
/** An hour counts only where it was listened to from its beginning, without a longer break. */
const LONGEST_BREAK_MS = 10 * 60_000

interface Hour {
  readonly startsAt: number
  readonly heardUntil: number
  readonly reports: number
  readonly isWhole: boolean
}

const hourFrom = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS

/** Goes on from what was learned before; only whole, calm hours are learned from, and kept at once. */
export async function openPostBaseline(
  { settings }: BaselineShelf,
  onError: (error: unknown) => void,
): Promise<PostBaseline> {
  let usual: UsualPosts = await settings.get(NAME).then(parsed, (error) => {
    onError(error)
    return noUsualPosts
  })
  let hour: Hour | null = null

  const close = async (ended: Hour) => {
    if (!ended.isWhole || ended.startsAt + HOUR_MS - ended.heardUntil > LONGEST_BREAK_MS) return
    // Another process may have learned meanwhile, where several take turns.
    const kept = await settings.get(NAME).catch(() => null)
    usual = learnHour(kept === null ? usual : parsed(kept), ended.startsAt, ended.reports)
    await settings.set(NAME, JSON.stringify(usual)).catch(onError)
  }

  return {
    aMinute: (at) => usualAnHour(usual, at) / 60,
    async observe(at, signals, { isCalm, isListening }) {
      const startsAt = hourFrom(at)
      const ended = hour !== null && hour.startsAt !== startsAt ? hour : null
      const before: Hour =
        hour !== null && ended === null ? hour : { startsAt, heardUntil: startsAt, reports: 0, isWhole: true }
      hour = {
        startsAt,
        heardUntil: at,
        reports: before.reports + signals.filter(({ label }) => label === 'report').length,
        isWhole: before.isWhole && isCalm && isListening && at - before.heardUntil <= LONGEST_BREAK_MS,
      }
      if (ended) await close(ended)
    },
  }
}

const parsed = (text: string | null): UsualPosts => {
  try {
    return text === null ? noUsualPosts : usualPostsFrom(JSON.parse(text))
  } catch {
    return noUsualPosts
  }
}
