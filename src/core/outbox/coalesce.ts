import { headlineOf, type Message, type MessageFact } from '../alert/message.ts'
import type { Text } from '../locale.ts'
import { whenOf } from '../time-text.ts'

/**
 * Messages of one thread that wait for the same recipient for so long become one: after a long stop nobody wants to read
 * what the newest one makes out of date.
 */
export const COALESCED_AFTER_MS = 2 * 60_000
/** What is owed on a way is told there by itself when nothing else went there for so long. */
export const CATCH_UP_AFTER_MS = 5 * 60_000

/** More than these are only counted. */
const MOST_LINES = 5

const EARLIER: Text = { ja: 'これまでの経過', en: 'Before that' }
const CATCH_UP: Text = {
  ja: '先ほどはここに届けられなかったため、別の方法でお知らせしていました。あらためてお送りします。',
  en: 'This could not be told here at the time, so it was told by another way. Here it is once more.',
}

/** The message together with what led up to it and was not told here, oldest first. Times as in `zone`. */
export function withEarlier(message: Message, earlier: readonly Message[], zone: string): Message {
  if (earlier.length === 0) return message
  return { ...message, facts: [...message.facts, ...earlierFacts(earlier, message.at, zone)] }
}

/**
 * What is told on a way that could not be used when it mattered: the newest of what is owed there, with the rest as what
 * came before. `owed` is not empty, oldest first.
 */
export function catchUpOf(owed: readonly Message[], at: number, zone: string): Message {
  const newest = owed.at(-1)!
  return {
    ...withEarlier(newest, owed.slice(0, -1), zone),
    id: `catch-up:${newest.id}`,
    kind: 'catch-up',
    severity: 'info',
    phase: 'once',
    isDrill: owed.every(({ isDrill }) => isDrill),
    at,
    headline: { ja: `【再送】${newest.headline.ja}`, en: `Late: ${newest.headline.en}` },
    lead: { ja: `${CATCH_UP.ja}${newest.lead.ja}`, en: `${CATCH_UP.en} ${newest.lead.en}` },
  }
}

function earlierFacts(earlier: readonly Message[], now: number, zone: string): MessageFact[] {
  const shown = earlier.slice(-MOST_LINES)
  const left = earlier.length - shown.length
  const lines = shown.map((message) => ({
    label: EARLIER,
    value: {
      ja: `${whenOf(message.at, now, zone, 'ja')} ${headlineOf(message, 'ja')}`,
      en: `${whenOf(message.at, now, zone, 'en')} ${headlineOf(message, 'en')}`,
    },
  }))
  const rest = { label: EARLIER, value: { ja: `ほか${left}件`, en: `${left} more` } }
  return left > 0 ? [rest, ...lines] : lines
}
