import type { Locale, Text } from '../locale.ts'

/** How much it matters. */
export const SEVERITIES = ['info', 'warning', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Where in its thread a message stands: what begins is told to end. `once`: it stands for itself. */
export type Phase = 'begin' | 'change' | 'end' | 'once'

export interface MessageFact {
  readonly label: Text
  readonly value: Text
}

export interface MessageLink {
  readonly title: Text
  readonly url: string
}

/** What is to be said, in both languages, before any channel gives it its form. */
export interface Message {
  /** The idempotency key: the same on every attempt and on every way. */
  readonly id: string
  /** What belongs together (an incident, a maintenance window, a source); null where nothing does. */
  readonly thread: string | null
  /** What happened, in the words of `core/alert/event.ts`. */
  readonly kind: string
  readonly severity: Severity
  readonly phase: Phase
  /** A rehearsal: every channel marks it as such. */
  readonly isDrill: boolean
  /** When it happened. */
  readonly at: number
  /** What is so, for whom, since when: the first 60 characters suffice on a lock screen. One line. */
  readonly headline: Text
  /** One to three sentences that go on where the headline ends. */
  readonly lead: Text
  /** Since when, for whom, how sure, until when … in the order of their use. */
  readonly facts: readonly MessageFact[]
  /** What to do, the most useful first. */
  readonly advice: readonly Text[]
  /** Where to look; the first is the most useful. */
  readonly links: readonly MessageLink[]
}

const DRILL: Text = { ja: '【訓練】', en: '[DRILL] ' }
const TO_DO: Text = { ja: 'どうすればよいか', en: 'What to do' }

/** The headline as it is shown: a rehearsal says so first. */
export const headlineOf = ({ headline, isDrill }: Message, locale: Locale): string =>
  (isDrill ? DRILL[locale] : '') + headline[locale]

/** What stands under the headline, as plain text. Lines end with a line feed. */
export function bodyOf({ lead, facts, advice, links }: Message, locale: Locale): string {
  const colon = locale === 'ja' ? '：' : ': '
  const parts = [
    lead[locale],
    facts.map(({ label, value }) => `${label[locale]}${colon}${value[locale]}`).join('\n'),
    advice.length > 0
      ? [TO_DO[locale] + colon.trimEnd(), ...advice.map((text) => (locale === 'ja' ? '・' : '- ') + text[locale])].join(
          '\n',
        )
      : '',
    links.map(({ title, url }) => `${title[locale]}${colon}${url}`).join('\n'),
  ]
  return `${parts.filter(Boolean).join('\n\n')}\n`
}
