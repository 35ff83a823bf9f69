import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Report } from '../core/report.ts'
import type { Clock } from '../platform/clock.ts'
import { createRateLimit } from '../platform/rate-limit.ts'
import { type CrowdPicture, crowdPictureOf, usualByMinute } from './crowd-picture.ts'

/** What one person says; when it was said is added here. */
export type Word = Omit<Report, 'at'>

/** By what one voice is told from another; none of it is kept. */
export interface VoiceMarks {
  /** The address that the request came from; '' where nobody can tell. */
  readonly address: string
  readonly userAgent: string
}

export type Heard =
  | { readonly kind: 'counted' }
  /** The same voice said the same in this quarter of an hour. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'limited'; readonly waitMs: number }

/** The parts of the store that are needed here. */
export interface CrowdShelf {
  readonly reports: {
    append(report: Report, voice: string): Promise<unknown>
    range(query: { readonly fromAt: number; readonly toAt: number }): Promise<readonly Report[]>
  }
  readonly settings: {
    ensure(name: string, make: () => string): Promise<string>
    remove(name: string): Promise<void>
  }
}

/** The desk at which employees say whether they can work. */
export interface CrowdDesk {
  hear(word: Word, marks: VoiceMarks): Promise<Heard>
  /** What was said since the last call, for the judge: also to other processes that share the database. */
  take(): Promise<readonly Report[]>
  /** What people said lately, beside what they usually say at that hour of the week. */
  picture(): CrowdPicture
  /** site → complaints a minute that are usual at this hour of the week. */
  usual(): Readonly<Record<string, number>>
}

export interface CrowdOptions {
  readonly shelf: CrowdShelf
  readonly clock: Clock
  /** A new secret; chance comes in here. */
  readonly newKey: () => string
}

const QUARTER_MS = 15 * 60_000
const DAY_MS = 24 * 3_600_000
const WEEKS_OF_PAST = 6
const PAST_EVERY_MS = 15 * 60_000
const PER_TEN_MINUTES = 10 * 60_000
/** One person may change their mind; one address may be a whole office behind one router. */
const OF_ONE_VOICE = { burst: 3, perMs: PER_TEN_MINUTES }
const OF_ONE_ADDRESS = { burst: 60, perMs: PER_TEN_MINUTES }
const OF_ALL = { burst: 600, perMs: 60_000 }
const MOST_VOICES = 20_000

/** Hears employees: one voice a person and quarter of an hour, none of whom can be told who they are. */
export function createCrowdDesk({ shelf, clock, newKey }: CrowdOptions): CrowdDesk {
  const limits = [createRateLimit(clock, OF_ONE_VOICE), createRateLimit(clock, OF_ONE_ADDRESS)] as const
  const ofAll = createRateLimit(clock, OF_ALL)
  const said = new Map<string, { readonly at: number; readonly saying: string; readonly works: boolean }>()
  let takenUntil = clock.now()
  let recent: readonly Report[] = []
  let past: { readonly at: number; readonly reports: readonly Report[] } = { at: Number.NEGATIVE_INFINITY, reports: [] }

  /** The key of the day; that of the day before is forgotten, and with it who said what. */
  const keyOfDay = async (now: number) => {
    const nameOf = (at: number) => `crowd-key:${new Date(at).toISOString().slice(0, 10)}`
    const key = await shelf.settings.ensure(nameOf(now), newKey)
    for (const days of [1, 2]) await shelf.settings.remove(nameOf(now - days * DAY_MS))
    return key
  }

  const hear = async (word: Word, { address, userAgent }: VoiceMarks): Promise<Heard> => {
    const now = clock.now()
    const network = networkOf(address)
    const voice = createHmac('sha256', await keyOfDay(now))
      .update(`${network}\n${userAgent.slice(0, 500)}`)
      .digest('base64url')
    const mark = `${Math.floor(now / QUARTER_MS)} ${voice}`
    const saying = JSON.stringify([word.site, word.symptom, word.component])
    const before = said.get(mark)
    if (before?.saying === saying) return { kind: 'repeated' }
    const waitMs = Math.max(limits[0].waitMsFor(voice), limits[1].waitMsFor(network), ofAll.waitMsFor(''))
    if (waitMs > 0) return { kind: 'limited', waitMs }
    // Who complains again in other words is one voice: the word is changed, and was said when it was said first.
    const works = word.symptom === 'works'
    const at = before?.works === works ? before.at : now
    said.delete(mark)
    said.set(mark, { at, saying, works })
    if (said.size > MOST_VOICES) said.delete([...said.keys()][0]!)
    await shelf.reports.append({ ...word, at }, voice)
    await refresh(now)
    return { kind: 'counted' }
  }

  const refresh = async (now: number) => {
    recent = await shelf.reports.range({ fromAt: now - QUARTER_MS, toAt: now + 1 })
    if (now - past.at < PAST_EVERY_MS) return
    const fromAt = now - WEEKS_OF_PAST * 7 * DAY_MS
    past = { at: now, reports: await shelf.reports.range({ fromAt, toAt: now - QUARTER_MS }) }
  }

  return {
    hear,
    async take() {
      const now = clock.now()
      const reports = await shelf.reports.range({ fromAt: takenUntil, toAt: now })
      takenUntil = now
      await refresh(now)
      return reports
    },
    picture: () => crowdPictureOf(recent, past.reports, clock.now()),
    usual: () => usualByMinute(past.reports, clock.now()),
  }
}

/** Somebody who has a network of IPv6 addresses of their own has one voice. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.replace(/%.*$/, '').split('::')
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter(Boolean)) as [string[], string[]]
  const middle = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  return [...left, ...(tail === undefined ? [] : middle), ...right]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
