import type { Outcome, Phase, ProbeError, SkipReason } from '../../core/observation.ts'
import type { RollupStep } from '../store.ts'

/**
 * The small numbers that stand for words in the database. A number once given is never given to another word:
 * rows written years ago keep their meaning. A new word gets the next free number.
 */
interface Code<Word extends string> {
  codeOf(word: Word): number
  wordOf(code: number): Word
}

function defineCode<Word extends string>(codes: Readonly<Record<Word, number>>): Code<Word> {
  const words = new Map<number, Word>()
  for (const word of Object.keys(codes) as Word[]) words.set(codes[word], word)
  if (words.size !== Object.keys(codes).length) throw new Error('two words share a number')
  return {
    codeOf: (word) => codes[word],
    wordOf(code) {
      const word = words.get(code)
      if (word === undefined) throw new Error(`no word has the number ${code}`)
      return word
    },
  }
}

/** `inconclusive` is a failed look in a round whose control targets failed too. */
export const outcomeCode = defineCode<Outcome | 'inconclusive'>({ passed: 0, failed: 1, skipped: 2, inconclusive: 3 })

export const stepCode = defineCode<RollupStep>({ minute: 0, hour: 1, day: 2 })

export const phaseCode = defineCode<Phase>({
  resolve: 0,
  connect: 1,
  proxy: 2,
  tls: 3,
  request: 4,
  status: 5,
  content: 6,
  done: 7,
})

export const skipCode = defineCode<SkipReason>({
  'no-ipv4': 0,
  'no-ipv6': 1,
  'no-proxy': 2,
  'backing-off': 3,
  'not-configured': 4,
  overlap: 5,
  'proxy-resolves': 6,
})

export const errorCode = defineCode<ProbeError>({
  ENOTFOUND: 0,
  ENODATA: 1,
  ESERVFAIL: 2,
  EREFUSED: 3,
  EAI_AGAIN: 4,
  ETIMEDOUT: 5,
  ECONNREFUSED: 6,
  ECONNRESET: 7,
  EHOSTUNREACH: 8,
  ENETUNREACH: 9,
  EADDRNOTAVAIL: 10,
  PROXY_AUTH_REQUIRED: 11,
  PROXY_REFUSED: 12,
  CERT_HAS_EXPIRED: 13,
  CERT_NOT_YET_VALID: 14,
  SELF_SIGNED_CERT_IN_CHAIN: 15,
  DEPTH_ZERO_SELF_SIGNED_CERT: 16,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 17,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 18,
  ERR_TLS_CERT_ALTNAME_INVALID: 19,
  CERT_INVALID: 20,
  UNEXPECTED_ISSUER: 21,
  TLS_HANDSHAKE: 22,
  HTTP_PARSE: 23,
  TOO_MANY_REDIRECTS: 24,
  BODY_TOO_LARGE: 25,
  BODY_ENCODING: 26,
  BODY_MISMATCH: 27,
  UNEXPECTED_REDIRECT: 28,
  PROBE_CRASHED: 29,
})
