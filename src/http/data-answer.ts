import { type Answer, createAnswer } from './answer.ts'
import { securityHeadersOf } from './security-headers.ts'

/** The headers of data that is made anew for whoever asks: nothing in between may keep it. */
export const DATA_HEADERS = { ...securityHeadersOf('data'), 'cache-control': 'no-store' }

/** A value as JSON, made anew for whoever asks. Name the type of the view, so that it stays what its schema says. */
export const dataAnswer = <View>(view: View, status = 200): Answer =>
  createAnswer({
    status,
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify(view)}\n`,
    headers: DATA_HEADERS,
  })
