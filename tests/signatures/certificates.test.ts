import { describe, expect, test } from 'vitest'
import { type CertificateAuthority, createCertificateAuthority } from '../../src/simulator/certificate-authority.ts'
import { html } from '../../src/simulator/sites/page.ts'
import { expectReading } from './rig/expected.ts'
import { openOffice } from './rig/office.ts'
import { looksAt, readingOf } from './rig/round.ts'
import { daysAgo, HOST, type SiteName, WORKS, type WorldOptions } from './rig/world.ts'

/** What the certificates tell: rows 9, 10, 11 and 24. */

const seen = async (options: WorldOptions) => {
  await using office = await openOffice(options)
  return await office.look()
}
const authorityOf = (name: string) => createCertificateAuthority({ now: Date.now(), name })
type Request = Omit<Parameters<CertificateAuthority['issue']>[0], 'names'> & { readonly names?: readonly string[] }
async function issued(authority: CertificateAuthority, sites: readonly SiteName[], request: Request = {}) {
  const issue = async (site: SiteName) => [site, await authority.issue({ names: [HOST[site]], ...request })] as const
  return Object.fromEntries(await Promise.all(sites.map(issue)))
}
const genuine = () => authorityOf('Simulated DigiCert CA')

describe('row 9: an issuer that is not believed', () => {
  test('a known inspecting device on every site', async () => {
    const certificates = await issued(await authorityOf('FortiGate CA'), [...WORKS, 'google'])
    expectReading(await seen({ certificates }), {
      culprit: 'proxy',
      because: ['inspected', 'foreign-certificate-elsewhere'],
      viewer: 'company_network',
    })
  })
  test('a name nobody knows, the same on unrelated sites', async () => {
    const certificates = await issued(await authorityOf('Aoyama Shoji Root 2031'), [...WORKS, 'google'])
    expectReading(await seen({ certificates }), {
      culprit: 'proxy',
      because: ['foreign-certificate', 'foreign-certificate-elsewhere'],
    })
  })
  test('a name nobody knows, on LINE WORKS alone: somebody on the way, said with less weight', async () => {
    const certificates = await issued(await authorityOf('Aoyama Shoji Root 2031'), WORKS)
    const reading = readingOf(await seen({ certificates }))
    expect(reading.codes, reading.told).toContain('foreign-certificate')
    expect(['proxy', 'unknown'], reading.told).toContain(reading.culprit)
  })
  test('a certificate that vouches for itself in place of LINE WORKS’ own', async () => {
    const authority = await genuine()
    const certificates = Object.fromEntries(
      await Promise.all(
        WORKS.map(async (site) => [site, await authority.selfSigned({ names: [HOST[site]] })] as const),
      ),
    )
    const reading = readingOf(await seen({ certificates }))
    expect(reading.told).toContain('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(reading.culprit, reading.told).not.toBe('none')
    expect(reading.service, reading.told).not.toBe('operational')
  })
})

describe('row 10: certificates that are out of date', () => {
  test('of several unrelated hosts: the clock of this machine', async () => {
    // Seen from a clock that is four hundred days ahead, the world lives in the past.
    const reading = expectReading(await seen({ now: daysAgo(400) }), {
      culprit: 'company-network',
      because: ['clock-off'],
      viewer: 'company_network',
    })
    expect(reading.told).toContain('CERT_HAS_EXPIRED')
    expect(reading.codes).not.toContain('expired-certificate')
    expect(reading.advice).toContain('check-clock')
  })
  test('not yet valid anywhere: the clock of this machine', async () => {
    const reading = expectReading(await seen({ now: daysAgo(-400) }), {
      culprit: 'company-network',
      because: ['clock-off'],
    })
    expect(reading.told).toContain('CERT_NOT_YET_VALID')
  })
  test('of LINE WORKS alone, with a right clock', async () => {
    const authority = await genuine()
    const certificates = await issued(authority, WORKS, { validFrom: daysAgo(90), validTo: daysAgo(1) })
    await using office = await openOffice({ certificates })
    const looks = await office.look({ extraCa: [...office.world.caPem, authority.caPem] })
    expectReading(looks, { culprit: 'service', because: ['expired-certificate', 'controls-fine'], service: 'outage' })
  })
})

describe('row 11: a certificate for another name', () => {
  test('of the block page of a filter', async () => {
    const filter = await authorityOf('Example Company Web Filter CA')
    const certificates = await issued(filter, WORKS, { names: ['block.example.co.jp'] })
    await using office = await openOffice({ certificates })
    const looks = await office.look({ extraCa: [...office.world.caPem, filter.caPem] })
    expect(looksAt(looks, 'login-tls')[0]).toMatchObject({ error: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expectReading(looks, { culprit: 'proxy', viewer: 'company_network' })
  })
  test('of a sign-in page in the way of everything', async () => {
    const portal = await authorityOf('Hotel Guest Portal CA')
    const certificates = await issued(portal, [...WORKS, 'google'], { names: ['guest.hotel.example'] })
    expectReading(await seen({ certificates }), { culprit: 'company-network', because: ['portal'] })
  })
  test('of LINE WORKS’ own authority, at its own address', async () => {
    const authority = await genuine()
    const certificates = await issued(authority, WORKS, { names: ['www.example.com'] })
    await using office = await openOffice({ certificates })
    const looks = await office.look({ extraCa: [...office.world.caPem, authority.caPem] })
    expect(looksAt(looks, 'login-tls')[0]).toMatchObject({ error: 'ERR_TLS_CERT_ALTNAME_INVALID' })
    expectReading(looks, { culprit: 'service', because: ['bad-certificate'], service: 'outage' })
  })
})

describe('row 24: the clock of this machine', () => {
  test('is ten minutes off: seen by the Date headers, while everything passes', async () => {
    const reading = expectReading(await seen({ now: Date.now() + 600_000 }), {
      culprit: 'company-network',
      because: ['clock-off'],
    })
    expect(reading.advice).toContain('check-clock')
  })
  test('is right: one server whose own clock is off tells nothing', async () => {
    const date = new Date(daysAgo(1)).toUTCString()
    const wrong = html('', 204, { date })
    expectReading(await seen({ answers: { google: () => wrong } }), { culprit: 'none', service: 'operational' })
  })
})
