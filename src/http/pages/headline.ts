import type { Culprit, ServiceCondition, ViewerCondition } from '../../core/condition.ts'
import type { Locale, Text } from '../../core/locale.ts'
import { CONDITION_TITLE, SERVICE_SENTENCE, VIEWER_SENTENCE } from '../../core/phrases.ts'
import type { Advice, Verdict, ViewerVerdict } from '../../core/verdict.ts'
import type { Edition } from '../press.ts'
import { PAGE_WORDS, type SUSPECT_WORDS } from './page-words.ts'

/** The answer at the top of the page, in the page's language. */
export interface Headline {
  readonly condition: ViewerCondition
  readonly head: string
  readonly lead: string
  readonly since: number | null
  /** Null where nothing may be claimed. */
  readonly confidence: number | null
  /** What the newest looks say instead, while it is not confirmed yet. */
  readonly suspected: ViewerCondition | null
  readonly suspects: Suspects
  /** Empty where the offices differ: each says its own. */
  readonly advice: readonly Advice[]
}

export type SuspectState = keyof typeof SUSPECT_WORDS
export interface Suspects {
  readonly you: SuspectState
  readonly network: SuspectState
  readonly service: SuspectState
}

const NOTHING_KNOWN: Suspects = { you: 'unknown', network: 'unknown', service: 'unknown' }

/** What the page chooses, and what people call the offices. */
export interface HeadlineQuestion {
  readonly site: string | null
  readonly locale: Locale
  readonly refresh: boolean
  readonly titleOf: (vantage: string) => Text
}

/** Answers for one office where it was asked for or where all offices are alike, otherwise for the service as a whole. */
export function headlineOf(edition: Edition, { site, locale, refresh, titleOf }: HeadlineQuestion): Headline {
  const { verdict, freshness } = edition
  if (verdict === null) {
    const lead = refresh ? PAGE_WORDS.checkingLead : PAGE_WORDS.checkingLeadStill
    return nothing(PAGE_WORDS.checkingHead[locale], lead[locale], null, [])
  }
  if (freshness === 'stale')
    return nothing(PAGE_WORDS.staleHead[locale], PAGE_WORDS.staleLead[locale], verdict.freshUntil, ['look-again'])
  const viewers = verdict.viewers.filter(({ vantage }) => site === null || vantage === site)
  const [first] = viewers
  return first && viewers.every(({ condition }) => condition === first.condition)
    ? ofViewers(verdict, first, viewers, locale)
    : ofService(verdict, locale, titleOf)
}

const nothing = (head: string, lead: string, since: number | null, advice: readonly Advice[]): Headline => ({
  condition: 'unknown',
  head,
  lead,
  since,
  confidence: null,
  suspected: null,
  suspects: NOTHING_KNOWN,
  advice,
})

/** A condition that is about to give way is not told with a confidence of nothing, but with what may come. */
function suspectedOf({ condition, raw }: { condition: ViewerCondition; raw: ViewerCondition }): ViewerCondition | null {
  return raw === condition || raw === 'unknown' || condition === 'unknown' ? null : raw
}

function ofViewers(
  verdict: Verdict,
  first: ViewerVerdict,
  viewers: readonly ViewerVerdict[],
  locale: Locale,
): Headline {
  const starts = viewers.map(({ since }) => since).filter((since) => since !== null)
  const confidence = Math.min(...viewers.map((viewer) => viewer.confidence))
  const suspected = viewers.map((viewer) => suspectedOf(viewer)).find((condition) => condition !== null) ?? null
  return {
    condition: first.condition,
    ...splitSentence(VIEWER_SENTENCE[first.condition], locale),
    since: starts.length > 0 ? Math.min(...starts) : null,
    confidence: first.condition === 'unknown' || suspected ? null : confidence,
    suspected,
    suspects: suspectsOf(first, confidence, verdict.service.condition),
    advice: [...new Set(viewers.flatMap(({ advice }) => advice))],
  }
}

function ofService({ service, viewers }: Verdict, locale: Locale, titleOf: HeadlineQuestion['titleOf']): Headline {
  const apart = viewers.filter(({ condition }) => condition !== service.condition)
  const down = service.condition === 'outage' || service.condition === 'degraded'
  const state = SERVICE_SUSPECT[service.condition]
  return {
    condition: service.condition,
    head: SERVICE_SENTENCE[service.condition][locale],
    lead: apart.map(({ vantage, condition }) => apartOf(titleOf(vantage)[locale], condition, locale)).join(' '),
    since: service.since,
    confidence: service.condition === 'unknown' || suspectedOf(service) ? null : service.confidence,
    suspected: suspectedOf(service),
    suspects: {
      you: down ? 'cleared' : 'unseen',
      network: viewers.length > 0 ? 'varies' : 'unknown',
      service: state === 'cause' ? causeOf(service.confidence) : state,
    },
    advice: [],
  }
}

/** An office that differs is named at the top: the people there must not take the answer for theirs. */
const apartOf = (office: string, condition: ViewerCondition, locale: Locale): string =>
  locale === 'ja'
    ? `ただし${office}では「${CONDITION_TITLE[condition].ja}」です。`
    : `But at ${office}: ${CONDITION_TITLE[condition].en.toLowerCase()}.`

const SERVICE_SUSPECT: Readonly<Record<ServiceCondition, SuspectState>> = {
  operational: 'fine',
  degraded: 'cause',
  outage: 'cause',
  maintenance: 'maintenance',
  unknown: 'unknown',
}

const causeOf = (confidence: number): SuspectState => (confidence >= 0.8 ? 'cause' : 'suspected')

/** Whose fault it is not matters as much as whose it is. What cannot be seen from here is never called fine. */
export function suspectsOf(
  { culprit, condition }: Pick<ViewerVerdict, 'culprit' | 'condition'>,
  confidence: number,
  service: ServiceCondition,
): Suspects {
  const cause = causeOf(confidence)
  const elsewhere: SuspectState = service === 'operational' ? 'fine' : 'unknown'
  const known: Readonly<Record<Culprit, Suspects>> = {
    service: { you: 'cleared', network: 'cleared', service: cause },
    maintenance: { you: 'cleared', network: 'cleared', service: 'maintenance' },
    'company-network': { you: 'cleared', network: cause, service: elsewhere },
    proxy: { you: 'cleared', network: cause, service: elsewhere },
    'account-or-device': { you: cause, network: 'fine', service: 'fine' },
    none: { you: 'unseen', network: 'fine', service: 'fine' },
    unknown: NOTHING_KNOWN,
  }
  return condition === 'unknown' ? NOTHING_KNOWN : known[culprit]
}

/** The first sentence is the headline, the rest stands below it. */
export function splitSentence(text: Text, locale: Locale): { readonly head: string; readonly lead: string } {
  const sentence = text[locale]
  const end = locale === 'ja' ? sentence.indexOf('。') + 1 : sentence.indexOf('. ') + 1
  return end <= 0 ? { head: sentence, lead: '' } : { head: sentence.slice(0, end), lead: sentence.slice(end).trim() }
}
