import { halfWidthOf, kindOf } from './characters.ts'
import { nearestDomain } from './nearest-domain.ts'

/** What can be wrong with a login ID as it was typed. */
export const LOGIN_ID_FAULTS = [
  'full-width',
  'japanese',
  'space',
  'invisible',
  'foreign',
  'no-at',
  'two-ats',
  'no-name',
  'no-domain',
  'dots',
  'symbol',
  'domain-misspelt',
  'domain-unknown',
  'upper-case',
] as const
export type LoginIdFault = (typeof LOGIN_ID_FAULTS)[number]

/** What the check of a login ID found. */
export interface LoginIdReading {
  /** In the order of `LOGIN_ID_FAULTS`; empty where nothing is wrong, or nothing was typed. */
  readonly faults: readonly LoginIdFault[]
  /** What was most likely meant; null where that is as typed, or nobody can tell. */
  readonly suggestion: string | null
  /** The company's domains, where one of them has to be chosen by the reader. */
  readonly domains: readonly string[]
}

/** Longer than any address: what is beyond is a pasted text, not an ID. */
const MOST = 320

/**
 * Looks for slips in a login ID (`name@domain`) as it was typed. Pure, and made to run in the reader's browser: nothing
 * has to be sent. `loginDomains` are those of the company, in lower case; without them no domain is called wrong.
 */
export function readLoginId(typed: string, loginDomains: readonly string[]): LoginIdReading {
  const text = typed.slice(0, MOST)
  if (text.trim() === '') return { faults: [], suggestion: null, domains: [] }
  const kinds = new Set([...text].map(kindOf))
  const cleaned = cleanedOf(text)
  const { parts, faults: inParts } = partsOf(cleaned)
  const meant = domainOf(parts.domain, inParts, loginDomains)
  const found = new Set<LoginIdFault>([...inParts, ...meant.faults])
  if (halfWidthOf(text) !== text) found.add('full-width')
  if (hasJapanese(text)) found.add('japanese')
  if (kinds.has('space') || kinds.has('wide-space')) found.add('space')
  if (kinds.has('invisible')) found.add('invisible')
  if (kinds.has('foreign')) found.add('foreign')
  if (/[A-Z]/.test(halfWidthOf(text))) found.add('upper-case')
  const isReadable = !found.has('japanese') && !found.has('foreign') && !found.has('two-ats') && !found.has('symbol')
  const suggestion = isReadable && parts.name !== '' && meant.domain ? `${parts.name}@${meant.domain}` : null
  return {
    faults: LOGIN_ID_FAULTS.filter((fault) => found.has(fault)),
    suggestion: suggestion === text ? null : suggestion,
    domains: suggestion === null && meant.domain === null ? loginDomains : [],
  }
}

/** A long vowel mark that was meant as a hyphen is a slip of width, not a word. */
const hasJapanese = (text: string): boolean => [...halfWidthOf(text)].some((letter) => kindOf(letter) === 'japanese')

/** Half-width, without anything that cannot be seen, in lower case. */
const cleanedOf = (text: string): string =>
  [...halfWidthOf(text)]
    .filter((character) => !['space', 'wide-space', 'invisible'].includes(kindOf(character)))
    .join('')
    .toLowerCase()

interface Parts {
  readonly name: string
  readonly domain: string
}

function partsOf(cleaned: string): { readonly parts: Parts; readonly faults: readonly LoginIdFault[] } {
  const ats = cleaned.split('@')
  const [name = '', ...rest] = ats
  const isDoubled = rest.length > 1 && /^[^@]+@{2,}[^@]+$/.test(cleaned)
  const domain = isDoubled ? rest.at(-1)! : rest.join('@')
  const faults: LoginIdFault[] = []
  if (ats.length === 1) faults.push('no-at')
  if (ats.length > 2 && !isDoubled) faults.push('two-ats')
  if (isDoubled) faults.push('dots')
  if (name === '') faults.push('no-name')
  if (ats.length > 1 && domain === '') faults.push('no-domain')
  const undotted = { name: withoutStrayDots(name), domain: withoutStrayDots(domain) }
  if (undotted.name !== name || undotted.domain !== domain) faults.push('dots')
  if (/[!-,/:-?[-^`{-~]/.test(name + domain.replaceAll('@', ''))) faults.push('symbol')
  return { parts: undotted, faults }
}

const withoutStrayDots = (text: string): string => text.replaceAll(/\.{2,}/g, '.').replaceAll(/^\.+|\.+$/g, '')

interface MeantDomain {
  /** Null where nobody can tell. */
  readonly domain: string | null
  readonly faults: readonly LoginIdFault[]
}

function domainOf(domain: string, faults: readonly LoginIdFault[], loginDomains: readonly string[]): MeantDomain {
  const [only] = loginDomains
  if (faults.includes('no-at') || faults.includes('no-domain'))
    return { domain: loginDomains.length === 1 && only ? only : null, faults: [] }
  if (faults.includes('two-ats') || loginDomains.length === 0) return { domain: domain || null, faults: [] }
  if (loginDomains.includes(domain)) return { domain, faults: [] }
  const near = nearestDomain(domain, loginDomains)
  return near === null ? { domain: null, faults: ['domain-unknown'] } : { domain: near, faults: ['domain-misspelt'] }
}
