import fc from 'fast-check'
import { type Observation, observationOf, PHASES, PROBE_ERRORS, type TlsFacts } from '../../src/core/observation.ts'

/** Any instant of one day in Japan that begins and ends in the middle of a UTC day. */
const DAY_AT = Date.UTC(2026, 3, 6, 15)
export const LOOKS_FROM_AT = DAY_AT - 3_600_000
export const LOOKS_TO_AT = DAY_AT + 3 * 3_600_000

const tookMs = fc.integer({ min: 0, max: 300_000 }).map((tenths) => tenths / 10)
const timing = fc.option(tookMs, { nil: null })
const text = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), { nil: null })

const tls: fc.Arbitrary<TlsFacts> = fc.record({
  issuer: text,
  subject: text,
  altNames: fc.array(fc.domain(), { maxLength: 2 }),
  validFromAt: fc.option(fc.nat(), { nil: null }),
  validToAt: fc.constant(4_000_000_000_000),
  fingerprint256: text,
  protocol: fc.constantFrom('TLSv1.2', 'TLSv1.3', null),
  chain: fc.array(fc.string(), { maxLength: 2 }),
})

const facts = fc.record(
  {
    detail: text,
    httpStatus: fc.option(fc.integer({ min: 100, max: 599 }), { nil: null }),
    headers: fc.dictionary(fc.constantFrom('via', 'server', 'location'), fc.webUrl({ withQueryParameters: true })),
    bodyHead: text,
    finalUrl: text,
    address: fc.option(fc.ipV6(), { nil: null }),
    proxy: text,
    tls: fc.option(tls, { nil: null }),
    tlsIssuer: text,
    clockSkewMs: fc.option(fc.integer(), { nil: null }),
    timings: fc.record({ resolve: timing, connect: timing, proxy: timing, tls: timing, request: timing, body: timing }),
    drift: fc.array(fc.string(), { maxLength: 2 }),
  },
  { requiredKeys: [] },
)

/** A look with anything in it that a look may hold; few targets, so that many looks are of the same one. */
const look: fc.Arbitrary<Observation> = fc
  .record({
    target: fc.constantFrom('login', 'talk', 'control'),
    at: fc.integer({ min: LOOKS_FROM_AT, max: LOOKS_TO_AT - 1 }),
    family: fc.constantFrom(4 as const, 6 as const, null),
    end: fc.oneof(
      { weight: 3, arbitrary: fc.constant({}) },
      {
        weight: 2,
        arbitrary: fc.record({ phase: fc.constantFrom(...PHASES), error: fc.constantFrom(...PROBE_ERRORS) }),
      },
      { weight: 1, arbitrary: fc.constant({ skipped: 'backing-off' as const }) },
    ),
    tookMs,
    attempts: fc.integer({ min: 1, max: 2 }),
    facts,
  })
  .map(({ target, at, family, end, facts: rest, ...more }) =>
    observationOf({ target, role: 'service', kind: 'http', vantage: '', at, family }, { ...rest, ...more, ...end }),
  )

/** Looks of which no two are of the same sighting at the same instant, in any order. */
export const arbitraryLooks: fc.Arbitrary<Observation[]> = fc.uniqueArray(look, {
  minLength: 1,
  maxLength: 40,
  selector: (o) => `${o.target} ${o.family} ${o.at}`,
})

export interface MadeRound {
  readonly looks: readonly Observation[]
  readonly inconclusive: boolean
}

/** The looks cut into rounds of one to eight. */
export const arbitraryRounds: fc.Arbitrary<MadeRound[]> = fc
  .tuple(
    arbitraryLooks,
    fc.array(fc.record({ size: fc.integer({ min: 1, max: 8 }), inconclusive: fc.boolean() }), {
      minLength: 40,
      maxLength: 40,
    }),
  )
  .map(([looks, cuts]) => {
    const rest = [...looks]
    return cuts
      .map(({ size, inconclusive }) => ({ looks: rest.splice(0, size), inconclusive }))
      .filter((round) => round.looks.length > 0)
  })
