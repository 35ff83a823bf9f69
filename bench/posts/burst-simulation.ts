import { type Burst, hearSignals, silentBurst } from '../../src/core/posts/burst.ts'
import { type UsualPosts, usualAnHour } from '../../src/core/posts/usual-posts.ts'
import { type HeardPost, newVoices, type Voice } from '../../src/core/posts/voices.ts'
import { type Chance, createChance } from './chance.ts'

const MINUTE = 60_000
const MONTH_MINUTES = 30 * 24 * 60
const LETTERS = 'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよ'

/** Voices and their sum, as the service keeps them. */
export interface Ear {
  readonly voices: readonly Voice[]
  readonly burst: Burst
}

export const newEar = (at: number): Ear => ({ voices: [], burst: silentBurst(at) })

export function hearPosts(ear: Ear, posts: readonly HeardPost[], usual: UsualPosts, at: number): Ear {
  const { fresh, voices } = newVoices(ear.voices, posts, at)
  return { voices, burst: hearSignals(ear.burst, fresh, (when) => usualAnHour(usual, when) / 60, at) }
}

/** The same rate in every hour of the week, known from a hundred weeks. */
const steady = (anHour: number): UsualPosts => ({
  reports: Array.from({ length: 168 }, () => anHour * 100),
  weeks: Array.from({ length: 168 }, () => 100),
})

/** A report of its own: new author, new words. */
function report(at: number, chance: Chance): HeardPost {
  const text = Array.from({ length: 16 }, () => LETTERS[chance.below(LETTERS.length)]).join('')
  return { at, author: String(chance.next()), text, label: 'report' }
}

/** Bursts begun in so many months in which nothing happened. */
export function falseAlarms(anHour: number, months: number, seed: number): number {
  const chance = createChance(seed)
  const usual = steady(anHour)
  let state = newEar(0)
  let alarms = 0
  for (let minute = chance.wait(anHour / 60); minute < months * MONTH_MINUTES; minute += chance.wait(anHour / 60)) {
    const before = state
    state = hearPosts(state, [report(minute * MINUTE, chance)], usual, minute * MINUTE)
    if (state.burst.isBurst && before.burst.since !== state.burst.since) alarms++
  }
  return alarms
}

/** Minutes from the first minute of an outage to the alarm; null where there was none within two hours. */
export function delay(anHour: number, aMinute: number, seed: number): number | null {
  const chance = createChance(seed)
  const usual = steady(anHour)
  let state = newEar(0)
  const rate = anHour / 60 + aMinute
  for (let minute = chance.wait(rate); minute < 120; minute += chance.wait(rate)) {
    state = hearPosts(state, [report(minute * MINUTE, chance)], usual, minute * MINUTE)
    if (state.burst.isBurst) return minute
  }
  return null
}
