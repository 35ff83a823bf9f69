import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import ipaddr from 'ipaddr.js'

/** Elliptic keys: made in a millisecond, unlike RSA. */
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 86_400_000

export interface AuthorityOptions {
  /** Epoch milliseconds; what it issues is valid from a day before. */
  readonly now: number
  /** Common name of the authority, as seen in `tls.issuer`. */
  readonly name?: string
}

export interface LeafRequest {
  /** DNS names and IP addresses; the first is the common name. At least one. */
  readonly names: readonly string[]
  /** Epoch milliseconds; a day before and thirty days after the authority's `now` where left out. */
  readonly validFrom?: number
  readonly validTo?: number
}

/** A private key (PKCS#8) and its certificate, both PEM, as `tls.createSecureContext` takes them. */
export interface Credentials {
  readonly key: string
  readonly cert: string
}

/** A throw-away certificate authority: its key lives in memory only and dies with the process. */
export interface CertificateAuthority {
  readonly name: string
  /** Ends with a line break, so that several can be joined into one file. */
  readonly caPem: string
  issue(request: LeafRequest): Promise<Credentials>
  /** A certificate for the same request that vouches for itself. */
  selfSigned(request: LeafRequest): Promise<Credentials>
}

/** Builds an authority that nobody trusts unless told to. */
export async function createCertificateAuthority(options: AuthorityOptions): Promise<CertificateAuthority> {
  const { now, name = 'Dotchi Simulator CA' } = options
  const keys = await keyPair()
  const subject = `CN=${name}`
  const root = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: subject,
    notBefore: dateOf(now - 2 * DAY_MS),
    notAfter: dateOf(now + 365 * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })

  const leaf = async (request: LeafRequest, signer: CryptoKeyPair | null): Promise<Credentials> => {
    const pair = await keyPair()
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject: `CN=${request.names[0]}`,
      issuer: signer === null ? `CN=${request.names[0]}` : subject,
      notBefore: dateOf(request.validFrom ?? now - DAY_MS),
      notAfter: dateOf(request.validTo ?? now + 30 * DAY_MS),
      signingAlgorithm: ALGORITHM,
      publicKey: pair.publicKey,
      signingKey: (signer ?? pair).privateKey,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(request.names.map(altNameOf)),
        await AuthorityKeyIdentifierExtension.create((signer ?? pair).publicKey),
      ],
    })
    const key = await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)
    return { key: `${PemConverter.encode(key, 'PRIVATE KEY')}\n`, cert: `${certificate.toString('pem')}\n` }
  }

  return {
    name,
    caPem: `${root.toString('pem')}\n`,
    issue: (request) => leaf(request, keys),
    selfSigned: (request) => leaf(request, null),
  }
}

type CryptoKeyPair = webcrypto.CryptoKeyPair

const keyPair = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<CryptoKeyPair>

const altNameOf = (name: string) =>
  ipaddr.isValid(name) ? { type: 'ip' as const, value: name } : { type: 'dns' as const, value: name }

/** Positive and never the same twice: two certificates of one authority with one number are refused by browsers. */
const serialNumber = () => `01${Buffer.from(webcrypto.getRandomValues(new Uint8Array(12))).toString('hex')}`

/** X.509 keeps whole seconds. */
const dateOf = (at: number) => new Date(Math.floor(at / 1000) * 1000)
