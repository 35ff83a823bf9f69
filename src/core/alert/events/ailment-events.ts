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

/** What does not work after this step, and what began or ended with it. A certificate that is not seen now is as it was. */
export function stepAilments(
  known: readonly Ailment[],
  facts: Pick<AlertFacts, 'at' | 'ailments' | 'certificates'>,
  certificateMs: number,
): { readonly ailments: readonly Ailment[]; readonly events: readonly AlertEvent[] } {
  const { at, certificates } = facts
  const before = new Map(known.map((one) => [ailmentIdOf(one), one]))
  const renewed = new Set(certificates.filter(({ expiresAt }) => expiresAt - at >= certificateMs).map(certificateIdOf))
  const unseen = known.filter((one) => one.topic === 'certificate' && !renewed.has(ailmentIdOf(one)))
  const expiring = certificates
    .filter(({ expiresAt }) => expiresAt - at < certificateMs)
    .map((one) => ailmentOf(one, at))
  const other = facts.ailments.filter(({ topic }) => topic !== 'certificate')
  // The first time it was told of counts, whatever a restart makes of it.
  const now = new Map(
    [...unseen, ...expiring, ...other].map((one) => {
      const id = ailmentIdOf(one)
      return [id, { ...one, sinceAt: before.get(id)?.sinceAt ?? one.sinceAt }]
    }),
  )
  const ended = [...before].filter(([id]) => !now.has(id))
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
