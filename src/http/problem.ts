import type { Locale, Text } from '../core/locale.ts'
import { type Answer, createAnswer } from './answer.ts'
import { securityHeadersOf } from './security-headers.ts'

/** What a refused request is told, by status. Nothing of the inside ever stands here. */
const TITLES = {
  400: { ja: 'リクエストに誤りがあります', en: 'The request has mistakes' },
  401: { ja: '認証が必要です', en: 'This needs a token' },
  403: { ja: 'このリクエストは受け付けられません', en: 'This request is not accepted' },
  404: { ja: 'そのページはありません', en: 'There is nothing here' },
  405: { ja: 'このメソッドは使えません', en: 'This method cannot be used here' },
  409: { ja: 'このリクエストは処理済みです', en: 'This was dealt with already' },
  413: { ja: '送られたデータが大きすぎます', en: 'The body is too large' },
  415: { ja: 'この形式のデータは受け付けられません', en: 'The body is of a type that is not taken here' },
  429: { ja: 'リクエストが多すぎます。時間をおいてください', en: 'Too many requests; come back later' },
  500: { ja: 'Dotchi 側でエラーが起きました', en: 'Something went wrong in Dotchi' },
  502: { ja: '接続先から必要な応答が得られません', en: 'Another server did not give what is needed' },
  503: { ja: 'まだ最新の情報がありません', en: 'There is no fresh information yet' },
} as const satisfies Record<number, Text>

/** One thing that is wrong with a request, and where. */
export interface Mistake {
  readonly parameter: string
  readonly message: Text
}

export type ProblemStatus = keyof typeof TITLES

export interface ProblemParts {
  readonly status: ProblemStatus
  readonly requestId: string
  readonly locale: Locale
  readonly mistakes?: readonly Mistake[]
  readonly headers?: Readonly<Record<string, string>>
}

export const problemTitle = (status: ProblemStatus, locale: Locale): string => TITLES[status][locale]

/** An error as `application/problem+json` (RFC 9457), with a request id to find it in the log by. */
export function problemAnswer({ status, requestId, locale, mistakes, headers = {} }: ProblemParts): Answer {
  const body = {
    type: 'about:blank',
    title: TITLES[status][locale],
    status,
    requestId,
    ...(mistakes && {
      mistakes: mistakes.map(({ parameter, message }) => ({ parameter, message: message[locale] })),
    }),
  }
  return createAnswer({
    status,
    type: 'application/problem+json; charset=utf-8',
    body: `${JSON.stringify(body)}\n`,
    headers: { ...securityHeadersOf('data'), 'cache-control': 'no-store', 'x-request-id': requestId, ...headers },
  })
}
