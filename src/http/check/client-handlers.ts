import { type Answer, createAnswer } from '../answer.ts'
import { securityHeadersOf } from '../security-headers.ts'
import { CLIENT_FILES, type ClientFile, readClientFile } from './client-files.ts'

/** Asked for anew each time, answered with 304: a page and its scripts always belong together. */
const HEADERS = { ...securityHeadersOf('data'), 'cache-control': 'no-cache' }

let answers: ReadonlyMap<ClientFile, Answer> | null = null

/** Read at the first request; what is installed does not change while the program runs. */
function answerOf(file: ClientFile): Answer {
  answers ??= new Map(
    CLIENT_FILES.map((each) => [
      each,
      createAnswer({
        type: 'text/javascript; charset=utf-8',
        body: readClientFile(each),
        headers: HEADERS,
        tagged: true,
      }),
    ]),
  )
  return answers.get(file)!
}

/** The answers to the requests for browser modules. */
export const createClientHandlers = (): Readonly<Record<`client:${ClientFile}`, () => Answer>> =>
  Object.fromEntries(CLIENT_FILES.map((file) => [`client:${file}`, () => answerOf(file)])) as unknown as Readonly<
    Record<`client:${ClientFile}`, () => Answer>
  >
