import { bodyOf, headlineOf, type Message } from '../core/alert/message.ts'
import type { Locale, Text } from '../core/locale.ts'
import { cutText, type Size, unitsOf } from './cut-text.ts'
import type { Letter } from './notifier.ts'
import { inertOf, lineOf, linesOf, linkOf } from './tame-text.ts'

/** What a channel shows of a message: in one language, nothing foreign in it can act. */
export interface Wording {
  readonly locale: Locale
  readonly headline: string
  readonly lead: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly advice: readonly string[]
  /** Only what may be shown as a link; the first is the most useful. */
  readonly links: readonly { readonly title: string; readonly url: string }[]
  readonly tone: Tone
  /** All of it as plain text without markup. */
  readonly message: Message
}

/** What a message feels like, at a glance. */
export type Tone = 'critical' | 'warning' | 'info' | 'good' | 'work'

export const MARKS: Readonly<Record<Tone, string>> = {
  critical: '🔴',
  warning: '🟠',
  info: '🔵',
  good: '🟢',
  work: '🔧',
}
export const COLOURS: Readonly<Record<Tone, string>> = {
  critical: '#c62828',
  warning: '#b45309',
  info: '#1d4ed8',
  good: '#15803d',
  work: '#475569',
}
export const TO_DO: Text = { ja: 'どうすればよいか', en: 'What to do' }

export function toneOf({ severity, phase, kind }: Message): Tone {
  if (kind.startsWith('maintenance-') && kind !== 'maintenance-overrun') return phase === 'end' ? 'good' : 'work'
  return phase === 'end' ? 'good' : severity
}

/** Prepares a letter for a channel. */
export function wordingOf({ message: wild, locale }: Pick<Letter, 'message' | 'locale'>): Wording {
  const message = tamed(wild)
  const said = (text: Text) => text[locale]
  return {
    locale,
    message,
    headline: headlineOf(message, locale),
    lead: said(message.lead),
    facts: message.facts.map(({ label, value }) => ({ label: said(label), value: said(value) })),
    advice: message.advice.map(said),
    links: message.links.map(({ title, url }) => ({ title: said(title), url })),
    tone: toneOf(message),
  }
}

const both = (text: Text, tame: (text: string) => string): Text => ({ ja: tame(text.ja), en: tame(text.en) })
const line = (text: Text, most?: number) => both(text, (one) => inertOf(lineOf(one, most)))

const MOST_ENTRIES = 20

/** Everything bounded and inert; links that are none are left out. */
function tamed(message: Message): Message {
  return {
    ...message,
    headline: line(message.headline, 300),
    lead: both(message.lead, (one) => inertOf(linesOf(one))),
    facts: message.facts
      .slice(0, MOST_ENTRIES)
      .map(({ label, value }) => ({ label: line(label, 100), value: line(value, 500) })),
    advice: message.advice.slice(0, MOST_ENTRIES).map((text) => line(text, 500)),
    links: message.links.slice(0, MOST_ENTRIES).flatMap(({ title, url }) => {
      const link = linkOf(url)
      return link === null ? [] : [{ title: line(title, 100), url: link }]
    }),
  }
}

export interface PlainLimits {
  /** By `sizeOf`, for everything together. */
  readonly most: number
  readonly sizeOf?: Size
  /** In front of the headline. */
  readonly mark?: string
  /** `none`: the links have a place of their own. */
  readonly links?: 'all' | 'none'
  /** Instead of the whole body: the lead only. */
  readonly brief?: boolean
}

/** The whole of it as plain text: where it is too long the middle gives way, headline and first link stay. */
export function plainText(wording: Wording, limits: PlainLimits): string {
  const { message, locale, headline } = wording
  const { most, sizeOf = unitsOf, mark = '', links = 'all', brief = false } = limits
  const bare = { ...message, links: [], ...(brief ? { facts: [], advice: [] } : {}) }
  const shown = links === 'all' ? message.links.slice(0, brief ? 1 : undefined) : []
  const head = mark ? `${mark} ${headline}` : headline
  const whole = joined(head, bodyOf({ ...bare, links: shown }, locale))
  if (sizeOf(whole) <= most) return whole
  const foot = shown[0]?.url ?? ''
  const room = most - (foot === '' ? 0 : sizeOf(foot) + 2)
  if (room < MIN_ROOM) return cutText(head, most, sizeOf)
  const shortHead = cutText(head, room, sizeOf)
  const left = room - sizeOf(shortHead) - 2
  return joined(shortHead, left < MIN_ROOM ? '' : cutText(bodyOf(bare, locale).trim(), left, sizeOf), foot)
}

/** Below that, half a word says nothing. */
const MIN_ROOM = 20

const joined = (...parts: readonly string[]) =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n')
