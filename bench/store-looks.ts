import { type Observation, observationOf, type TlsFacts } from '../src/core/observation.ts'

const TLS: TlsFacts = {
  issuer: 'DigiCert TLS RSA SHA256 2020 CA1',
  subject: 'service.example',
  altNames: ['service.example', '*.service.example'],
  validFromAt: 1_760_000_000_000,
  validToAt: 1_795_000_000_000,
  fingerprint256: 'AB:'.repeat(31),
  protocol: 'TLSv1.3',
  chain: ['service.example', 'DigiCert TLS RSA SHA256 2020 CA1', 'DigiCert Global Root CA'],
}

/** Numbers that look like chance and are the same in each run. */
const noise = (seed: number): number => ((Math.imul(seed, 2_654_435_761) >>> 0) % 10_000) / 10_000

/** Looks of one instant at so many targets, as a proxy office sees them; one in a hundred fails with a page in its hand. */
export function looksAt(at: number, targets: number): Observation[] {
  return Array.from({ length: targets }, (_, n) => {
    const chance = noise(at / 1000 + n * 7919)
    const sighting = { target: `target-${n}`, role: 'service', kind: 'http', vantage: 'tokyo', at } as const
    const tookMs = 40 + Math.round(chance * 2000) / 10
    const shared = {
      httpStatus: 200,
      headers: { server: 'nginx', via: '1.1 proxy.company.example' },
      finalUrl: `https://target-${n}.service.example/`,
      address: `192.0.2.${(n + Math.round(chance * 3)) % 250}`,
      proxy: 'proxy.company.example:8080',
      tls: TLS,
      tlsIssuer: TLS.issuer,
      clockSkewMs: Math.round(chance * 900) - 450,
      timings: { resolve: null, connect: 1.2, proxy: 3 + chance, tls: 11.5, request: tookMs - 20, body: 4.1 },
      tookMs,
    }
    if (chance > 0.01) return observationOf({ ...sighting, component: 'login', family: 4 }, shared)
    return observationOf(
      { ...sighting, component: 'login', family: 4 },
      { ...shared, phase: 'status', error: 'BODY_MISMATCH', httpStatus: 503, bodyHead: `<html>${at}`.padEnd(400, '.') },
    )
  })
}
