import type { Ailment, AlertEvent, AlertKind } from '../event.ts'
import { type AlertFacts, ailmentIdOf, type CertificateFact } from '../facts.ts'
import { DAY_MS } from '../policy.ts'

const KINDS: Readonly<Record<Ailment['topic'], readonly [begin: AlertKind, end: AlertKind]>> = {
  source: ['source-unreadable', 'source-readable'],
  agent: ['agent-silent', 'agent-back'],
  certificate: ['certificate-expiring', 'certificate-renewed'],
  delivery: ['delivery-failing', 'delivery-working'],
}
const URGENT_MS = 3 * DAY_MS

/** What does not work after this step, and what began or ended with it. What is not known to work has not ended. */
export function stepAilments(
  known: readonly Ailment[],
  facts: Pick<AlertFacts, 'at' | 'ailments' | 'well' | 'certificates'>,
  certificateMs: number,
): { readonly ailments: readonly Ailment[]; readonly events: readonly AlertEvent[] } {
  const { at } = facts
  const before = new Map(known.map((one) => [ailmentIdOf(one), one]))
  const expiring = facts.certificates
    .filter(({ expiresAt }) => expiresAt - at < certificateMs)
    .map((one) => ailmentOf(one, at))
  const well = new Set([
    ...facts.well,
    ...facts.certificates.filter(({ expiresAt }) => expiresAt - at >= certificateMs).map(certificateIdOf),
  ])
  const now = new Map(before)
  // The first time it was told of counts, whatever a restart makes of it.
  for (const one of [...facts.ailments, ...expiring])
    now.set(ailmentIdOf(one), { ...one, sinceAt: before.get(ailmentIdOf(one))?.sinceAt ?? one.sinceAt })
  const ended = [...before].filter(([id]) => well.has(id))
  for (const [id] of ended) now.delete(id)
  const begun = [...now].filter(([id]) => !before.has(id))
  return {
    ailments: [...now.values()],
    events: [
      ...ended.map(([, one]) => ailmentEvent(one, 'end', at)),
      ...begun.map(([, one]) => ailmentEvent(one, 'begin', at)),
    ],
  }
}

const certificateIdOf = ({ target }: CertificateFact): string => ailmentIdOf({ topic: 'certificate', key: target })

const ailmentOf = ({ target, host, expiresAt }: CertificateFact, at: number): Ailment => ({
  topic: 'certificate',
  key: target,
  title: { ja: host, en: host },
  sinceAt: at,
  detail: null,
  expiresAt,
})

export function ailmentEvent(
  ailment: Ailment,
  phase: 'begin' | 'change' | 'end',
  at: number,
  kind?: AlertKind,
): AlertEvent {
  const thread = ailmentIdOf(ailment)
  const named = kind ?? KINDS[ailment.topic][phase === 'end' ? 1 : 0]
  const isUrgent = ailment.expiresAt !== null && ailment.expiresAt - at < URGENT_MS
  return {
    id: `${thread}/${named}/${at.toString(36)}`,
    kind: named,
    thread,
    topic: ailment.topic,
    phase,
    severity: phase === 'end' ? 'info' : isUrgent ? 'critical' : 'warning',
    at,
    components: [],
    // An agent's key is its vantage.
    sites: ailment.topic === 'agent' ? [ailment.key] : [],
    subject: { kind: 'ailment', ailment, endedAt: phase === 'end' ? at : null },
  }
}
